#include "postgresql.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>

#include <csignal>
#include <pwd.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <unistd.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kStartPatience = 60'000; ///< milliseconds
constexpr int kLook = 20; ///< milliseconds

struct Finish {
    void operator()(PGconn *connection) const { PQfinish(connection); }
    void operator()(PGresult *result) const { PQclear(result); }
};

void demand(bool holds, const QString &otherwise)
{
    if (!holds)
        throw std::runtime_error("PostgreSQL: " + otherwise.toStdString());
}

QString program(const QString &name)
{
    const QString root = u"/usr/lib/postgresql"_s;
    const QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    demand(!versions.isEmpty(), u"not installed"_s);
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

void giveToItsUser(const QString &path)
{
    if (geteuid() != 0)
        return;
    const passwd *user = getpwnam("postgres");
    demand(user && chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) == 0, u"no such user"_s);
}

void runToEnd(const QString &name, const QStringList &arguments)
{
    QProcess process;
    prepare(process, name, arguments);
    process.start();
    demand(process.waitForFinished(kStartPatience) && process.exitCode() == 0,
        name + u": "_s + QString::fromUtf8(process.readAllStandardError()));
}

QByteArray execute(const QByteArray &connection, const QByteArray &sql)
{
    const std::unique_ptr<PGconn, Finish> opened(PQconnectdb(connection.constData()));
    demand(PQstatus(opened.get()) == CONNECTION_OK, QString::fromUtf8(PQerrorMessage(opened.get())));
    const std::unique_ptr<PGresult, Finish> result(PQexec(opened.get(), sql.constData()));
    const auto status = PQresultStatus(result.get());
    demand(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, QString::fromUtf8(PQerrorMessage(opened.get())));
    return PQntuples(result.get()) > 0 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
}

} // namespace

Postgresql::Postgresql(QStringList settings, const QString &place) : m_settings(std::move(settings))
{
    makeFolder(place.isEmpty() ? QDir::tempPath() : place);
    runToEnd(u"initdb"_s,
        { u"--pgdata"_s, m_folder + u"/data"_s, u"--locale=C.UTF-8"_s, u"--username=postgres"_s, u"--auth=trust"_s,
            u"--no-sync"_s });
    start();
}

Postgresql::Postgresql(Follow follow) : m_settings(follow.primary.m_settings)
{
    makeFolder(QFileInfo(follow.primary.m_folder).path());
    runToEnd(u"pg_basebackup"_s,
        { u"--dbname=host=%1 user=postgres application_name=standby"_s.arg(follow.primary.m_folder),
            u"--pgdata=%1/data"_s.arg(m_folder), u"--write-recovery-conf"_s, u"--checkpoint=fast"_s });
    start();
}

Postgresql::~Postgresql()
{
    kill();
    QDir(m_folder).removeRecursively();
}

void Postgresql::makeFolder(const QString &place)
{
    QTemporaryDir folder(place + u"/cortege-pg"_s); // short: the path of a socket has 107 bytes at most
    demand(folder.isValid(), folder.errorString());
    folder.setAutoRemove(false);
    m_folder = folder.path();
    giveToItsUser(m_folder);
}

QString Postgresql::connection() const
{
    // The name of the socket has the port in it.
    const QStringList ports = m_settings.filter(QRegularExpression(u"^port="_s));
    return u"host=%1 user=postgres dbname=postgres %2"_s.arg(m_folder, ports.value(0));
}

void Postgresql::start()
{
    // The folder is its user's alone, so that whoever reaches the socket may be trusted.
    QStringList arguments { u"-D"_s, m_folder + u"/data"_s, u"-k"_s, m_folder };
    const QStringList always { u"listen_addresses="_s, u"max_connections=60"_s, u"lc_messages=C"_s };
    for (const QString &setting : always + m_settings) // of two for one name the last one counts
        arguments << u"-c"_s << setting;
    prepare(m_server, u"postgres"_s, arguments);
    const QString log = m_folder + u"/log"_s;
    m_server.setStandardErrorFile(log, QIODevice::Append);
    m_server.start();
    const QDeadlineTimer patience(kStartPatience);
    while (PQping(connection().toUtf8().constData()) != PQPING_OK) {
        const bool ended = m_server.waitForFinished(kLook) || m_server.state() == QProcess::NotRunning;
        QFile said(log);
        demand(!ended && !patience.hasExpired(),
            u"does not start: "_s + (said.open(QIODevice::ReadOnly) ? QString::fromUtf8(said.readAll()) : QString()));
    }
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

void Postgresql::restart(const QStringList &moreSettings)
{
    kill();
    m_settings += moreSettings;
    start();
}

void Postgresql::put(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder + u"/data/"_s + name);
    demand(file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner),
        u"cannot write "_s + file.fileName());
    giveToItsUser(file.fileName());
}

std::unique_ptr<Postgresql> Postgresql::standby()
{
    std::unique_ptr<Postgresql> copy(new Postgresql(Follow { *this }));
    ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    ask("SELECT pg_reload_conf()");
    const QDeadlineTimer patience(kStartPatience);
    while (ask("SELECT sync_state FROM pg_stat_replication") != "sync")
        demand(!m_server.waitForFinished(kLook) && !patience.hasExpired(), u"nobody follows it"_s);
    return copy;
}

void Postgresql::promote() { demand(ask("SELECT pg_promote()") == "t", u"is not promoted"_s); }

QString Postgresql::newDatabase()
{
    const QString name = u"test%1"_s.arg(++m_databases);
    ask("CREATE DATABASE " + name.toUtf8());
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

QByteArray Postgresql::ask(const QByteArray &sql) const { return execute(connection().toUtf8(), sql); }

} // namespace cortege::test
