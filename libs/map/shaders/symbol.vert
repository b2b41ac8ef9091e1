#version 440
#extension GL_GOOGLE_include_directive : require
#include "common.glsl"
layout(location = 0) in vec2 place;
layout(location = 1) in vec4 tag;
layout(location = 2) in vec2 offset; // pixels
layout(location = 3) in vec2 texel; // 0 to 1
layout(location = 0) out vec2 v_texel;
layout(location = 1) out float v_alpha;

void main()
{
    float alpha = alphaOf(tag);
    v_texel = texel;
    v_alpha = alpha * u.view.w;
    // On whole device pixels, where one texel is one pixel.
    vec2 pixel = round((projected(place) + offset) * u.style.x) / u.style.x;
    gl_Position = alpha == 0.0 ? kNowhere : u.matrix * vec4(pixel, 0.0, 1.0);
}
