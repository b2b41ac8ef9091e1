#pragma once

#include <domain/time.h>

#include <atomic>

namespace cortege::test
{

/// A clock that stands still until the test moves it. Any thread may read it.
class HandClock final : public Clock
{
public:
    explicit HandClock(UtcTime at) : m_now(at) { }
    UtcTime now() const override { return m_now; }
    void set(UtcTime to) { m_now = to; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.load() + by; }

private:
    std::atomic<UtcTime> m_now;
};

} // namespace cortege::test
