layout(std140, binding = 0) uniform Uniforms {
    mat4 matrix;
    vec4 centre; // as in common.glsl
    vec4 view;
    vec4 field; // columns, rows, device pixels per pixel
    vec4 isoLines;
    vec4 palette[9]; // not premultiplied
} u;
