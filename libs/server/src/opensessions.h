#pragma once

#include <domain/event.h>

#include <expected>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace cortege::server
{

/// How many sessions are open here, all workers together: of each person, whatever their certificates, and of all. Any
/// thread.
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
    /// There is none.
    struct Full {
        enum class Whose { Person, Server } whose; ///< seats are all taken; both: what the person can mend
        int most; ///< how many those are
        bool isNew; ///< nobody was told so since one was free: this is for the log and the audit
        friend bool operator==(const Full &, const Full &) = default;
    };

    /// It outlives the seats.
    OpenSessions(int mostOfPerson, int mostOfAll) : m_mostOfPerson(mostOfPerson), m_mostOfAll(mostOfAll) { }
    std::expected<Seat, Full> take(const PersonId &person);

private:
    struct Count {
        int open = 0;
        bool isTold = false; ///< that it is full
    };
    void giveBack(const PersonId &person);

    const int m_mostOfPerson;
    const int m_mostOfAll;
    std::mutex m_mutex;
    Count m_all; ///< guarded by m_mutex, as is the next one
    std::unordered_map<PersonId, Count> m_counts; ///< of those who have any
};

} // namespace cortege::server
