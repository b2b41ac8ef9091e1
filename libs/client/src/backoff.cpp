#include <client/backoff.h>

#include <algorithm>
#include <utility>

namespace cortege::client
{

Backoff::Duration Backoff::next()
{
    const Duration step = std::exchange(m_step, std::min(m_step * 2, m_slowest));
    return Duration(static_cast<Duration::rep>(static_cast<double>(step.count()) * (0.5 + 0.5 * m_random())));
}

} // namespace cortege::client
