#include "console/mapstage.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>

namespace cortege::widgets
{
namespace
{
constexpr int kStackedBelow = 460; ///< on a narrower map the scale stands above the ground's source
/// The map's scale and the ground's source stand at the bottom and must stay readable.
int bottomLine(const QWidget &stage)
{
    const int line = stage.fontMetrics().height() + 18;
    return stage.width() < kStackedBelow ? 2 * line + 8 : line + 8;
}
} // namespace

MapStage::MapStage(QWidget *map, QWidget *parent) : QWidget(parent), m_map(map) { m_map->setParent(this); }

void MapStage::setTopCard(QWidget *card)
{
    m_top = card;
    card->setParent(this);
    card->installEventFilter(this);
    place();
}

void MapStage::setCornerCard(QWidget *card)
{
    m_corner = card;
    card->setParent(this);
    card->installEventFilter(this);
    place();
}

void MapStage::resizeEvent(QResizeEvent *) { place(); }

bool MapStage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        place();
    return QWidget::eventFilter(watched, event);
}

void MapStage::place()
{
    m_map->setGeometry(rect());
    if (m_top) {
        const int wide = std::min(m_top->sizeHint().width(), width() - 2 * kMargin);
        const int high = m_top->hasHeightForWidth() ? m_top->heightForWidth(wide) : m_top->sizeHint().height();
        m_top->setGeometry((width() - wide) / 2, kMargin, wide, high);
        m_top->raise();
    }
    if (m_corner) {
        const QSize size = m_corner->sizeHint();
        m_corner->setGeometry(
            kMargin, height() - size.height() - kMargin - bottomLine(*this), size.width(), size.height());
        m_corner->raise();
    }
}

} // namespace cortege::widgets
