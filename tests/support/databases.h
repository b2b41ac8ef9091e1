#pragma once

#include "postgresql.h"
#include "sqlitefile.h"

#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QTemporaryDir>

#include <optional>

/// The same tests on both engines.
namespace cortege::test
{

enum class EngineKind { Sqlite, Postgresql };

/// An empty database. One PostgreSQL serves all of a test's, one after the other.
class Database
{
public:
    explicit Database(EngineKind kind)
        : m_kind(kind), m_where(kind == EngineKind::Sqlite ? m_folder.filePath(QStringLiteral("server.sqlite"))
                                                           : postgresql().emptyDatabase())
    {
    }
    static Postgresql &postgresql()
    {
        static Postgresql cluster;
        return cluster;
    }
    const QString &where() const { return m_where; }
    const QTemporaryDir &folder() const { return m_folder; }
    bool isFile() const { return m_kind == EngineKind::Sqlite; }
    /// Past every program of ours.
    void change(const QByteArray &sql) const
    {
        isFile() ? changeSqlite(m_where, sql) : Postgresql::change(m_where, sql);
    }

private:
    EngineKind m_kind;
    QTemporaryDir m_folder;
    QString m_where;
};

/// Each in turn: the test case runs once with each.
inline EngineKind eachEngine() { return GENERATE(EngineKind::Sqlite, EngineKind::Postgresql); }

} // namespace cortege::test
