#pragma once

#include <domain/result.h>

#include <QtCore/QString>

#include <memory>

#include <sqlite3.h>

/// The C interface of SQLite with owners for its handles.
namespace cortege::geodata::sqlite
{

template <auto Free>
struct Releaser {
    void operator()(auto *handle) const noexcept { Free(handle); }
};
using Connection = std::unique_ptr<sqlite3, Releaser<sqlite3_close_v2>>;
using Statement = std::unique_ptr<sqlite3_stmt, Releaser<sqlite3_finalize>>;

QString messageOf(sqlite3 *connection);
/// A file from anywhere, never written to. NotFound, or InvalidInput with the name of the file.
Result<Connection> openReadOnly(const QString &path);
/// InvalidInput with SQLite's message.
Result<Statement> prepare(sqlite3 *connection, const char *sql);
QString textOf(sqlite3_stmt *row, int column);

} // namespace cortege::geodata::sqlite
