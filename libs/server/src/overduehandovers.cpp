#include "overduehandovers.h"

#include "serverlimits.h"

#include <storage/sqlitedataacts.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

namespace cortege::server
{
using namespace Qt::StringLiterals;

OverdueHandovers::OverdueHandovers(QString database, const Clock &clock, const Log &log, Metrics &metrics)
    : m_database(std::move(database)), m_clock(clock), m_log(log), m_metrics(metrics)
{
}

/// Once in a long while: no connection is held in between.
Result<> OverdueHandovers::read()
{
    return storage::SqliteDataActs::open(m_database).and_then([this](const auto &store) {
        return m_acts.update(*store);
    });
}

void OverdueHandovers::look()
{
    const auto done = read();
    const UtcTime now = m_clock.now();
    const auto inState = [&](HandoverState state) {
        return std::ranges::count(
            m_acts.handovers(), state, [now](const Handover &handover) { return handover.state(now); });
    };
    m_metrics.overdueHandovers = inState(HandoverState::Overdue);
    m_metrics.handoversDueSoon = inState(HandoverState::DueSoon);
    const QDate today = toParis(now).date();
    if (m_said == today)
        return;
    if (!done)
        m_log.error("handovers-unreadable"_L1, { { u"detail"_s, done.error().detail } });
    for (const Handover &handover : m_acts.handovers()) {
        if (handover.state(now) == HandoverState::Overdue)
            m_log.error("handover-overdue"_L1,
                { { u"handover"_s, handover.what.id.toString() },
                    { u"until"_s, handover.what.until.toString(Qt::ISODate) } });
    }
    if (!done || m_metrics.overdueHandovers > 0)
        m_said = today;
}

std::jthread watchHandovers(const QString &database, const Clock &clock, const Log &log, Metrics &metrics)
{
    auto handovers = std::make_unique<OverdueHandovers>(database, clock, log, metrics);
    handovers->look(); // before anybody can ask for the figures
    return std::jthread([handovers = std::move(handovers)](const std::stop_token &stop) {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        for (;;) {
            stopped.wait_for(lock, stop, limits::kHandoverLook, [] { return false; });
            if (stop.stop_requested())
                return;
            handovers->look();
        }
    });
}

} // namespace cortege::server
