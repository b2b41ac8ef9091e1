// What all layers of events share: the projection and the filter, both of which change without an upload.
layout(std140, binding = 0) uniform Uniforms {
    mat4 matrix;
    vec4 centre; // of the view, against the origin of the vertices: high part (xy), low part (zw)
    vec4 view; // pixels per world, half width, half height, opacity
    vec4 window; // begin, end, opacity outside, index of the event that is not drawn
    vec4 shown; // demonstrations (moving), demonstrations (static), operations, visits: 1 or 0
    vec4 style; // device pixels per pixel, line factor, spacing of the arrows (world), cancelled ones shown
    vec4 pass; // casing pass: 1 or 0
} u;

// Subtracting in two steps keeps 32-bit floats exact to a hundredth of a pixel at every zoom.
vec2 projected(vec2 place)
{
    return ((place - u.centre.xy) - u.centre.zw) * u.view.x + u.view.yz;
}

// tag: begin, end, code, index
float alphaOf(vec4 tag)
{
    if (tag.z < -0.5)
        return 1.0;
    float cancelled = tag.z > 3.5 ? 1.0 : 0.0;
    float kind = tag.z - 4.0 * cancelled;
    float shown = kind < 0.5 ? u.shown.x : kind < 1.5 ? u.shown.y : kind < 2.5 ? u.shown.z : u.shown.w;
    if (shown < 0.5 || (cancelled > 0.5 && u.style.w < 0.5))
        return 0.0;
    if (u.window.w > -0.5 && abs(tag.w - u.window.w) < 0.5)
        return 0.0;
    return tag.x < u.window.y && u.window.x < tag.y ? 1.0 : u.window.z;
}

// Outside the clip volume: all corners of a hidden thing go there, so nothing of it is drawn.
const vec4 kNowhere = vec4(2.0, 2.0, 2.0, 1.0);
