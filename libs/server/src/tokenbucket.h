#pragma once

#include <algorithm>
#include <chrono>

namespace cortege::server
{

using Instant = std::chrono::steady_clock::time_point;
inline Instant now() { return std::chrono::steady_clock::now(); }

/// So many a second, with bursts of one second's worth. Refused takes count as well, down to one second's worth below
/// nothing: there `isDry` says that the taker does not listen.
class TokenBucket
{
public:
    TokenBucket(int perSecond, Instant now) : m_perSecond(perSecond), m_tokens(perSecond), m_filled(now) { }

    void setRate(int perSecond)
    {
        m_tokens += perSecond - m_perSecond;
        m_perSecond = perSecond;
    }
    bool take(Instant now, double count = 1)
    {
        const std::chrono::duration<double> passed = now - m_filled;
        m_filled = now;
        m_tokens = std::min(m_perSecond, m_tokens + passed.count() * m_perSecond) - count;
        m_tokens = std::max(m_tokens, -m_perSecond);
        return m_tokens >= 0;
    }
    bool isDry() const { return m_tokens <= -m_perSecond; }

private:
    double m_perSecond;
    double m_tokens;
    Instant m_filled;
};

} // namespace cortege::server
