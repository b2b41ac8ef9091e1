#pragma once

#include <domain/audit.h>
#include <domain/convention.h>
#include <domain/copy.h>
#include <domain/enrolment.h>
#include <domain/event.h>
#include <domain/facts.h>
#include <domain/journal.h>
#include <domain/person.h>
#include <domain/result.h>
#include <domain/validation.h>

#include <QtCore/QString>

#include <optional>
#include <variant>
#include <vector>

/// The messages of sub-protocol `cortege.v1` as structs: JSON-RPC 2.0 (one object per WebSocket text frame, no batches)
/// with GeoJSON Features. docs/protocol.md is the text for other implementers; codec.h reads and writes.
namespace cortege::protocol
{

inline constexpr QLatin1StringView kSubprotocol { "cortege.v1" };

/// Limits that both sides know. The server enforces them; the client stays below.
namespace limits
{
inline constexpr int kMessageBytes
    = 512 * 1024; ///< one frame from an authenticated peer; a full-size record fits twice
inline constexpr int kHelloBytes = 4 * 1024; ///< before hello has been answered
inline constexpr int kJsonDepth = 16;
inline constexpr int kRequestsInFlight = 64; ///< unanswered requests per session
inline constexpr int kRequestsPerSecond = 200; ///< sustained, per session; bursts of one second's worth
inline constexpr int kBulkRequestsPerSecond = 2'000; ///< the same for administrators, who import whole registers
constexpr int requestsPerSecond(Roles roles)
{
    return roles.testFlag(Role::Admin) ? kBulkRequestsPerSecond : kRequestsPerSecond;
}
inline constexpr int kSendQueueBytes = 1024 * 1024; ///< encrypted bytes waiting for a peer: over it, the peer is cut
inline constexpr int kReplayBatch = 200; ///< events in one event.changed while replaying
inline constexpr std::chrono::seconds kHandshake { 10 }; ///< from accept to hello
inline constexpr std::chrono::seconds kHeartbeat { 15 }; ///< ping interval, both sides
inline constexpr std::chrono::seconds kSilence { 40 }; ///< nothing heard for so long: the connection is dead
} // namespace limits

/// Close codes (RFC 6455 private range) and their reasons.
enum class CloseCode : quint16 {
    Revoked = 4401, ///< the person or the certificate was revoked
    NotInForce = 4403, ///< the convention has not begun, has ended, or is not recorded (Art. 9)
    ProtocolError = 4400,
    HelloExpected = 4408, ///< no hello in time
    TooManySessions = 4429, ///< of this person are open; come back
    ServerFull = 4503, ///< of sessions, whoever has them; come back
    Stopping = 1001, ///< the server goes away; come back
};

/// Stable JSON-RPC error codes.
enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    Forbidden = 4003,
    NotFound = 4004,
    Conflict = 4009, ///< data.current: the event as it stands
    TooLarge = 4013,
    InvalidEvent = 4022, ///< data.issues: [{field, rule, index, limit}]
    SchemaMismatch = 4026, ///< another version of annexe 1 than the server's, or one without its notices (Art. 3)
    RateLimited = 4029,
    Unavailable = 5003, ///< nothing was kept; send the same request again later
};

struct WireError {
    ErrorCode code;
    QString message; ///< English, for the log; users see a translation of the code and the issues
    std::vector<FieldIssue> issues;
    std::optional<EventVersion> current;

    friend bool operator==(const WireError &, const WireError &) = default;
};

// --- requests and their answers -------------------------------------------------------------------------------------

/// The first message of a session. Anything else before it closes the connection.
struct HelloRequest {
    QString program; ///< "cortege/0.1.0"
    QString annexe; ///< kAnnexeVersion
    friend bool operator==(const HelloRequest &, const HelloRequest &) = default;
};
struct HelloAnswer {
    QString server; ///< "cortege-server/0.1.0"
    QString annexe;
    PersonId person;
    QString name;
    QString service;
    Roles roles;
    Sequence lastSequence = 0;
    UtcTime now {}; ///< the server's clock, so that a client can say that its own is wrong
    ConventionStatus convention {};
    qint64 journal = 0; ///< which one; another number than last time: what was read before is of no use
    friend bool operator==(const HelloAnswer &, const HelloAnswer &) = default;
};

struct SaveRequest {
    RequestId request;
    EventId event;
    int baseRevision = 0;
    EventRecord record;
    friend bool operator==(const SaveRequest &, const SaveRequest &) = default;
};
struct CancelRequest {
    RequestId request;
    EventId event;
    int baseRevision = 0;
    friend bool operator==(const CancelRequest &, const CancelRequest &) = default;
};
/// The answer to save and cancel: the version that the change made.
struct SavedAnswer {
    EventVersion version;
    std::optional<AuditReceipt> receipt {}; ///< of the audit's head after the commit
    friend bool operator==(const SavedAnswer &, const SavedAnswer &) = default;
};

struct HistoryRequest {
    EventId event;
    friend bool operator==(const HistoryRequest &, const HistoryRequest &) = default;
};
struct HistoryAnswer {
    std::vector<EventVersion> versions; ///< oldest first; the newest that fit in one message
    friend bool operator==(const HistoryAnswer &, const HistoryAnswer &) = default;
};

