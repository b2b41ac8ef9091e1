#pragma once

#include <domain/result.h>

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

#include <memory>

namespace cortege::storage
{

/// What SQLite and PostgreSQL do not share. One writer at a time on either, the whole database over: what is committed
/// later has the higher sequence, and what a transaction has read stays true until its end.
class Engine
{
public:
    /// `postgresql:` before the words of a connection string (libpq 34.1.1.1), else a file of SQLite.
    static std::unique_ptr<const Engine> of(const QString &where, bool writes);
    virtual ~Engine() = default;

    virtual QString driver() const = 0; ///< Qt's name for it
    virtual void configure(QSqlDatabase &connection) const = 0;
    /// What is said first over each connection; an error when the database does not keep what it acknowledges.
    virtual Result<> begun(QSqlDatabase &connection) const = 0;
    virtual bool isLost(const QSqlDatabase &connection) const = 0; ///< after an error
    virtual bool isBusy(const QSqlError &error) const = 0; ///< somebody else holds a lock
    virtual QString place() const = 0; ///< for messages; never a password
    virtual bool readsAhead() const = 0; ///< rows of several statements may be read by turns with a forward cursor

    virtual QStringList begin() const = 0;
    virtual QString announceJournal() const = 0; ///< in the transaction; empty where nobody else listens
    virtual QString beginReading() const = 0; ///< all of one moment
    virtual QString changeCount() const = 0; ///< one number
    virtual QString migrations() const = 0; ///< folder of scripts
    virtual Result<> prepareSchema(QSqlDatabase &connection) const = 0;
    virtual QString schemaNumber() const = 0;
    virtual QString setSchemaNumber(qint64 number) const = 0;
    virtual QStringList statements(const QString &script) const = 0; ///< that can be executed one by one
    /// There is a log to bring into it, and a file whose pages can be checked; it may be older than sealed records.
    virtual bool isFile() const = 0;
};

std::unique_ptr<const Engine> sqliteEngine(const QString &path, bool writes);
std::unique_ptr<const Engine> postgresqlEngine(const QString &connection, bool writes);

} // namespace cortege::storage
