#include "console/togglebutton.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QStylePainter>

namespace cortege::widgets
{

ToggleButton::ToggleButton(QWidget *parent) : QToolButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
}

void ToggleButton::paintEvent(QPaintEvent *event)
{
    if (!isChecked())
        return QToolButton::paintEvent(event);
    QStylePainter painter(this);
    const auto accent = palette().color(QPalette::Highlight);
    auto fill = accent;
    fill.setAlphaF(underMouse() ? 0.32F : 0.22F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, hasFocus() ? 2 : 1.2));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.state &= ~(QStyle::State_On | QStyle::State_Sunken);
    painter.drawControl(QStyle::CE_ToolButtonLabel, option);
}

} // namespace cortege::widgets
