#pragma once

#include <chrono>
#include <functional>

namespace cortege::client
{

/// How long to wait before the next try: twice as long each time, up to a limit, and each time a random part of it
/// less, so that a hundred workstations do not come back in the same moment.
class Backoff
{
public:
    using Duration = std::chrono::milliseconds;
    /// `random` gives numbers from 0 to 1.
    Backoff(Duration first, Duration slowest, std::function<double()> random)
        : m_first(first), m_slowest(slowest), m_random(std::move(random)), m_step(first)
    {
    }

    /// From half the step to the whole of it.
    Duration next();
    void reset() { m_step = m_first; }

private:
    Duration m_first;
    Duration m_slowest;
    std::function<double()> m_random;
    Duration m_step;
};

} // namespace cortege::client
