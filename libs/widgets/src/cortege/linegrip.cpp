#include "linegrip.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace cortege::widgets
{
namespace
{
constexpr int kDot = 2; ///< pixels, across
constexpr int kDotStep = 4; ///< from dot to dot
constexpr int kColumns = 2;
constexpr int kRows = 4;
constexpr int kAround = 4;
} // namespace

LineGrip::LineGrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("grip"));
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
}

QSize LineGrip::sizeHint() const
{
    return { (kColumns - 1) * kDotStep + kDot + 2 * kAround, (kRows - 1) * kDotStep + kDot + 2 * kAround };
}

void LineGrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(m_state == State::Free ? QPalette::PlaceholderText : QPalette::Text));
    const QPoint first = rect().center() - QPoint((kColumns - 1) * kDotStep, (kRows - 1) * kDotStep) / 2;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column)
            painter.drawEllipse(QRect(first + QPoint(column, row) * kDotStep, QSize(kDot, kDot)));
    }
}

void LineGrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_state = State::Pressed;
    m_pressedAt = event->pos().y();
}

void LineGrip::mouseMoveEvent(QMouseEvent *event)
{
    const int y = event->pos().y();
    if (m_state == State::Pressed && std::abs(y - m_pressedAt) >= QApplication::startDragDistance()) {
        m_state = State::Pulled;
        setCursor(Qt::ClosedHandCursor);
        grabKeyboard(); // for Escape: the focus stays where one was typing
        update();
    }
    if (m_state == State::Pulled)
        Q_EMIT pulled(y);
}

void LineGrip::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasPulled = m_state == State::Pulled;
    release();
    if (wasPulled)
        Q_EMIT dropped(event->pos().y());
}

void LineGrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || m_state != State::Pulled)
        return;
    release();
    Q_EMIT letGo();
}

/// The lines may be shown anew while one is held: by what a colleague saved, say.
void LineGrip::hideEvent(QHideEvent *)
{
    if (m_state != State::Pulled)
        return;
    release();
    Q_EMIT letGo();
}

void LineGrip::release()
{
    if (m_state == State::Pulled)
        releaseKeyboard();
    m_state = State::Free;
    setCursor(Qt::OpenHandCursor);
    update();
}

} // namespace cortege::widgets
