#include "opensessions.h"

namespace cortege::server
{

std::expected<OpenSessions::Seat, OpenSessions::Full> OpenSessions::take(const PersonId &person)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_counts.find(person); found != m_counts.end() && found->second.open >= m_mostOfPerson)
        return std::unexpected(
            Full { Full::Whose::Person, m_mostOfPerson, !std::exchange(found->second.isTold, true) });
    if (m_all.open >= m_mostOfAll)
        return std::unexpected(Full { Full::Whose::Server, m_mostOfAll, !std::exchange(m_all.isTold, true) });
    ++m_all.open;
    ++m_counts[person].open;
    return Seat(*this, person);
}

void OpenSessions::giveBack(const PersonId &person)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counts.find(person);
    Q_ASSERT(found != m_counts.end() && found->second.open > 0);
    found->second.isTold = m_all.isTold = false;
    --m_all.open;
    if (--found->second.open == 0)
        m_counts.erase(found);
}

} // namespace cortege::server
