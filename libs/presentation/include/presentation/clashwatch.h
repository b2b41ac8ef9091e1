#pragma once

#include <domain/clash.h>
#include <presentation/cortegecontroller.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <vector>

namespace cortege::presentation
{

/// An event near the one in the form, as one reads it.
struct NearbyEvent {
    EventId event;
    EventKind kind {};
    QString subject;
    QString when; ///< "sam. 28 nov., 14 h – 18 h"
    QString how; ///< "à 120 m, en même temps", "au même endroit, à 45 min d’écart"

    friend bool operator==(const NearbyEvent &, const NearbyEvent &) = default;
};

/// The events of `rows` that clash with the record, the nearest first, then those that are the least apart in time;
/// without cancelled ones and without `self`.
std::vector<NearbyEvent> nearbyEvents(const EventRecord &record, const EventId &self, const std::vector<EventRow> &rows,
    QDate today, const ClashRule &rule = {});

/// What is near the event in the form, while it is typed and drawn and while others save theirs.
class ClashWatch final : public QObject
{
    Q_OBJECT
public:
    /// Between two looks while one goes on typing; 10,000 events take a few milliseconds.
    static constexpr std::chrono::milliseconds kPause { 250 };

    explicit ClashWatch(CortegeController &controller, QObject *parent = nullptr);

    const ClashRule &rule() const { return m_rule; }
    const std::vector<NearbyEvent> &nearby() const { return m_nearby; }

Q_SIGNALS:
    void changed();

private:
    void lookSoon();
    void look();

    CortegeController &m_controller;
    const ClashRule m_rule;
    std::vector<NearbyEvent> m_nearby;
    QTimer m_timer;
};

} // namespace cortege::presentation
