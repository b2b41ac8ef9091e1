#pragma once

#include <client/platform.h>
#include <exchange/importrow.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace cortege::admincli
{

/// Rows into a running server: several requests on the way, below the limits of the platform, and the changes of one
/// event one after another. What became of each row is in `tally` and `issues`: none is passed over.
///
/// A file may be imported again, also after an end half-way: the rows of an event up to the last one that says what the
/// platform has now count as unchanged.
/// A lost connection is waited for; then what had no answer is sent again under the same request id.
class Importer final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        bool rehearse = false; ///< nothing is sent; every change is taken for made
        bool overwrite = false; ///< also events that somebody else changed last
        std::chrono::milliseconds patience { 60'000 }; ///< without any answer, before it gives up
    };
    /// `platform` must be online when `start` is called, and outlive it.
    Importer(client::Platform &platform, std::vector<exchange::ImportedRow> rows, const Options &options);

    void start();
    /// Begins nothing new; `finished` comes after the answers that are on their way.
    void stop();

    const exchange::ImportTally &tally() const { return m_tally; }
    /// Of the refused rows and of no others, by line.
    std::vector<exchange::RowIssue> issues() const;
    /// Rows that were not dealt with because it ended early.
    qsizetype remaining() const;
    /// Of these, the sent ones whose answer never came: the platform may have them or not.
    qsizetype unanswered() const { return m_inFlight + static_cast<qsizetype>(m_again.size()); }
    /// Why it gave up; nothing when it came to the end or was told to stop.
    const std::optional<Error> &trouble() const { return m_trouble; }

Q_SIGNALS:
    void advanced(qsizetype done, qsizetype total);
    void finished();

private:
    struct Sent {
        size_t row;
        RequestId request;
        exchange::ImportChange change;
    };
    using Answer = std::expected<protocol::Answer, protocol::WireError>;

    void findReached();
    void pump();
    std::optional<size_t> nextRow();
    void consider(size_t row);
    void send(const Sent &sent);
    void onAnswer(const Sent &sent, const Answer &answer);
    void onError(const Sent &sent, const protocol::WireError &error);
    void onPaced();
    void retryLater(const Sent &sent);
    void refuse(size_t row, const std::vector<exchange::RowIssue> &issues);
    void settle(size_t row, int exchange::ImportTally::*outcome);
    void giveUp(const Error &error);
    void finishWhenDone();

    client::Platform &m_platform;
    const std::vector<exchange::ImportedRow> m_rows;
    const Options m_options;
    exchange::ImportState m_state;
    exchange::ImportTally m_tally;
    std::vector<exchange::RowIssue> m_issues;

    QHash<EventId, size_t> m_reached; ///< the last row of the event that says what the platform had at the start
    size_t m_next = 0; ///< the first row of the file that nobody has looked at
    std::deque<size_t> m_freed; ///< rows whose event was busy when they were looked at, and is not any more
    QHash<EventId, std::deque<size_t>> m_busy; ///< events with a change on its way, and their rows that wait for it
    std::deque<Sent> m_again; ///< to be sent once more
    int m_inFlight = 0;
    int m_maySend = 0; ///< before the next tick
    QTimer m_pace;
    QTimer m_pause;
    QTimer m_silence;
    bool m_stopping = false;
    bool m_finished = false;
    std::optional<Error> m_trouble;
};

} // namespace cortege::admincli
