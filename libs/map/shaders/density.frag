#version 440
#extension GL_GOOGLE_include_directive : require
#include "density.glsl"
layout(location = 0) in vec2 v_share;
layout(location = 0) out vec4 result;
layout(binding = 1) uniform sampler2D values;

float cell(vec2 place)
{
    vec4 bytes = texelFetch(values, ivec2(clamp(place, vec2(0.0), u.field.xy - 1.0)), 0);
    return (bytes.r * 65280.0 + bytes.g * 255.0) / 65535.0;
}

// Two bytes cannot be interpolated by the sampler: it would mix high and low parts.
float value(vec2 share)
{
    vec2 place = share * u.field.xy - 0.5;
    vec2 corner = floor(place);
    vec2 t = place - corner;
    return mix(mix(cell(corner), cell(corner + vec2(1.0, 0.0)), t.x),
        mix(cell(corner + vec2(0.0, 1.0)), cell(corner + vec2(1.0, 1.0)), t.x), t.y);
}

vec4 colourOf(float v)
{
    float place = clamp(v, 0.0, 1.0) * 8.0;
    int lower = int(min(floor(place), 7.0));
    return mix(u.palette[lower], u.palette[lower + 1], place - float(lower));
}

void main()
{
    float v = value(v_share);
    float slope = max(fwidth(v), 1e-6) * u.field.z;
    vec4 distances = abs(vec4(v) - u.isoLines) / slope; // pixels
    float nearest = min(min(distances.x, distances.y), min(distances.z, distances.w));
    vec4 colour = colourOf(v);
    float line = (1.0 - smoothstep(0.3, 1.1, nearest)) * step(0.004, v);
    colour = mix(colour, vec4(colour.rgb * 0.45, 0.85), line * 0.75);
    result = vec4(colour.rgb, 1.0) * colour.a * u.view.w;
}
