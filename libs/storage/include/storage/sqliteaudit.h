#pragma once

#include <domain/audit.h>
#include <domain/payloadcipher.h>

#include <QtCore/QString>

#include <functional>
#include <memory>

namespace cortege::storage
{

class Database;

/// The audit in the server's SQLite file, for whoever checks it. No key is needed. Use it in the thread that opened it.
class SqliteAuditReader
{
public:
    /// The journal's writer must have opened the file before.
    static Result<std::unique_ptr<SqliteAuditReader>> open(const QString &path);
    ~SqliteAuditReader();
    Q_DISABLE_COPY_MOVE(SqliteAuditReader)

    /// What the first entry that is kept follows.
    Result<AuditHead> base();
    Result<AuditHead> head();
    /// NotFound when it is not kept (any more).
    Result<AuditHead> headAt(qint64 entry);
    /// Entries with a number > after, in order, at most `count`.
    Result<std::vector<AuditEntry>> since(qint64 after, int count);

    struct Verdict {
        std::vector<AuditFault> faults; ///< of the chain, then of the journal's rows
        AuditHead base;
        AuditHead head;
    };
    /// The chain, held against the marks, and each row of the journal against its entry; of one moment, also while a
    /// server writes. Read the marks before: what is committed meanwhile is no fault.
    Result<Verdict> verify(const std::vector<AuditHead> &marks);

private:
    explicit SqliteAuditReader(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

/// What an entry says, for whoever has the keys.
Result<AuditNote> openNote(const AuditEntry &entry, const PayloadCipher &cipher);

/// Takes the entries of before that time out of the database, beside a server that goes on writing, and says so in an
/// entry of its own. `keep` gets them first, as JSON lines: what the first of them follows, then each as it was kept;
/// when it fails nothing is taken out. Gives how many there were.
Result<qint64> pruneAudit(const QString &path, const PayloadCipher &cipher, UtcTime before, UtcTime now,
    const std::function<Result<>(const QByteArray &)> &keep);

} // namespace cortege::storage
