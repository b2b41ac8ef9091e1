#include "postgresql.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtTest/QTest>

#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kStartPatience = 60'000; ///< milliseconds

struct Finish {
    void operator()(PGconn *connection) const { PQfinish(connection); }
    void operator()(PGresult *result) const { PQclear(result); }
};

QString program(const QString &name)
{
    const QString root = u"/usr/lib/postgresql"_s;
    const QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    REQUIRE_FALSE(versions.isEmpty());
    return u"%1/%2/bin/%3"_s.arg(root, versions.last(), name);
}

/// PostgreSQL refuses to run as root: then its own user runs it.
void prepare(QProcess &process, const QString &name, const QStringList &arguments)
{
    if (geteuid() != 0) {
        process.setProgram(program(name));
        process.setArguments(arguments);
    } else {
        process.setProgram(u"setpriv"_s);
        process.setArguments(QStringList { u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--init-groups"_s,
                                 u"--pdeathsig=KILL"_s, program(name) }
            + arguments);
    }
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

void execute(const QByteArray &connection, const QByteArray &sql)
{
    const std::unique_ptr<PGconn, Finish> opened(PQconnectdb(connection.constData()));
    INFO(PQerrorMessage(opened.get()));
    REQUIRE(PQstatus(opened.get()) == CONNECTION_OK);
    const std::unique_ptr<PGresult, Finish> result(PQexec(opened.get(), sql.constData()));
    INFO(PQerrorMessage(opened.get()));
    const auto status = PQresultStatus(result.get());
    REQUIRE((status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK));
}

} // namespace

Postgresql::Postgresql()
{
    QTemporaryDir folder(QDir::tempPath() + u"/cortege-pg"_s); // short: the path of a socket has 107 bytes at most
    folder.setAutoRemove(false);
    m_folder = folder.path();
    if (geteuid() == 0) {
        const passwd *user = getpwnam("postgres");
        REQUIRE(user);
        REQUIRE(chown(QFile::encodeName(m_folder).constData(), user->pw_uid, user->pw_gid) == 0);
    }
    QProcess init;
    prepare(init, u"initdb"_s,
        { u"--pgdata"_s, m_folder + u"/data"_s, u"--locale=C.UTF-8"_s, u"--username=postgres"_s, u"--auth=trust"_s,
            u"--no-sync"_s });
    init.start();
    REQUIRE(init.waitForFinished(kStartPatience));
    INFO(init.readAllStandardError().toStdString());
    REQUIRE(init.exitCode() == 0);
    start();
}

Postgresql::~Postgresql()
{
    kill();
    QDir(m_folder).removeRecursively();
}

void Postgresql::start()
{
    // The folder is its user's alone, so that whoever reaches the socket may be trusted.
    prepare(m_server, u"postgres"_s,
        { u"-D"_s, m_folder + u"/data"_s, u"-k"_s, m_folder, u"-c"_s, u"listen_addresses="_s, u"-c"_s,
            u"max_connections=60"_s, u"-c"_s, u"lc_messages=C"_s });
    m_server.setStandardErrorFile(m_folder + u"/log"_s, QIODevice::Append);
    m_server.start();
    REQUIRE(m_server.waitForStarted(kStartPatience));
    const QByteArray connection = u"host=%1 user=postgres dbname=postgres"_s.arg(m_folder).toUtf8();
    REQUIRE(QTest::qWaitFor(
        [&] {
            REQUIRE(m_server.state() == QProcess::Running);
            return PQping(connection.constData()) == PQPING_OK;
        },
        kStartPatience));
}

void Postgresql::kill()
{
    // The processes that serve go on for a moment after the one that made them.
    const qint64 pid = m_server.processId();
    QFile children(u"/proc/%1/task/%1/children"_s.arg(pid));
    if (pid == 0 || !children.open(QIODevice::ReadOnly))
        return;
    ::kill(static_cast<pid_t>(pid), SIGSTOP); // makes no more of them
    const QList<QByteArray> list = children.readAll().simplified().split(' ');
    for (const QByteArray &child : list) {
        if (const pid_t one = child.toInt(); one > 0)
            ::kill(one, SIGKILL);
    }
    m_server.kill();
    m_server.waitForFinished(kStartPatience);
    QFile::remove(m_folder + u"/data/postmaster.pid"_s);
}

QString Postgresql::newDatabase()
{
    const QString name = u"test%1"_s.arg(++m_databases);
    execute(u"host=%1 user=postgres dbname=postgres"_s.arg(m_folder).toUtf8(), "CREATE DATABASE " + name.toUtf8());
    return u"postgresql:host=%1 user=postgres dbname=%2"_s.arg(m_folder, name);
}

QString Postgresql::emptyDatabase()
{
    if (m_emptied.isEmpty())
        m_emptied = newDatabase();
    else
        change(m_emptied, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return m_emptied;
}

void Postgresql::change(const QString &where, const QByteArray &sql) { execute(where.section(u':', 1).toUtf8(), sql); }

} // namespace cortege::test
