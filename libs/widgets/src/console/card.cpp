#include "console/card.h"

#include <QtGui/QPainter>

namespace cortege::widgets
{

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto ground = palette().color(QPalette::Window);
    ground.setAlpha(240);
    auto border = palette().color(QPalette::WindowText);
    border.setAlpha(70);
    painter.setPen(border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace cortege::widgets
