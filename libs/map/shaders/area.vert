#version 440
#extension GL_GOOGLE_include_directive : require
#include "common.glsl"
layout(location = 0) in vec2 place;
layout(location = 1) in vec4 tag;
layout(location = 2) in vec4 colour;
layout(location = 0) out vec4 v_colour;

void main()
{
    float alpha = alphaOf(tag);
    v_colour = vec4(colour.rgb * colour.a, colour.a) * alpha * u.view.w;
    gl_Position = alpha == 0.0 ? kNowhere : u.matrix * vec4(projected(place), 0.0, 1.0);
}
