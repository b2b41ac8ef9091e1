#pragma once

#include <domain/journal.h>
#include <domain/result.h>
#include <pki/tls.h>
#include <protocol/messages.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>

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

/// What a person keeps beside the changes, sealed as they are.
enum class Paper {
    Draft, ///< what is in a form and not saved yet, under the identifier of its event
    Model, ///< an event to begin others with, under an identifier of its own
    Filter, ///< what a list is reduced to: what people search for is about persons sometimes
};

/// How much is kept on this workstation that the platform does not have.
struct KeptCount {
    int changes = 0; ///< not acknowledged
    int drafts = 0;
    int others = 0; ///< models and filters

    friend bool operator==(const KeptCount &, const KeptCount &) = default;
};

/// What an edit starts from: a revision of the platform's journal.
struct Basis {
    int revision = 0;
    std::optional<EventRecord> record;

    static Basis of(const EventVersion &version) { return { version.revision, version.record }; }
};

/// The rules of unsent work, without a network: what is kept, what goes out next, and what an answer means. Each event
/// has at most one change on its way and one behind it. What the person does is on disk when the call returns; after an
/// error nothing has changed.
class Outbox
{
public:
    /// The folder is made if need be. Conflict when another program has it open; a key that the owner's certificate
    /// does not open is an error that leaves the folder as it is.
    static Result<std::unique_ptr<Outbox>> open(const QString &folder, const pki::ClientTlsFiles &owner);
    ~Outbox();

    /// Rows that cannot be read; they stay on disk.
    int damaged() const;

    // --- the person; see Platform for what they mean ----------------------------------------------------------------
    /// `basis` counts when there is no change of ours to build on. InvalidInput when the record breaks a rule.
    Result<> save(const EventId &event, const EventRecord &record, const Basis &basis, UtcTime now);
    Result<> cancel(const EventId &event, const Basis &basis, UtcTime now);
    Result<> resolve(const EventId &event, const EventRecord &record, UtcTime now);
    Result<> giveUp(const EventId &event);

    std::optional<PendingChange> pending(const EventId &event) const;
    std::vector<PendingChange> allPending() const;
    int pendingCount() const; ///< how many `allPending` would copy

    Result<> keepPaper(Paper paper, const EventId &id, const QByteArray &content);
    Result<> dropPaper(Paper paper, const EventId &id);
    Result<QHash<EventId, QByteArray>> papers(Paper paper) const;
    KeptCount kept() const;
    /// A change or a draft of that event is here.
    bool keeps(const EventId &event) const;

    // --- the connection ---------------------------------------------------------------------------------------------
    bool hasWork() const; ///< something to send, or something to write down
    bool hasUnwritten() const; ///< answers that are not written down yet
    int inFlight() const;
    /// The next changes to send, oldest first, marked as sent on disk.
    Result<std::vector<PendingChange>> take(int most);
    /// Everything on its way has to be sent again.
    void connectionLost();
    /// The platform has it as `version`. It stays visible until `arrived` has passed that version.
    void acknowledged(const RequestId &request, const EventVersion &version);
    /// The platform's no. True when the same request has to be sent again after a pause.
    bool refused(const RequestId &request, const protocol::WireError &error);
    /// The replica has everything up to there.
    void arrived(Sequence upTo);

    /// Events whose pending change is another than at the last call.
    std::vector<EventId> takeChanged();

private:
    class Private;
    explicit Outbox(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::client
