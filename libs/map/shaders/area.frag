#version 440
layout(location = 0) in vec4 v_colour;
layout(location = 0) out vec4 result;

void main() { result = v_colour; }
