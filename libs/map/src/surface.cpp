#include "surface.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtQuick/QQuickWindow>
#include <QtWidgets/QToolTip>

#include <utility>

namespace cortege::map
{
namespace
{
constexpr double kLevelsPerNotch = 0.5;
constexpr double kNotch = 120; // QWheelEvent: eighths of a degree
} // namespace

Surface::Surface(MapTool &tool, QWidget *parent) : QQuickWidget(parent), m_tool(tool)
{
    setResizeMode(SizeRootObjectToView);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

bool Surface::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        const auto *key = static_cast<QKeyEvent *>(event);
        event->setAccepted(m_tool.claims(key->key(), key->modifiers()));
        return event->isAccepted();
    }
    case QEvent::Leave:
        m_tool.leave();
        break;
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = m_explain && !m_tool.isHolding() ? m_explain(help->pos()) : QString();
        QToolTip::showText(help->globalPos(), text, this, QRect(help->pos() - QPoint(8, 8), QSize(16, 16)));
        return true;
    }
    default:
        break;
    }
    return QQuickWidget::event(event);
}

void Surface::mousePressEvent(QMouseEvent *event) { m_tool.press(event->position(), event->button()); }

void Surface::mouseMoveEvent(QMouseEvent *event) { m_tool.move(event->position(), event->modifiers()); }

void Surface::mouseReleaseEvent(QMouseEvent *event) { m_tool.release(event->position(), event->button()); }

void Surface::mouseDoubleClickEvent(QMouseEvent *event) { m_tool.doubleClick(event->position(), event->button()); }

void Surface::wheelEvent(QWheelEvent *event)
{
    const int turned = event->angleDelta().y(); // Shift and Alt swap the axes, and mean nothing here
    m_tool.wheel(event->position(), (turned != 0 ? turned : event->angleDelta().x()) / kNotch * kLevelsPerNotch);
    event->accept();
}

void Surface::keyPressEvent(QKeyEvent *event) { event->setAccepted(m_tool.key(event->key(), event->modifiers())); }

void Surface::keyReleaseEvent(QKeyEvent *event) { event->ignore(); }

void Surface::focusInEvent(QFocusEvent *event)
{
    QQuickWidget::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void Surface::focusOutEvent(QFocusEvent *event)
{
    QQuickWidget::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void Surface::resizeEvent(QResizeEvent *event)
{
    if (m_isStarted)
        QQuickWidget::resizeEvent(event);
    Q_EMIT resized();
}

void Surface::showEvent(QShowEvent *event)
{
    if (m_isStarted)
        QQuickWidget::showEvent(event);
}

void Surface::paintEvent(QPaintEvent *event)
{
    if (m_isStarted) {
        QQuickWidget::paintEvent(event);
        return;
    }
    QPainter(this).fillRect(event->rect(), quickWindow()->color());
    QMetaObject::invokeMethod(this, &Surface::start, Qt::QueuedConnection); // behind what brings this to the screen
}

void Surface::timerEvent(QTimerEvent *event)
{
    if (m_isStarted) // Qt asks again every five milliseconds for what the scene has changed
        QQuickWidget::timerEvent(event);
}

void Surface::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    QResizeEvent sized(size(), {});
    QQuickWidget::resizeEvent(&sized);
    if (!isVisible())
        return;
    QShowEvent shown;
    QQuickWidget::showEvent(&shown);
}

bool Surface::focusNextPrevChild(bool next)
{
    // Qt Quick would keep it for items that take none. NOLINTNEXTLINE(bugprone-parent-virtual-call)
    return m_tool.cycle(next) || QWidget::focusNextPrevChild(next);
}

} // namespace cortege::map
