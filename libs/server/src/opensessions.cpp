#include "opensessions.h"

namespace cortege::server
{

std::expected<OpenSessions::Seat, OpenSessions::Full> OpenSessions::take(const PersonId &person)
{
    const std::lock_guard lock(m_mutex);
    Count &count = m_counts[person];
    if (count.open >= m_most)
        return std::unexpected(std::exchange(count.isTold, true) ? Full::Still : Full::Newly);
    ++count.open;
    return Seat(*this, person);
}

void OpenSessions::giveBack(const PersonId &person)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counts.find(person);
    Q_ASSERT(found != m_counts.end() && found->second.open > 0);
    found->second.isTold = false;
    if (--found->second.open == 0)
        m_counts.erase(found);
}

} // namespace cortege::server
