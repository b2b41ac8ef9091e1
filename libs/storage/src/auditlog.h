#pragma once

#include <domain/audit.h>
#include <domain/payloadcipher.h>

#include <QtCore/QVariant>

/// The tables of the audit: what the journal's writer does to them, and what writer and reader both need.
namespace cortege::storage
{

class Database;
class Rows;

/// The columns of the journal, in the order of `kJournalColumns`.
inline constexpr QLatin1StringView kJournalColumns {
    "sequence, event, revision, cancelled, author, author_name, recorded_at, feature"
};
struct JournalRow {
    qint64 sequence;
    QString event;
    int revision;
    int cancelled;
    QString author;
    QString authorName;
    qint64 recordedAt;
    QByteArray feature; ///< sealed

    static JournalRow from(const Rows &row, int firstColumn = 0);
    QVariantList values() const;
};
/// The row, which from now on is where its event stands. Inside a transaction.
Result<> insertRow(Database &database, const JournalRow &row);
/// 0 for an empty journal.
Result<Sequence> lastSequenceOf(Database &database);
/// SHA-256 of the CBOR array of its columns.
QByteArray hashOf(const JournalRow &row);
/// Of all rows up to a sequence as they were committed, one after the other.
Result<QByteArray> hashOfRowsUpTo(Database &database, Sequence last);

/// What the body of an entry is sealed to.
QByteArray bindingOfEntry(qint64 number);

struct AuditBase {
    AuditHead head; ///< the first entry that is kept follows it
    Sequence sequence = 0; ///< rows of the journal up to here have no entry that is kept
    QByteArray rowsHash; ///< `hashOfRowsUpTo` them
};
/// Whether a base that no entry precedes is the one that its hash stands for.
bool isTrueBeginning(const AuditBase &base);
/// NotFound before the audit has begun.
Result<AuditBase> readBase(Database &database);
/// Once: from here on each row has an entry, and those that are there are held by one hash.
Result<> beginAudit(Database &database);

/// The base moves on to an entry that is kept; those up to there are gone. Inside a transaction.
Result<> moveBase(Database &database, const AuditBase &base);

Result<AuditHead> readHead(Database &database);
/// Inside a transaction; `head` is moved on.
Result<> append(Database &database, const PayloadCipher &cipher, AuditHead &head, const AuditNote &note,
    std::optional<Sequence> sequence = {}, const QByteArray &rowHash = {});

} // namespace cortege::storage
