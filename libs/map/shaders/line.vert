#version 440
#extension GL_GOOGLE_include_directive : require
#include "common.glsl"
// One segment is a quad around it; the fragment shader cuts the round-ended stroke out of it.
layout(location = 0) in vec4 ends; // a, b
layout(location = 1) in vec4 tag;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 casingColour;
layout(location = 4) in vec4 shape; // half width, casing (pixels), dashed + 2 * arrows, distance from the line's start (world)
layout(location = 5) in vec2 corner; // -1 or 1: which end, which side
layout(location = 0) out vec4 v_colour;
layout(location = 1) out vec2 v_local; // pixels along and across, from a
layout(location = 3) out vec4 v_arrowColour;
layout(location = 2) out vec4 v_shape; // length, half width, dashed + 2 * arrows, distance from the line's start (pixels)

void main()
{
    float alpha = alphaOf(tag);
    vec2 a = projected(ends.xy);
    vec2 b = projected(ends.zw);
    float len = length(b - a);
    vec2 along = len > 0.0 ? (b - a) / len : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    float halfWidth = shape.x * u.style.y + (u.pass.x > 0.5 ? shape.y : 0.0);
    float reach = halfWidth + 1.0;
    vec2 place = corner.x < 0.0 ? a - along * reach : b + along * reach;
    place += across * corner.y * reach;
    v_local = vec2(corner.x < 0.0 ? -reach : len + reach, corner.y * reach);
    v_shape = vec4(len, halfWidth, shape.z, shape.w * u.view.x);
    vec4 ink = u.pass.x > 0.5 ? casingColour : colour;
    v_colour = vec4(ink.rgb, 1.0) * ink.a * alpha * u.view.w;
    v_arrowColour = vec4(casingColour.rgb, 1.0) * casingColour.a * alpha * u.view.w;
    bool nothing = alpha == 0.0 || (u.pass.x > 0.5 && shape.y == 0.0);
    gl_Position = nothing ? kNowhere : u.matrix * vec4(place, 0.0, 1.0);
}
