#pragma once

#include <domain/time.h>

namespace cortege::client
{

/// The platform's time as far as a workstation knows it: the workstation's own clock, put right by what the latest
/// hello told, or the platform's refusal for the convention's sake. Until the first one it is the own clock. Lives in
/// the GUI thread; never written to disk: a correction of yesterday is worth nothing after somebody has set the clock.
class PlatformClock final : public Clock
{
public:
    /// `own` must outlive it.
    explicit PlatformClock(const Clock &own) : m_own(own) { }

    UtcTime now() const override { return m_own.now() + m_offset; }
    /// The platform's clock minus ours.
    std::chrono::milliseconds offset() const { return m_offset; }
    void hear(UtcTime platform) { m_offset = platform - m_own.now(); } ///< its time just now
    void setOffset(std::chrono::milliseconds offset) { m_offset = offset; }

private:
    const Clock &m_own;
    std::chrono::milliseconds m_offset { 0 };
};

} // namespace cortege::client
