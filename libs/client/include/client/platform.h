#pragma once

#include <client/outbox.h>
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
    Denied, ///< refused for good: revoked, unknown certificate, other version of annexe 1; tried again now and then
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
        UnsentWork unsent, const QString &dataFolder = {});
    ~Platform() override;

    void start();
    /// Says goodbye and stays offline.
    void stop();

    Link link() const;
    /// Why it is not online, for the person who looks at the indicator; nothing while all is well.
    std::optional<Error> trouble() const;
    /// Who the platform says we are; kept while the connection is down.
    const std::optional<protocol::HelloAnswer> &greeting() const;
    /// The platform's clock minus ours, from the latest hello.
    std::chrono::milliseconds clockOffset() const;

    const Replica &replica() const;

    // --- our own changes; UnsentWork::Kept only --------------------------------------------------------------------
    /// Returns when the change is on disk. A change of the same event that has not gone out yet is replaced, so that
    /// each event has at most one waiting change besides the one on its way.
    Result<> save(const EventId &event, const EventRecord &record);
    Result<> cancel(const EventId &event);
    /// Sends `record` on top of what stands at the platform (Conflict), or again corrected (Refused).
    Result<> resolve(const EventId &event, const EventRecord &record);
    /// Forgets our change; what the platform has stands.
    Result<> giveUp(const EventId &event);
    /// The newest unacknowledged change of the event.
    std::optional<PendingChange> pending(const EventId &event) const;
    /// All of them, oldest first.
    std::vector<PendingChange> allPending() const;

    /// Sealed bytes that outlive a crash: what is in a form and not saved yet, by event. `keepDraft` returns when they
    /// are on disk.
    Result<> keepDraft(const EventId &event, const QByteArray &content);
    Result<> dropDraft(const EventId &event);
    Result<QHash<EventId, QByteArray>> drafts() const;

    // --- requests ---------------------------------------------------------------------------------------------------
    using AnswerHandler = std::function<void(const std::expected<protocol::Answer, protocol::WireError> &)>;
    /// Called once, later, in this thread; not at all when `context` is gone. Unavailable when the connection is down
    /// or breaks before the answer. For bulk work: the caller keeps to `protocol::limits::kRequestsInFlight`.
    void request(const protocol::Request &request, QObject *context, AnswerHandler handler);

Q_SIGNALS:
    void linkChanged(); ///< link, trouble or greeting
    /// The replica has new versions, in order. `live` is false while catching up with what happened before.
    void versionsArrived(const std::vector<cortege::EventVersion> &versions, bool live);
    void pendingChanged(const cortege::EventId &event);

private:
    class Private;
    explicit Platform(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::client
