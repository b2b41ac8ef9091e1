#pragma once

#include <QtCore/QtTypes>

#include <deque>
#include <mutex>
#include <optional>

namespace cortege::server
{

/// Connections that were accepted and that nobody has looked at yet. The acceptor puts them here, the thread of their
/// future takes them; of more than may wait, the oldest are closed, first those without a whole hello, so that a storm
/// never takes the last descriptor. Owns the descriptors. Any thread.
class Arrivals
{
public:
    explicit Arrivals(size_t most) : m_most(most) { }
    ~Arrivals(); ///< closes those that are left
    Arrivals(const Arrivals &) = delete;
    Arrivals &operator=(const Arrivals &) = delete;

    /// True when none was waiting: whoever takes them has to be woken.
    bool put(qintptr descriptor);
    std::optional<qintptr> take(); ///< the oldest, which is the caller's from now on
    bool isEmpty() const;
    int takeClosed(); ///< how many were closed since this was last asked

private:
    const size_t m_most;
    mutable std::mutex m_mutex;
    std::deque<qintptr> m_waiting; ///< guarded by m_mutex, as is the next one
    int m_closed = 0;
};

} // namespace cortege::server
