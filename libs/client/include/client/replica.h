#pragma once

#include <domain/event.h>

#include <QtCore/QHash>

#include <vector>

namespace cortege::client
{

/// What the platform has told so far: the newest version of every event that was not erased, in memory only.
class Replica
{
public:
    /// Everything up to this sequence is here; the next subscription starts from it.
    Sequence upTo() const { return m_upTo; }
    const EventVersion *find(const EventId &event) const;
    const QHash<EventId, EventVersion> &events() const { return m_events; }

    /// Takes the next versions of the journal. False when they are not the next ones: a gap, or one that was taken
    /// before; then nothing of the batch is taken and the connection must start again from `upTo`.
    [[nodiscard]] bool apply(const std::vector<EventVersion> &versions);

private:
    QHash<EventId, EventVersion> m_events;
    Sequence m_upTo = 0;
};

} // namespace cortege::client
