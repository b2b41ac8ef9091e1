#pragma once

#include "primitives.h"

#include <QtQuick/QSGNode>

#include <memory>

class QSGTexture;

namespace cortege::map
{

/// What the shaders need besides the vertices.
struct VectorState {
    View view;
    Filter filter;
    Mercator origin;
    float pixelRatio = 1;
};

/// Areas, lines and symbols in static vertex buffers. Whatever the camera and the filter do, only uniforms change.
class VectorNode final : public QSGNode
{
public:
    /// The atlas may be missing where there are no symbols.
    VectorNode(const Primitives &primitives, std::shared_ptr<QSGTexture> atlas);
    ~VectorNode() override;
    const std::shared_ptr<QSGTexture> &atlas() const;
    void setState(const VectorState &state);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cortege::map
