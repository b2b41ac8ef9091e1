#include "arrivals.h"

#include <unistd.h>
#include <utility>

namespace cortege::server
{

Arrivals::~Arrivals()
{
    for (const qintptr descriptor : m_waiting)
        ::close(static_cast<int>(descriptor));
}

bool Arrivals::put(qintptr descriptor)
{
    const std::lock_guard lock(m_mutex);
    const bool wasEmpty = m_waiting.empty();
    if (m_waiting.size() >= m_most) {
        ::close(static_cast<int>(m_waiting.front()));
        m_waiting.pop_front();
        ++m_closed;
    }
    m_waiting.push_back(descriptor);
    return wasEmpty;
}

std::optional<qintptr> Arrivals::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty())
        return std::nullopt;
    const qintptr descriptor = m_waiting.front();
    m_waiting.pop_front();
    return descriptor;
}

bool Arrivals::isEmpty() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.empty();
}

int Arrivals::takeClosed()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_closed, 0);
}

} // namespace cortege::server
