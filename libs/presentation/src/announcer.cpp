#include <presentation/announcer.h>

#include <QtGui/QAccessible>

namespace cortege::presentation
{

Announcer::Announcer(QObject *about) : QObject(about)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettled);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        QAccessibleAnnouncementEvent event(parent(), m_text);
        QAccessible::updateAccessibility(&event);
    });
}

void Announcer::tell(const QString &text)
{
    m_text = text;
    if (text.isEmpty())
        m_settled.stop();
    else
        m_settled.start();
}

} // namespace cortege::presentation
