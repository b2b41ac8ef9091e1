#pragma once

#include <domain/facts.h>
#include <domain/journal.h>
#include <domain/payloadcipher.h>

#include <QtCore/QString>

#include <functional>
#include <memory>

/// The journal in one SQLite file: WAL, synchronous=FULL, so that what was acknowledged outlives a power cut
/// (https://sqlite.org/wal.html, https://sqlite.org/pragma.html#pragma_synchronous). Records are sealed in it, each
/// bound to its event and revision. Ciphers outlive whoever was opened with them.
namespace cortege::storage
{

class Database;

/// The one writer. Use it in the thread that opened it.
class SqliteJournalWriter final : public JournalWriter
{
public:
    /// Creates the file if need be and brings it to the newest schema; records that an earlier program left in clear
    /// are sealed before anything else is done. A file of a newer program is refused, and one that was sealed under
    /// other keys or whose data was destroyed (Forbidden).
    static Result<std::unique_ptr<SqliteJournalWriter>> open(const QString &path, const PayloadCipher &cipher);
    ~SqliteJournalWriter() override;

    Result<std::vector<WriteResult>> apply(
        std::span<const Write> writes, std::span<const AuditNote> notes = {}) override;
    /// Writes facts of other sources into the same database, and the same audit. Lives as long as this object.
    FactWriter &facts() { return *m_facts; }
    /// Moves what was done about certificates into the audit; whether there was anything.
    Result<bool> noteCertificateActs();
    /// Of the audit, after the last `apply` that succeeded, of either kind, or the last such move.
    const AuditHead &auditHead() const { return m_head; }
    /// The last row that was there before the last `apply` that succeeded: what it gives from behind there is new.
    Sequence lastBefore() const { return m_lastBefore; }

private:
    SqliteJournalWriter(std::unique_ptr<Database> database, const PayloadCipher &cipher);
    std::unique_ptr<Database> m_database;
    const PayloadCipher &m_cipher;
    AuditHead m_head;
    Sequence m_lastBefore = 0;
    std::unique_ptr<FactWriter> m_facts;
};

/// Brings what the write-ahead log holds into the database file, beside a writer that goes on writing (SQLite's PASSIVE
/// checkpoint). Use it in the thread that opened it, one that may wait for the disk. Without it the writer does the
/// same inside one of its commits, seldom and at length.
class SqliteCheckpoint
{
public:
    /// The writer must have opened the file before.
    static Result<std::unique_ptr<SqliteCheckpoint>> open(const QString &path);
    ~SqliteCheckpoint();
    Q_DISABLE_COPY_MOVE(SqliteCheckpoint)

    /// Leaves what somebody reads or writes meanwhile; the next run goes on from there. Gives the pages that are left.
    Result<int> run();

private:
    explicit SqliteCheckpoint(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

/// What a check found, and where.
struct JournalFault {
    enum class Kind { File, Gap, MissingRevision, StaleState, LostRow, UnreadableRow, UnreadableFacts };
    Kind kind {};
    Sequence sequence = 0; ///< the row behind the gap, the row or block of facts that is lost or cannot be read
    QString event {}; ///< its identifier, as it stands in the file
    int revision = 0; ///< the one that is missing
    QString detail {}; ///< of `File`: SQLite's words
};

/// Any number of readers, each in the thread that opened it; the writer must have opened the file before.
class SqliteJournalReader final : public JournalReader
{
public:
    /// Forbidden when it was sealed under other keys.
    static Result<std::unique_ptr<SqliteJournalReader>> open(const QString &path, const PayloadCipher &cipher);
    ~SqliteJournalReader() override;

    Result<Sequence> lastSequence() override;
    Result<qint64> lineage() override;
    Result<std::vector<EventVersion>> since(Sequence after, int count) override;
    Result<std::vector<EventVersion>> history(
        const EventId &event, qint64 mostBytes = std::numeric_limits<qint64>::max()) override;
    /// Gives each event as it stands, in the order of the journal, without those that were erased; what is written
    /// meanwhile may come or not.
    Result<> forEachEvent(const std::function<void(const EventVersion &)> &take);
    /// SQLite's own integrity check, then ours: no gap in sequences or revisions, the current state is the last row and
    /// that row is there, every row and every block of facts can be read. Empty when all is well.
    Result<std::vector<JournalFault>> check();

private:
    SqliteJournalReader(std::unique_ptr<Database> database, const PayloadCipher &cipher);
    std::unique_ptr<Database> m_database;
    const PayloadCipher &m_cipher;
};

} // namespace cortege::storage
