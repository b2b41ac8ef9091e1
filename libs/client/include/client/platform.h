#pragma once

#include <client/outbox.h>
#include <client/platformclock.h>
#include <client/profile.h>
#include <client/replica.h>
#include <domain/time.h>

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace cortege::client
{

/// How far the program is from the platform.
enum class Link {
    Offline, ///< no connection; the next try comes by itself
    Connecting,
    CatchingUp, ///< connected, the replay is not finished
    Online,
    /// Refused for good: revoked, unknown certificate, other version of annexe 1, no convention in force; tried again
    /// now and then.
    Denied,
};

/// How patient a connection is. Tests hurry it.
struct Timing {
    std::chrono::milliseconds handshake = protocol::limits::kHandshake; ///< from the first packet to hello's answer
    std::chrono::milliseconds heartbeat = protocol::limits::kHeartbeat;
    std::chrono::milliseconds silence = protocol::limits::kSilence;
    std::chrono::milliseconds firstRetry { 250 };
    std::chrono::milliseconds slowestRetry { 30'000 };
    std::function<double()> random; ///< from 0 to 1; without it, the system's
    /// How long the platform is asked before what is due is erased without its answer: it may have taken the end back
    /// while this workstation was off.
    std::chrono::milliseconds lastQuestion { 60'000 };
};

/// What becomes of this workstation's data after the convention's end, as the platform told it (Art. 9).
struct Aftermath {
    KeptCount kept; ///< cannot be sent any more
    QDate eraseBy; ///< the last day on which it is there; while there is anything
    std::optional<UtcTime> erasedAt;
    std::optional<Error> trouble; ///< why it was not erased when it should have been; it is tried again

    friend bool operator==(const Aftermath &, const Aftermath &) = default;
};

/// The platform as a program on a workstation sees it: it connects and reconnects, follows the journal, keeps unsent
/// work encrypted on disk and sends it in order. Lives in the GUI thread; no call blocks on the network.
class Platform final : public QObject
{
    Q_OBJECT
public:
    enum class UnsentWork {
        None, ///< the console and the administration program keep nothing on disk
        Kept, ///< in `dataFolder`, sealed under a key that is wrapped to the person's certificate
    };
    /// Nothing is sent before `start`. Errors name the file of the profile that is wrong. Conflict: another program
    /// has this folder's unsent work open. `program` is what hello says, "cortege/0.1.0".
    static Result<std::unique_ptr<Platform>> open(const Profile &profile, const QString &program, const Clock &clock,
        UnsentWork unsent, const QString &dataFolder = {}, const Timing &timing = {});
    ~Platform() override;

    void start();
    /// Says goodbye and stays offline.
    void stop();

    /// The profile's certificate was replaced: a new session with it. After an error all is as before.
    Result<> use(const pki::ClientTlsFiles &files);

    Link link() const;
    /// Why it is not online, for the person who looks at the indicator; nothing while all is well. Corrupt: unsent work
    /// on this disk cannot be read (it stays there); Unavailable while online: nothing more can be written to this
    /// disk; RateLimited: as many sessions of this person are open as may be, the next try comes by itself.
    std::optional<Error> trouble() const;
    /// Who the platform says we are; kept while the connection is down.
    const std::optional<protocol::HelloAnswer> &greeting() const;
    /// What the platform last said of it; a known end passes on our own clock as well, without a connection. Nothing
    /// before it was reached, except where it had told of the end before this program began (UnsentWork::Kept). While
    /// it is not in force, the replica is empty and nothing is sent.
    const std::optional<ConventionStatus> &convention() const;
    /// UnsentWork::Kept only. Nothing as long as no platform has said that the convention has ended: an end by our own
    /// clock, a refusal and silence are no such word.
    std::optional<Aftermath> aftermath() const;
    /// Erases at once what would be erased later. Forbidden without an `aftermath`. Where it cannot even be written
    /// down that it begins (Unavailable), everything stays; after any later error it is tried again until it is done.
    Result<> eraseNow();
    /// The platform's clock minus ours, from the latest hello, or the latest word that the convention is not in force.
    std::chrono::milliseconds clockOffset() const;
    /// The platform's time, for all that a person sees or types. It may jump at `linkChanged`.
    const Clock &clock() const;

    const Replica &replica() const;

    // --- our own changes; UnsentWork::Kept only --------------------------------------------------------------------
    // Forbidden where nothing is kept any more, after the convention's end.
    /// Returns when the change is on disk; after an error nothing has changed. A change of the same event that has not
    /// gone out yet is replaced, so that each event has at most one waiting change besides the one on its way; one in
    /// Conflict is replaced and stays in Conflict; a Refused one goes out again. InvalidInput when the record breaks a
    /// rule of annexe 1. `startedFrom` is the version that the person's edit began with: if somebody else has saved
    /// since, it becomes a Conflict. Without it, the edit counts as begun on the newest version that is here.
    Result<> save(
        const EventId &event, const EventRecord &record, const std::optional<EventVersion> &startedFrom = std::nullopt);
    /// As `save`. In Conflict it is the decision to cancel all the same; a new event that never went out is forgotten.
    /// NotFound when there is no such event.
    Result<> cancel(const EventId &event);
    /// Sends `record` on top of `theirs` (Conflict; a newer one makes a new Conflict), or again corrected (Refused).
    /// NotFound when there is nothing to decide.
    Result<> resolve(const EventId &event, const EventRecord &record);
    /// Forgets our change; what the platform has stands. Conflict when it is on its way already.
    Result<> giveUp(const EventId &event);
    /// The newest unacknowledged change of the event. An acknowledged one counts as Sending until the replica has it,
    /// so that an event is always to be seen in one of the two.
    std::optional<PendingChange> pending(const EventId &event) const;
    /// All of them, oldest first.
    std::vector<PendingChange> allPending() const;
    int pendingCount() const;

    /// Sealed bytes that outlive a crash. `keepPaper` returns when they are on disk, over what that identifier had.
    Result<> keepPaper(Paper paper, const EventId &id, const QByteArray &content);
    Result<> dropPaper(Paper paper, const EventId &id);
    Result<QHash<EventId, QByteArray>> papers(Paper paper) const;

    // --- requests ---------------------------------------------------------------------------------------------------
    using AnswerHandler = std::function<void(const std::expected<protocol::Answer, protocol::WireError> &)>;
    /// Called once, later, in this thread; not at all when `context` is gone. Unavailable when the connection is down
    /// or breaks before the answer. For bulk work: the caller keeps to `protocol::limits::kRequestsInFlight`.
    void request(const protocol::Request &request, QObject *context, AnswerHandler handler);

Q_SIGNALS:
    void linkChanged(); ///< link, trouble or greeting
    /// The replica has new versions, in order, none of them erased. `live` is false while catching up with what
    /// happened before.
    void versionsArrived(const std::vector<cortege::EventVersion> &versions, bool live);
    /// The time of these events is over, and the replica has them no more. Whoever kept something of them lets go of
    /// it. Also told of events of which there is a draft or a change from before the program began; their drafts are
    /// dropped, their changes will be refused.
    void eventsErased(const std::vector<cortege::EventId> &events);
    /// The replica is empty: the convention is not in force, or the platform's journal is shorter than what was here,
    /// as after the return of a backup. Whoever kept something of it lets go of it.
    void replicaReset();
    void conventionChanged();
    /// Nothing is kept on this workstation any more, after the convention's end. Whoever has something of it lets go.
    void keptErased();
    /// What `FactStore` follows.
    void factsArrived(const cortege::protocol::FactBatch &batch);
    void factSourcesChanged(const std::vector<cortege::KnownSource> &sources);
    void pendingChanged(const cortege::EventId &event);

private:
    class Private;
    explicit Platform(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::client
