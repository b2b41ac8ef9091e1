#pragma once

#include <domain/journal.h>
#include <domain/result.h>
#include <protocol/messages.h>

#include <memory>
#include <optional>
#include <vector>

namespace cortege::client
{

/// A change of ours that the platform has not acknowledged yet.
struct PendingChange {
    enum class State {
        Waiting, ///< kept on disk; goes out by itself once there is a connection
        Sending, ///< sent, no answer yet; after a crash it is sent again with the same request id
        Conflict, ///< somebody saved a newer revision: `theirs`. The person decides field by field
        Refused, ///< the platform said no: `error`. The person corrects it or gives it up
    };
    RequestId request;
    EventId event;
    int baseRevision = 0;
    std::optional<EventRecord> base; ///< what the person started from; nothing for a new event
    Change change;
    UtcTime enteredAt {}; ///< this workstation's clock
    State state = State::Waiting;
    std::optional<EventVersion> theirs;
    std::optional<protocol::WireError> error;

    friend bool operator==(const PendingChange &, const PendingChange &) = default;
};

} // namespace cortege::client
