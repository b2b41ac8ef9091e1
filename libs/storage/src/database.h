#pragma once

#include <domain/result.h>

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <memory>
#include <unordered_map>

namespace cortege::storage
{

/// The rows of one statement. The statement stays prepared and can run again once these rows are gone.
class Rows
{
public:
    explicit Rows(QSqlQuery &query) : m_query(&query) { }
    bool next() { return m_query->next(); }
    /// After the last `next`: whether the rows ended, or a page of the file could not be read.
    Result<> ended() const;
    QVariant value(int column) const { return m_query->value(column); }
    int changed() const { return m_query->numRowsAffected(); }

private:
    struct Finish {
        void operator()(QSqlQuery *query) const { query->finish(); }
    };
    std::unique_ptr<QSqlQuery, Finish> m_query;
};

/// One connection with a name of its own, closed and forgotten on destruction.
class Database
{
public:
    enum class Access { Write, Read };
    static Result<std::unique_ptr<Database>> open(const QString &path, Access access);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Each text is prepared once. The same text cannot run again while its rows are being read.
    Result<Rows> run(const QString &sql, const QVariantList &values = {});
    /// Runs the scripts of that resource folder that the file has not seen yet.
    Result<> migrate(const QString &folder = QStringLiteral(":/storage/migrations"));
    /// Brings the write-ahead log into the file and goes without one. Conflict while anybody else has the file open.
    Result<> endLog();

private:
    explicit Database(const QString &path);
    Result<> useLog();
    Result<int> schema();
    Result<> migrateOnce(const QString &folder, const QStringList &files);
    QString m_name;
    QSqlDatabase m_sql;
    std::unordered_map<QString, QSqlQuery> m_statements; ///< references to its values stay good
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
