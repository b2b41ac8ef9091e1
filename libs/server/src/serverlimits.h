#pragma once

#include <QtCore/QtTypes>

#include <chrono>
#include <cstddef>

/// Limits that are the server's own business; those that clients must know stand in protocol/messages.h.
namespace cortege::server::limits
{
using namespace std::chrono_literals;

inline constexpr int kWorkers = 64; ///< threads for connections at most

/// Connections of one worker that nobody has looked at, and those that are not sessions yet. Over it, the oldest goes
/// of those that have come least far: a storm then pushes itself out and a login, which takes milliseconds, gets
/// through. Fewer of both where descriptors are scarce.
inline constexpr size_t kPendingArrivals = 1'024;
inline constexpr size_t kPendingLogins = 1'024;
inline constexpr size_t kFewestLogins = 8;
inline constexpr size_t kHandshakes = 256; ///< of these logins: 0.13 MB each, where a silent one takes some KB
inline constexpr size_t kArrivals = 32; ///< connections that a worker takes up in one turn of its event loop
/// Descriptors for files, databases and listeners of ours: some, and some for each worker.
inline constexpr size_t kOwnDescriptors = 64;
inline constexpr size_t kWorkersDescriptors = 16;
/// Where the kernel's queue is full it drops the next SYN, and that peer tries again after a second (RFC 6298 §2.1).
inline constexpr int kAcceptBacklog = 4'096;
inline constexpr auto kAcceptPause = 100ms; ///< after accept() failed, for example for want of descriptors

inline constexpr auto kTick = 100ms; ///< how often queues, deadlines and silences are looked at
inline constexpr auto kRegisterPoll = 100ms; ///< how soon a revocation is seen, or the end of a period
inline constexpr auto kGoodbye = 500ms; ///< from the close frame to the cut, for peers that do not answer it

inline constexpr int kFragmentsPerSecond = 1'000; ///< frames that do not end their message, sustained, per session
/// Pings (as their answers) and pongs, sustained, per session: some hundred times what the heartbeat takes.
inline constexpr int kControlBytesPerSecond = 1'000;
/// What is read from a peer ahead of its handling: a whole message and something.
inline constexpr qint64 kReadBuffer = qint64 { 1024 } * 1024;
/// News waits in the journal, not in memory, while so many bytes wait for the peer already.
inline constexpr qint64 kNewsMark = qint64 { 256 } * 1024;
/// One event.changed, unless a single version is larger.
inline constexpr qsizetype kNewsFrame = qsizetype { 128 } * 1024;
/// Frames that are kept for sessions that are a little behind; those further behind read the journal.
inline constexpr qsizetype kRecentNews = qsizetype { 4 } * 1024 * 1024;

inline constexpr size_t kJournalQueue = 8'192; ///< writes waiting for the disk; over it, "try again later"
inline constexpr qsizetype kJournalQueueBytes = qsizetype { 64 } * 1024 * 1024;
inline constexpr size_t kBatch = 512; ///< writes in one transaction
inline constexpr qsizetype kCheckpointRows = 1024; ///< rows of the journal, some 25 MB of log at the usual size
inline constexpr std::chrono::milliseconds kCheckpointPause { 200 };
inline constexpr std::chrono::seconds kAnchorSync { 1 }; ///< what a power cut may take from the audit's anchor

inline constexpr std::chrono::milliseconds kWatch { 250 }; ///< how long the end of a server may wait for its listening
inline constexpr std::chrono::milliseconds kPulse { 1'000 }; ///< a thread without work says that often that it turns
inline constexpr auto kDiskProbe = 10s; ///< between trials whether the disk takes writes, while nobody saves
inline constexpr auto kHandoverLook = 60s; ///< between looks at what providers owe
inline constexpr int kMetricsConnections = 8;
inline constexpr auto kMetricsPatience = 5s; ///< from accept to the end of the answer

inline constexpr size_t kEnrolments = 64; ///< connections at once to the enrolment listener
inline constexpr auto kEnrolmentPatience = 10s; ///< from accept to the end of the answer
inline constexpr auto kEnrolmentTick = 500ms; ///< how often that is looked at
inline constexpr auto kEnrolmentLook = 1s; ///< between counts of what waits for the administrator
/// Wrong codes from one address in `kGuessWindow`. Over it, no code is looked at; at twice as many, no TLS is begun.
inline constexpr int kGuesses = 10;
inline constexpr auto kGuessWindow = 10min;
inline constexpr qsizetype kGuessers = 10'000; ///< addresses that are remembered

inline constexpr size_t kFeaturesConnections = 32; ///< at once to the listener for OGC API – Features
inline constexpr auto kFeaturesHandshake = 10s; ///< from accept to the end of TLS
inline constexpr auto kFeaturesPatience = 60s; ///< from accept to the end of the answer
inline constexpr auto kFeaturesTick = 500ms; ///< how often that is looked at
inline constexpr int kFeaturesPerSecond = 50; ///< requests of one person, sustained
inline constexpr size_t kFeaturesPersons = 1'000; ///< whose requests are counted

inline constexpr int kRefusalLines = 20; ///< log lines a second about refused connections, per worker

} // namespace cortege::server::limits
