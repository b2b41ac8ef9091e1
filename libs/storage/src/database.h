#pragma once

#include <domain/result.h>

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <memory>

namespace cortege::storage
{

/// One connection with a name of its own, closed and forgotten on destruction.
class Database
{
public:
    enum class Access { Write, Read };
    static Result<std::unique_ptr<Database>> open(const QString &path, Access access);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    Result<> migrate();

private:
    explicit Database(const QString &path);
    QString m_name;
    QSqlDatabase m_sql;
};

/// Undoes everything unless told to keep it.
class Transaction
{
public:
    static Result<std::unique_ptr<Transaction>> begin(Database &database);
    explicit Transaction(Database &database) : m_database(database) { }
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<> commit();

private:
    Database &m_database;
    bool m_open = true;
};

} // namespace cortege::storage
