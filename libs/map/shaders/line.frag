#version 440
#extension GL_GOOGLE_include_directive : require
#include "common.glsl"
layout(location = 0) in vec4 v_colour;
layout(location = 1) in vec2 v_local;
layout(location = 2) in vec4 v_shape;
layout(location = 3) in vec4 v_arrowColour;
layout(location = 0) out vec4 result;

const float kDash = 14.0;

float covered(float inside) { return clamp(inside * u.style.x + 0.5, 0.0, 1.0); }

void main()
{
    float len = v_shape.x;
    float beyond = v_local.x < 0.0 ? -v_local.x : max(v_local.x - len, 0.0);
    float alpha = covered(v_shape.y - length(vec2(beyond, v_local.y)));
    float distanceAlong = v_shape.w + v_local.x;
    bool arrows = v_shape.z > 1.5;
    bool dashed = v_shape.z > 0.5 && !arrows;
    if (dashed)
        alpha *= covered(kDash * 0.3 - abs(mod(distanceAlong, kDash) - kDash * 0.5));
    vec4 colour = v_colour;
    if (arrows && u.pass.x < 0.5 && v_local.x >= 0.0 && v_local.x <= len) {
        float spacing = u.style.z * u.view.x;
        float fromTip = mod(distanceAlong, spacing) - spacing * 0.5 + abs(v_local.y);
        float chevron = covered(1.2 - abs(fromTip)) * covered(v_shape.y - 0.4 - abs(v_local.y));
        colour = mix(colour, v_arrowColour, chevron);
    }
    result = colour * alpha;
}
