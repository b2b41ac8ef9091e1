#pragma once

#include <domain/event.h>

#include <expected>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace cortege::server
{

/// How many sessions each person has open here, all workers together, whatever their certificates. Any thread.
class OpenSessions
{
public:
    /// Counts as one of them as long as it is there.
    class Seat
    {
    public:
        Seat(Seat &&other) noexcept : m_sessions(std::exchange(other.m_sessions, nullptr)), m_person(other.m_person) { }
        Seat(const Seat &) = delete;
        Seat &operator=(const Seat &) = delete;
        Seat &operator=(Seat &&) = delete;
        ~Seat()
        {
            if (m_sessions)
                m_sessions->giveBack(m_person);
        }

    private:
        friend class OpenSessions;
        Seat(OpenSessions &sessions, const PersonId &person) : m_sessions(&sessions), m_person(person) { }
        OpenSessions *m_sessions;
        PersonId m_person;
    };
    /// Every seat of that person is taken.
    enum class Full {
        Newly, ///< and nobody was told so since one was free: this is for the log and the audit
        Still,
    };

    /// It outlives the seats.
    explicit OpenSessions(int most) : m_most(most) { }
    int most() const { return m_most; }
    std::expected<Seat, Full> take(const PersonId &person);

private:
    struct Count {
        int open = 0;
        bool isTold = false; ///< that it is full
    };
    void giveBack(const PersonId &person);

    const int m_most;
    std::mutex m_mutex;
    std::unordered_map<PersonId, Count> m_counts; ///< guarded by m_mutex; of those who have any
};

} // namespace cortege::server
