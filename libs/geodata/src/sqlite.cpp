#include "sqlite.h"

#include <QtCore/QFileInfo>

namespace cortege::geodata::sqlite
{
using namespace Qt::StringLiterals;

QString messageOf(sqlite3 *connection) { return QString::fromUtf8(sqlite3_errmsg(connection)); }

Result<Connection> openReadOnly(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return fail(Failure::NotFound, u"%1 is no readable file"_s.arg(path));
    sqlite3 *handle = nullptr;
    const int opened
        = sqlite3_open_v2(path.toUtf8().constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX, nullptr);
    Connection connection(handle);
    if (opened != SQLITE_OK)
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(path, messageOf(handle)));
    // Its views and triggers get no functions with side effects.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return connection;
}

Result<Statement> prepare(sqlite3 *connection, const char *sql)
{
    sqlite3_stmt *handle = nullptr;
    if (sqlite3_prepare_v2(connection, sql, -1, &handle, nullptr) != SQLITE_OK)
        return fail(Failure::InvalidInput, messageOf(connection));
    return Statement(handle);
}

QString textOf(sqlite3_stmt *row, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    return text ? QString::fromUtf8(text) : QString();
}

} // namespace cortege::geodata::sqlite
