#include "console/densityscale.h"

#include <presentation/densitypalette.h>
#include <presentation/texts.h>
#include <presentation/zonelist.h>
#include <widgets/theme.h>

#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr std::array kTicks { 0.0, 0.25, 0.5, 0.75, 1.0 };
constexpr int kBarHeight = 14;

} // namespace

DensityScale::DensityScale(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"densityScale"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTop(0);
}

void DensityScale::setTop(double top, presentation::TensionUnit unit)
{
    m_isDifference = false;
    m_texts.clear();
    for (const double tick : kTicks)
        m_texts << (top > 0 ? presentation::figureText(tick * top) : QString());
    setAccessibleName(top > 0 ? tr("Échelle de densité : de 0 à %1").arg(presentation::densityText(top, unit))
                              : tr("Échelle de densité : personne n’est attendu"));
    update();
}

void DensityScale::setDifference(double top, presentation::TensionUnit unit)
{
    m_isDifference = true;
    m_texts.clear();
    for (const double tick : kTicks) {
        const double value = (2 * tick - 1) * top;
        m_texts << (top > 0 ? (value > 0 ? u"+"_s : QString()) + presentation::figureText(value) : QString());
    }
    setAccessibleName(top > 0 ? tr("Échelle de l’écart : de moins à plus %1").arg(presentation::densityText(top, unit))
                              : tr("Échelle de l’écart : rien dans les deux périodes"));
    update();
}

QSize DensityScale::sizeHint() const { return { 250, kBarHeight + 6 + fontMetrics().height() }; }

void DensityScale::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF bar(0.5, 0.5, width() - 1, kBarHeight);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    const auto colours = m_isDifference ? presentation::differenceColours() : presentation::densityColours();
    for (size_t i = 0; i < colours.size(); ++i)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(colours.size() - 1), colours[i]);
    painter.setPen(colourOf(Tone::Quiet, palette()));
    painter.setBrush(Qt::white); // the colours are as on the light ground of the map
    painter.drawRect(bar);
    painter.setBrush(gradient);
    painter.drawRect(bar);
    painter.setPen(palette().color(QPalette::WindowText));
    for (size_t i = 0; i < kTicks.size(); ++i) {
        const double x = bar.left() + kTicks[i] * bar.width();
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + 3));
        const int wide = fontMetrics().horizontalAdvance(m_texts[static_cast<qsizetype>(i)]);
        const double left = std::clamp(x - wide / 2.0, 0.0, static_cast<double>(width() - wide));
        painter.drawText(QPointF(left, bar.bottom() + 5 + fontMetrics().ascent()), m_texts[static_cast<qsizetype>(i)]);
    }
}

} // namespace cortege::widgets
