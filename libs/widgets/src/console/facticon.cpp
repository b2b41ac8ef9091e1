#include "console/facticon.h"

#include <presentation/factsigns.h>
#include <widgets/theme.h>

#include <QtGui/QPainter>
#include <QtGui/QPixmap>

namespace cortege::widgets
{
namespace
{
constexpr int kIconSide = 16; ///< pixels
constexpr int kSharpest = 2; ///< device pixels per pixel
} // namespace

QIcon iconOfFact(int sign, const QPalette &palette)
{
    QPixmap picture(QSize(kIconSide, kIconSide) * kSharpest);
    picture.setDevicePixelRatio(kSharpest);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kIconSide / 2., kIconSide / 2.);
    painter.fillPath(presentation::factShape(sign), presentation::factColour(sign, isDark(palette)));
    painter.end();
    return picture;
}

} // namespace cortege::widgets
