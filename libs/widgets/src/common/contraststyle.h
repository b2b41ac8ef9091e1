#pragma once

#include <QtWidgets/QProxyStyle>

namespace cortege::widgets
{

/// Fusion with an outline around everything that one types in or presses, which on black has none, and a thick one
/// around what has the focus.
class ContrastStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    ContrastStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
};

} // namespace cortege::widgets
