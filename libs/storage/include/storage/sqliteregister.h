#pragma once

#include <domain/person.h>

#include <storage/access.h>

#include <memory>

namespace cortege::storage
{

class Database;

/// Persons and their certificates in the server's SQLite file; a person's roles come from the habilitations and are not
/// looked at here. Use it in the thread that opened it.
/// Revoked persons and unbound certificates stay in the tables, with the time.
class SqlitePersonRegister final : public PersonRegister
{
public:
    using Access = storage::Access;
    static Result<std::unique_ptr<SqlitePersonRegister>> open(const QString &path, Access access);
    ~SqlitePersonRegister() override;

    Result<Person> byFingerprint(const Fingerprint &fingerprint) override;
    Result<std::vector<Person>> list() override;
    Result<> add(const Person &person) override;
    Result<> revoke(const PersonId &person, UtcTime at) override;
    Result<> bind(
        const Fingerprint &fingerprint, const PersonId &person, UtcTime at, Noted noted = Noted::Elsewhere) override;
    Result<> unbind(const Fingerprint &fingerprint, UtcTime at) override;

    /// Another number whenever another connection, also of another process, has changed the file (SQLite's
    /// data_version): how a running server hears of a revocation.
    Result<qint64> changeCount();

private:
    explicit SqlitePersonRegister(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace cortege::storage
