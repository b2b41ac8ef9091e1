#pragma once

#include <domain/time.h>

#include <atomic>

namespace cortege::test
{

/// The test moves time; from any thread.
class SetClock final : public Clock
{
public:
    explicit SetClock(UtcTime now) : m_now(now) { }
    UtcTime now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.load() + by; }

private:
    std::atomic<UtcTime> m_now;
};

} // namespace cortege::test
