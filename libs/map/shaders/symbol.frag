#version 440
layout(location = 0) in vec2 v_texel;
layout(location = 1) in float v_alpha;
layout(location = 0) out vec4 result;
layout(binding = 1) uniform sampler2D atlas;

void main() { result = texture(atlas, v_texel) * v_alpha; }
