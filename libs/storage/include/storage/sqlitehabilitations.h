#pragma once

#include <domain/habilitation.h>

#include <storage/access.h>

#include <memory>

namespace cortege::storage
{

class Database;

/// Acts, mandates and what was taken over, in the server's SQLite file beside the persons. Use it in the thread that
/// opened it. Nothing is changed or deleted: a mandate's end is a time.
class SqliteHabilitations final : public HabilitationRegister
{
public:
    using Access = storage::Access;
    static Result<std::unique_ptr<SqliteHabilitations>> open(const QString &path, Access access);
    ~SqliteHabilitations() override;

    Result<std::vector<Habilitation>> takenOver() override;
    Result<std::vector<Mandate>> mandates() override; ///< a revoked person's ends with the revocation
    Result<std::vector<RecordedAct>> actsAfter(qint64 number) override;
    Result<> append(const std::function<Result<SignedAct>()> &make) override;
    Result<> declare(const Mandate &mandate) override;
    Result<> endMandate(const PersonId &person, UtcTime at) override;

private:
    explicit SqliteHabilitations(std::unique_ptr<Database> database);
    Result<> insert(const SignedAct &made);
    std::unique_ptr<Database> m_database;
};

} // namespace cortege::storage
