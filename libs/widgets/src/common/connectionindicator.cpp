#include <widgets/connectionindicator.h>
#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStyleOptionFocusRect>
#include <QtWidgets/QStylePainter>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::Link;

struct Sign {
    QString icon;
    Tone tone;
};

Sign signOf(Link link)
{
    switch (link) {
    case Link::Online:
        return { u"online"_s, Tone::Good };
    case Link::CatchingUp:
    case Link::Connecting:
        return { u"connecting"_s, Tone::Busy };
    case Link::Offline:
        return { u"offline"_s, Tone::Warning };
    case Link::Denied:
        return { u"denied"_s, Tone::Error };
    }
    return {};
}

} // namespace

ConnectionIndicator::ConnectionIndicator(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName(u"connectionIndicator"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleDescription(tr("État de la connexion ; Entrée pour une explication"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSpacing, 0, kSpacing, 0);
    layout->setSpacing(kSpacing - 2);
    layout->addWidget(m_icon);
    layout->addWidget(m_text);
    refresh();
}

void ConnectionIndicator::setState(Link link, int waiting)
{
    m_link = link;
    m_waiting = waiting;
    refresh();
}

QString ConnectionIndicator::text() const { return m_text->text(); }

void ConnectionIndicator::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void ConnectionIndicator::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void ConnectionIndicator::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

void ConnectionIndicator::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QStyleOptionFocusRect option;
    option.initFrom(this);
    QStylePainter(this).drawPrimitive(QStyle::PE_FrameFocusRect, option);
}

void ConnectionIndicator::refresh()
{
    const Sign sign = signOf(m_link);
    m_icon->setPixmap(icon(sign.icon, colourOf(sign.tone, palette())).pixmap(QSize(16, 16), devicePixelRatio()));
    m_text->setText(presentation::describe(m_link, m_waiting));
    setAccessibleName(m_text->text());
}

} // namespace cortege::widgets
