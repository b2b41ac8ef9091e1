#include "contraststyle.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>

#include <optional>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

void outline(const QStyleOption &option, QPainter &painter, std::optional<QRect> part = std::nullopt)
{
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const auto group = option.state.testFlag(QStyle::State_Enabled) ? QPalette::Active : QPalette::Disabled;
    const auto role = focused ? QPalette::Highlight : QPalette::WindowText;
    const qreal width = focused ? 3 : 1;
    painter.save();
    painter.setPen(QPen(option.palette.color(group, role), width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(part.value_or(option.rect)).adjusted(width / 2, width / 2, -width / 2, -width / 2));
    painter.restore();
}

} // namespace

ContrastStyle::ContrastStyle() : QProxyStyle(u"Fusion"_s) { }

void ContrastStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool pressed = element == PE_PanelButtonCommand || element == PE_PanelButtonTool;
    if (pressed || element == PE_FrameLineEdit || element == PE_IndicatorCheckBox || element == PE_FrameMenu)
        outline(*option, *painter);
}

void ContrastStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_ComboBox || control == CC_SpinBox)
        outline(*option, *painter);
    else if (control == CC_Slider)
        outline(*option, *painter, subControlRect(control, option, SC_SliderHandle, widget));
    else if (control == CC_ScrollBar)
        outline(*option, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
}

} // namespace cortege::widgets
