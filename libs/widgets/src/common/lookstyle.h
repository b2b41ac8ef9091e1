#pragma once

#include <widgets/theme.h>

#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QStyleOptionButton>

namespace cortege::widgets
{

/// Fusion with a ring around what has the focus, which Fusion hints at in a shade or, around a field of several lines,
/// not at all, and with an edge around what one ticks or chooses. With strong contrast an outline as well around
/// everything that one types in or presses, which on black has none.
class LookStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    explicit LookStyle(Look look);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;

private:
    int ringWidth() const;
    void drawDefault(QStyleOptionButton option, QPainter *painter, const QWidget *widget) const;
    void ring(const QStyleOption &option, QPainter &painter, const QRect &around) const;
    void edge(const QStyleOption &option, QPainter &painter, const QRect &around) const;
    void circle(const QStyleOption &option, QPainter &painter) const;
    QColor edgeColour(const QStyleOption &option) const;

    bool m_strong;
};

} // namespace cortege::widgets
