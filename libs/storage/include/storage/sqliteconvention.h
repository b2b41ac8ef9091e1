#pragma once

#include <domain/convention.h>

#include <storage/access.h>

#include <memory>

namespace cortege::storage
{

class Database;

/// The acts of the convention in the server's SQLite file. Use it in the thread that opened it.
class SqliteConvention final : public ConventionRegister
{
public:
    using Access = storage::Access;
    static Result<std::unique_ptr<SqliteConvention>> open(const QString &path, Access access);
    ~SqliteConvention() override;

    Result<Convention> read() override;
    Result<int> record(const ConventionAct &act) override;

private:
    explicit SqliteConvention(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace cortege::storage
