#include "arrivals.h"

#include "clienthello.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace cortege::server
{
namespace
{
/// Two calls of the system each; whoever accepts has others to accept.
constexpr std::ptrdiff_t kLookedAt = 16;
} // namespace

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
        const auto looked = m_waiting.begin() + std::min(std::ssize(m_waiting), kLookedAt);
        const auto silent = std::find_if_not(
            m_waiting.begin(), looked, [](qintptr one) { return hasClientHello(static_cast<int>(one)); });
        const auto leaving = silent == looked ? m_waiting.begin() : silent;
        ::close(static_cast<int>(*leaving));
        m_waiting.erase(leaving);
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
