#version 440
#extension GL_GOOGLE_include_directive : require
#include "density.glsl"
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 share;
layout(location = 0) out vec2 v_share;

void main()
{
    v_share = share;
    vec2 pixel = ((place - u.centre.xy) - u.centre.zw) * u.view.x + u.view.yz;
    gl_Position = u.matrix * vec4(pixel, 0.0, 1.0);
}
