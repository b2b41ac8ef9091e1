#pragma once

#include "history.h"
#include "soak.h"
#include "station.h"

#include <QtCore/QTimer>

/// Somebody at work at a workstation, who makes events, corrects those that others correct as well, and writes down
/// what was done and seen.
namespace cortege::test
{

class BusyStation
{
public:
    /// `events`: those that everybody corrects. `deeds`: how many there will be, besides those after a conflict.
    BusyStation(client::Profile profile, int number, std::vector<EventId> events, int deeds, quint32 seed,
        client::Timing timing = hurried())
        : m_number(number), m_events(std::move(events)), m_deeds(deeds), m_random(seed),
          m_station(std::move(profile), client::Platform::UnsentWork::Kept, std::move(timing))
    {
        QObject::connect(&m_station.platform(), &client::Platform::versionsArrived, &m_timer,
            [this](const std::vector<EventVersion> &versions) {
                m_told.seen.insert(m_told.seen.end(), versions.begin(), versions.end());
            });
        QObject::connect(
            &m_station.platform(), &client::Platform::replicaReset, &m_timer, [this] { m_wasReset = true; });
        QObject::connect(&m_station.platform(), &client::Platform::pendingChanged, &m_timer,
            [this](const EventId &event) { look(event); });
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { work(); });
        m_timer.start(10);
        m_station.start();
    }

    bool hasDone() const { return std::ssize(m_told.deeds) >= m_deeds; }
    bool isQuiet() const { return m_station.hasSentAll(); }
    bool wasReset() const { return m_wasReset; }
    const Told &told() const { return m_told; }
    qsizetype acknowledged() const { return std::ranges::count(m_told.deeds, Deed::End::Acknowledged, &Deed::end); }
    const client::Replica &replica() const { return m_station->replica(); }

private:
    using State = client::PendingChange::State;

    void work()
    {
        if (hasDone())
            return m_timer.stop();
        m_timer.start(between(m_random, 1, 60));
        const EventId event = between(m_random, 0, 4) == 0
            ? EventId::make()
            : m_events[static_cast<size_t>(between(m_random, 0, static_cast<int>(m_events.size()) - 1))];
        if (m_station->pending(event))
            return; // one at a time, so that each deed has an end of its own
        const EventVersion *const seen = m_station->replica().find(event);
        Deed deed = newDeed(event, seen);
        REQUIRE(m_station->save(event, deed.record(), seen ? std::optional(*seen) : std::nullopt));
        m_told.deeds.push_back(std::move(deed));
    }

    Deed newDeed(const EventId &event, const EventVersion *seen)
    {
        return { QStringLiteral("Visite %1-%2").arg(m_number).arg(m_told.deeds.size()), event,
            seen ? seen->revision : 0, seen ? deedOf(*seen) : QString() };
    }

    void look(const EventId &event)
    {
        const auto deed = std::ranges::find_if(
            m_told.deeds, [&](const Deed &one) { return one.event == event && one.end == Deed::End::Open; });
        if (deed == m_told.deeds.end())
            return;
        const auto pending = m_station->pending(event);
        if (!pending) {
            deed->end = Deed::End::Acknowledged;
        } else if (pending->state == State::Conflict || pending->state == State::Refused) {
            deed->end = Deed::End::Refused;
            if (pending->state == State::Conflict && between(m_random, 0, 1) == 0) {
                Deed again = newDeed(event, &*pending->theirs);
                m_told.deeds.push_back(again); // first, because of what `resolve` tells
                REQUIRE(m_station->resolve(event, again.record()));
            } else {
                REQUIRE(m_station->giveUp(event));
            }
        }
    }

    const int m_number;
    const std::vector<EventId> m_events;
    const int m_deeds;
    std::mt19937 m_random;
    Told m_told;
    bool m_wasReset = false;
    QTimer m_timer;
    Station m_station;
};

} // namespace cortege::test
