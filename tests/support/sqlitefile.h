#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>

#include <sqlite3.h>

namespace cortege::test
{

/// Runs the statements on the file itself, past every program of ours; it is made when it is not there.
inline void changeSqlite(const QString &path, const QByteArray &sql)
{
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open(QFile::encodeName(path).constData(), &handle) == SQLITE_OK);
    sqlite3_busy_timeout(handle, 10'000); // programs of ours may be writing
    REQUIRE(sqlite3_exec(handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace cortege::test
