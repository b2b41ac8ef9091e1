#pragma once

#include "engine.h"

#include <domain/result.h>
#include <storage/access.h>

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <memory>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace cortege::storage
{

/// The rows of one statement. The statement stays prepared and can run again once these rows are gone.
class Rows
{
public:
    explicit Rows(QSqlQuery &query) : m_query(&query) { }
    /// The one row of a statement that has one at most; `ended` tells whether there is none, or none could be read.
    bool next() { return m_query->next(); }
    Result<> ended() const;
    /// Gives `row` every row, until it does not want the next one: it answers a Result<>, or nothing. The answer is its
    /// error, or that a page of the file could not be read, at which rows end as if there were no more.
    template <class Row>
    [[nodiscard]] Result<> forEach(Row &&row);
    QVariant value(int column) const { return m_query->value(column); }
    int changed() const { return m_query->numRowsAffected(); }

private:
    struct Finish {
        void operator()(QSqlQuery *query) const { query->finish(); }
    };
    std::unique_ptr<QSqlQuery, Finish> m_query;
};

template <class Row>
Result<> Rows::forEach(Row &&row)
{
    while (next()) {
        if constexpr (std::is_void_v<std::invoke_result_t<Row &, const Rows &>>)
            row(std::as_const(*this));
        else if (Result<> done = row(std::as_const(*this)); !done)
            return done;
    }
    return ended();
}

/// One connection with a name of its own, closed and forgotten on destruction. Both engines are spoken to in the SQL
/// that they share; what they do not share is in `Engine`.
class Database
{
public:
    enum class Access { Write, Read };
    /// `where` as docs/operations.md says: a file of SQLite, or `postgresql:` and the connection.
    static Result<std::unique_ptr<Database>> open(const QString &where, Access access);
    /// The server's, of the newest schema.
    static Result<std::unique_ptr<Database>> openNewest(const QString &where, storage::Access access);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Each text is prepared once. The same text cannot run again while its rows are being read.
    /// A connection that was lost is made again, except in the midst of a transaction, which is lost as well. What only
    /// reads does not notice it.
    Result<Rows> run(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; 0 without one.
    Result<qint64> number(const QString &sql, const QVariantList &values = {});
    /// What has no values and gives no rows, and cannot always be prepared.
    Result<> execute(const QString &sql);
    /// Runs the scripts of that kind that the database has not seen yet.
    enum class Schema { Server, Unsent };
    Result<> migrate(Schema schema = Schema::Server);
    /// Another number whenever persons or certificates, at least, were changed over another connection.
    Result<qint64> changeCount();
    /// Of a file: brings the write-ahead log into it and goes without one. Conflict while anybody else has it open.
    Result<> endLog();
    const Engine &engine() const { return *m_engine; }

private:
    friend class Transaction;
    friend class Moment;
    Database(const QString &where, Access access);
    Result<> connect();
    Result<> connectAgain();
    template <class Once>
    auto said(const QString &sql, Once once);
    Result<Rows> runOnce(const QString &sql, const QVariantList &values);
    Result<> executeOnce(const QString &sql);
    std::unexpected<Error> failed(const QSqlError &error, const QString &sql);
    Result<> migrateOnce(const QString &folder, const QStringList &files);
    QString m_name;
    std::unique_ptr<const Engine> m_engine;
    QSqlDatabase m_sql;
    std::unordered_map<QString, QSqlQuery> m_statements; ///< references to its values stay good
    bool m_isLost = false;
    bool m_inTransaction = false;
};

/// Everything that is read while it lives is of one moment.
class Moment
{
public:
    static Result<std::unique_ptr<Moment>> begin(Database &database);
    explicit Moment(Database &database);
    ~Moment();
    Q_DISABLE_COPY_MOVE(Moment)

private:
    Database &m_database;
};

/// Undoes everything unless told to keep it.
class Transaction
{
public:
    static Result<std::unique_ptr<Transaction>> begin(Database &database);
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<> commit();

private:
    Database &m_database;
    bool m_open = true;
};

} // namespace cortege::storage
