#pragma once

#include "tokenbucket.h"

#include <domain/enrolment.h>

#include <QtCore/QtTypes>

#include <array>
#include <atomic>
#include <chrono>

namespace cortege::server
{

/// A thread's sign of life, which any other may look at.
class Pulse
{
public:
    void beat() { m_last.store(now(), std::memory_order_relaxed); }
    bool isFresh(Instant at, std::chrono::milliseconds patience) const
    {
        return at - m_last.load(std::memory_order_relaxed) <= patience;
    }

private:
    std::atomic<Instant> m_last = now();
};

/// How often something took how long, in the buckets of Prometheus: each counts what took no longer than its bound.
class Histogram
{
public:
    static constexpr std::array kBounds { 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1., 2.5, 5.,
        10. }; ///< seconds
    struct Seen {
        std::array<quint64, kBounds.size()> upTo {}; ///< cumulated
        quint64 count = 0;
        double sum = 0; ///< seconds
    };

    void add(std::chrono::duration<double> took)
    {
        size_t bucket = 0;
        while (bucket < kBounds.size() && took.count() > kBounds[bucket])
            ++bucket;
        ++m_counts[bucket];
        m_sum += took.count();
    }
    Seen seen() const
    {
        Seen seen;
        for (size_t i = 0; i < m_counts.size(); ++i) {
            seen.count += m_counts[i];
            if (i < seen.upTo.size())
                seen.upTo[i] = seen.count;
        }
        seen.sum = m_sum;
        return seen;
    }

private:
    std::array<std::atomic<quint64>, kBounds.size() + 1> m_counts {}; ///< the last one: longer than any bound
    std::atomic<double> m_sum = 0;
};

/// Why a connection did not become a session.
enum class Refused {
    Handshake, ///< no TLS, or a certificate that is not one of ours
    Timeout, ///< too slow
    Crowded, ///< too many others were waiting
    SubProtocol, ///< it speaks something else
    Person, ///< whom the register or the habilitations do not let in, or could not be asked about
    Convention, ///< not in force
    Sessions, ///< of the same person: as many as may be are open
    Full, ///< as many as may be are open in all
};
/// What became of a change.
enum class Changed {
    Saved, ///< a new row of the journal
    Repeated, ///< the same request as before
    Conflict, ///< somebody was there first
    Refused, ///< for another reason
    Failed, ///< not written: disk
};

/// What the server counts: one object, handed to whoever counts, which any thread may do and read. Numbers only.
struct Metrics {
    template <class Key, size_t count>
    class Counters
    {
    public:
        void add(Key key) { ++m_counts[static_cast<size_t>(key)]; }
        quint64 of(Key key) const { return m_counts[static_cast<size_t>(key)]; }

    private:
        std::array<std::atomic<quint64>, count> m_counts {};
    };

    std::atomic<quint64> logins = 0; ///< sessions so far
    std::atomic<qint64> sessions = 0; ///< now
    std::atomic<qint64> mostSessions = 0; ///< that may be
    Counters<Refused, 8> refused;
    std::atomic<qint64> sendQueue = 0; ///< bytes that peers have not taken yet

    Counters<Changed, 5> changed;
    Histogram commits; ///< transactions of the journal
    std::atomic<qint64> journalQueue = 0; ///< changes and entries of the audit that wait for the disk
    std::atomic<qint64> journalQueueBytes = 0;
    std::atomic<qint64> lastSequence = 0;
    std::atomic<qint64> logPagesLeft = 0; ///< of the write-ahead log, after the last checkpoint
    std::atomic<bool> diskTakesWrites = true; ///< as the last commit or probe found it

    std::atomic<qint64> certificateEnd = 0; ///< the server's, seconds since 1970
    /// Seconds since 1970 at which it is too late to destroy the data (Art. 9); 0 while the convention has not ended.
    std::atomic<qint64> destructionDue = 0;

    std::atomic<qint64> overdueHandovers = 0; ///< whose provider owes a statement
    std::atomic<qint64> handoversDueSoon = 0;

    /// Of the enrolment listener, where there is one.
    struct Enrolment {
        Counters<EnrolmentAnswer::State, 9> answers; ///< to its requests
        std::atomic<quint64> refused = 0; ///< connections that came to no request
        std::atomic<qint64> connections = 0; ///< open now
        std::atomic<qint64> oldestConnection = 0; ///< milliseconds since it came; 0 without one
        std::atomic<qint64> waiting = 0; ///< requests that the administrator has not decided
        std::atomic<qint64> oldestAskedAt = 0; ///< seconds since 1970; 0 where none waits
        Pulse pulse;
    } enrolment;

    Pulse journal;
};

} // namespace cortege::server
