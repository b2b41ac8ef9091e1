#pragma once

#include <domain/audit.h>
#include <domain/destruction.h>
#include <domain/payloadcipher.h>

#include <storage/access.h>

#include <QtCore/QSet>

#include <functional>
#include <memory>

namespace cortege::storage
{

class Database;

/// The destruction of the data (Art. 9) in the server's database: its steps, what is there to be destroyed, and the
/// part of it that is done inside the database. Use it in the thread that opened it.
class SqliteDestruction
{
public:
    using Access = storage::Access;
    /// ReadOnly also of an earlier schema, in which nothing was prepared.
    static Result<std::unique_ptr<SqliteDestruction>> open(const QString &where, Access access);
    ~SqliteDestruction();
    Q_DISABLE_COPY_MOVE(SqliteDestruction)

    QString place() const; ///< as messages name it, without a password

    /// In order; what they mean is `Destruction`'s business.
    Result<std::vector<RecordedStep>> steps();
    /// Since when the data cannot be had back; none before that. Nothing is verified.
    Result<std::optional<UtcTime>> begunAt();

    struct NewStep {
        DestructionStep step {};
        UtcTime at {};
        QByteArray content {};
        std::optional<SignedAct> act {};
        std::optional<PersonId> by {}; ///< who signed
    };
    /// Keeps what `make` gives as the next step; nobody else writes between what `make` reads here and that. Forbidden
    /// when the certificate does not speak for who signed.
    Result<> append(const std::function<Result<NewStep>()> &make);
    /// The same for `DestructionStep::Keys`, with the last entry of the audit in the same transaction: it holds the
    /// bordereau's hash, so that the audit can be verified without the rows.
    Result<> begin(const std::function<Result<NewStep>()> &make, const Author &author, const PayloadCipher &cipher);

    /// Reads the whole journal; facts are counted by their blocks.
    Result<RecordTally> tally(const PayloadCipher &cipher);
    Result<qint64> auditEntries();
    Result<AuditHead> auditHead();
    /// The first so many bytes of what each entry of the audit is sealed as: the only sealed values that stay.
    Result<QSet<QByteArray>> auditBodies(qsizetype bytes);

    /// Unavailable while another program is connected to PostgreSQL's database; who has a file is `DatabaseLock`'s
    /// business.
    Result<> expectAlone();
    /// Every record, in one transaction. Again as often as need be.
    Result<> purge();
    /// The pages that they lay in: overwritten, given back, and the log emptied. PostgreSQL's checkpoint takes a
    /// superuser, and is left to the operator otherwise. Again as often as need be.
    Result<> reclaim();
    /// Rows that `purge` takes out.
    Result<qint64> rowsLeft();

private:
    explicit SqliteDestruction(std::unique_ptr<Database> database);
    Result<> insert(const NewStep &made, std::optional<qint64> auditEntry);
    std::unique_ptr<Database> m_database;
};

} // namespace cortege::storage
