#include <client/replica.h>

namespace cortege::client
{

const EventVersion *Replica::find(const EventId &event) const
{
    const auto found = m_events.constFind(event);
    return found == m_events.cend() ? nullptr : &*found;
}

bool Replica::apply(const std::vector<EventVersion> &versions)
{
    Sequence next = m_upTo;
    for (const EventVersion &version : versions) {
        if (version.sequence != ++next)
            return false;
    }
    for (const EventVersion &version : versions) {
        if (version.state == EventState::Erased)
            m_events.remove(version.id);
        else
            m_events.insert(version.id, version);
    }
    m_upTo = next;
    return true;
}

} // namespace cortege::client
