#pragma once

#include <domain/dataacts.h>
#include <domain/payloadcipher.h>

#include <storage/access.h>

#include <memory>
#include <span>

namespace cortege::storage
{

class Database;

/// Handovers, their statements and the retention rules as signed acts, beside the nominative list. Use it in the thread
/// that opened it. Acts are never changed or deleted; a scan goes when its time is over, its hash stays in the act.
class SqliteDataActs final : public DataActRegister
{
public:
    using Access = storage::Access;
    /// To read the acts alone; the database must be there.
    static Result<std::unique_ptr<SqliteDataActs>> open(const QString &path);
    /// To write as well, and to read scans. The cipher outlives it.
    static Result<std::unique_ptr<SqliteDataActs>> open(const QString &path, const PayloadCipher &cipher);
    ~SqliteDataActs() override;

    Result<std::vector<RecordedAct>> dataActsAfter(qint64 number) override;
    Result<> append(const std::function<Result<DataEntry>()> &make) override; ///< with a cipher only

    /// The scan that came with that act; with a cipher only. NotFound when there is none (any more).
    Result<QByteArray> document(qint64 act);
    /// The acts whose scans are here.
    Result<std::vector<qint64>> documents();
    /// Erases scans, with an entry in the audit each; `sweep` does the rest. Gives how many there were.
    Result<qint64> eraseDocuments(std::span<const qint64> acts, const Author &by, UtcTime now);

private:
    SqliteDataActs(std::unique_ptr<Database> database, const PayloadCipher *cipher);
    Result<> insert(const DataEntry &made);
    std::unique_ptr<Database> m_database;
    const PayloadCipher *m_cipher; ///< null: the acts alone
};

} // namespace cortege::storage
