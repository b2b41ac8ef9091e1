#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>

#include <sqlite3.h>

namespace cortege::test
{

/// While it lives nobody else writes to the SQLite file; writers wait, for five seconds at most.
class WriteLock
{
public:
    explicit WriteLock(const QString &path)
    {
        REQUIRE(sqlite3_open(QFile::encodeName(path).constData(), &m_database) == SQLITE_OK);
        REQUIRE(sqlite3_busy_timeout(m_database, 5'000) == SQLITE_OK);
        REQUIRE(sqlite3_exec(m_database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~WriteLock() { sqlite3_close(m_database); } // rolls back
    WriteLock(const WriteLock &) = delete;
    WriteLock &operator=(const WriteLock &) = delete;

private:
    sqlite3 *m_database = nullptr;
};

} // namespace cortege::test