/// Entries after `since` arrive as EventChanged, in order, without a gap, then live ones on the same stream.
struct SubscribeRequest {
    Sequence since = 0;
    friend bool operator==(const SubscribeRequest &, const SubscribeRequest &) = default;
};
struct SubscribeAnswer {
    Sequence upTo = 0; ///< the client is up to date once it has this one
    friend bool operator==(const SubscribeAnswer &, const SubscribeAnswer &) = default;
};

/// A copy is about to be made; it may be once this is answered. The server's log keeps it with the person and the time.
struct CopyRequest {
    CopyForm form {};
    Purpose purpose {};
    int events = 0; ///< how many are on it
    friend bool operator==(const CopyRequest &, const CopyRequest &) = default;
};
struct CopyAnswer {
    UtcTime notedAt {}; ///< the server's clock, for the stamp
    friend bool operator==(const CopyAnswer &, const CopyAnswer &) = default;
};

/// A new certificate for the person of the session. The same again says how it stands; the old one stays good.
struct RenewRequest {
    QByteArray request; ///< PKCS #10 in DER
    friend bool operator==(const RenewRequest &, const RenewRequest &) = default;
};
struct RenewAnswer {
    EnrolmentAnswer enrolment;
    friend bool operator==(const RenewAnswer &, const RenewAnswer &) = default;
};

// --- facts of other sources (Art. 5) --------------------------------------------------------------------------------

struct FactSourcesRequest {
    friend bool operator==(const FactSourcesRequest &, const FactSourcesRequest &) = default;
};
struct FactSourcesAnswer {
    std::vector<KnownSource> sources;
    friend bool operator==(const FactSourcesAnswer &, const FactSourcesAnswer &) = default;
};

/// Blocks after `since` arrive as FactBatch, in order, then those that are added later on the same stream.
struct FactsQuery {
    std::optional<SourceNumber> source {}; ///< all of them
    BlockNumber since = 0;
    friend bool operator==(const FactsQuery &, const FactsQuery &) = default;
};
struct FactsAnswer {
    BlockNumber upTo = 0; ///< the client has all there is once it has this one, or everything that was to come
    qint64 toCome = 0; ///< facts up to there, unless somebody withdraws a source meanwhile
    std::vector<KnownSource> sources {}; ///< facts of any other are not there any more
    friend bool operator==(const FactsAnswer &, const FactsAnswer &) = default;
};

/// A new source, or a corrected text of one; Conflict where facts of it would change their meaning.
struct RecordSourceRequest {
    FactSource source;
    friend bool operator==(const RecordSourceRequest &, const RecordSourceRequest &) = default;
};
struct SourceRecordedAnswer {
    SourceNumber number = 0;
    friend bool operator==(const SourceRecordedAnswer &, const SourceRecordedAnswer &) = default;
};
struct WithdrawSourceRequest {
    SourceNumber source = 0;
    friend bool operator==(const WithdrawSourceRequest &, const WithdrawSourceRequest &) = default;
};
struct SourceWithdrawnAnswer {
    qint64 facts = 0; ///< how many went
    friend bool operator==(const SourceWithdrawnAnswer &, const SourceWithdrawnAnswer &) = default;
};

/// Those whose keys the source does not have yet are kept; so the same request again changes nothing.
struct AddFactsRequest {
    SourceNumber source = 0;
    FactBlock block;
    friend bool operator==(const AddFactsRequest &, const AddFactsRequest &) = default;
};
struct FactsAddedAnswer {
    int stored = 0;
    int known = 0;
    friend bool operator==(const FactsAddedAnswer &, const FactsAddedAnswer &) = default;
};

using Request = std::variant<HelloRequest, SaveRequest, CancelRequest, HistoryRequest, SubscribeRequest, CopyRequest,
    RenewRequest, FactSourcesRequest, FactsQuery, RecordSourceRequest, WithdrawSourceRequest, AddFactsRequest>;
using Answer = std::variant<HelloAnswer, SavedAnswer, HistoryAnswer, SubscribeAnswer, CopyAnswer, RenewAnswer,
    FactSourcesAnswer, FactsAnswer, SourceRecordedAnswer, SourceWithdrawnAnswer, FactsAddedAnswer>;

// --- notifications, server to client --------------------------------------------------------------------------------

struct EventChanged {
    std::vector<EventVersion> versions; ///< consecutive sequences
    friend bool operator==(const EventChanged &, const EventChanged &) = default;
};
/// What hello's answer said of the convention holds no more. Also before a SessionEnded for that reason.
struct ConventionChanged {
    ConventionStatus convention;
    /// The server's clock: after the end no hello is answered, and nothing else tells a workstation that its own is
    /// wrong. Earlier servers do not say it.
    std::optional<UtcTime> now {};
    friend bool operator==(const ConventionChanged &, const ConventionChanged &) = default;
};
struct SessionEnded {
    enum class Reason { Revoked, Stopping, Protocol, Convention, Sessions, Full } reason;
    friend bool operator==(const SessionEnded &, const SessionEnded &) = default;
};
/// To whoever has asked for facts: those of a source that is not in the list are not there any more.
struct FactSourcesChanged {
    std::vector<KnownSource> sources;
    friend bool operator==(const FactSourcesChanged &, const FactSourcesChanged &) = default;
};
using Notification = std::variant<EventChanged, ConventionChanged, SessionEnded, FactSourcesChanged>;

/// The one message that is binary: a block of facts of one source.
struct FactBatch {
    BlockNumber block = 0;
    SourceNumber source = 0;
    FactColumns columns;
    friend bool operator==(const FactBatch &, const FactBatch &) = default;
};

} // namespace cortege::protocol
