#include "postgresql.h"

#include "figures.h"
#include "tls.h"

#include <domain/id.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

#include <array>
#include <utility>

#include <libpq-fe.h>
#include <pwd.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kSuperuser = "postgres";
constexpr int kMaximumConnections = 800;
constexpr auto kChannel = "cortege";
constexpr auto kSchema = "CREATE TABLE journal (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                         "event uuid NOT NULL, request uuid NOT NULL UNIQUE, feature text NOT NULL)";
/// One statement, one round trip.
constexpr auto kSave = "WITH entry AS (INSERT INTO journal (event, request, feature) VALUES ($1, $2, $3) "
                       "RETURNING sequence) SELECT pg_notify('cortege', sequence || ' ' || $3) FROM entry";

using PgConnection = std::unique_ptr<PGconn, Releaser<PQfinish>>;
using PgResult = std::unique_ptr<PGresult, Releaser<PQclear>>;
using PgNotification = std::unique_ptr<PGnotify, Releaser<PQfreemem>>;

PgConnection opened(const QString &description)
{
    PgConnection connection(PQconnectdb(description.toUtf8().constData()));
    demand(PQstatus(connection.get()) == CONNECTION_OK, QString::fromUtf8(PQerrorMessage(connection.get())));
    demand(PQsslInUse(connection.get()) == 1, u"PostgreSQL speaks without TLS"_s);
    return connection;
}

void execute(PGconn *connection, const QByteArray &sql)
{
    const PgResult result(PQexec(connection, sql.constData()));
    demand(PQresultStatus(result.get()) == PGRES_COMMAND_OK, QString::fromUtf8(PQerrorMessage(connection)));
}

class PgConsole final : public Connection
{
public:
    explicit PgConsole(PgConnection connection) : m_connection(std::move(connection))
    {
        execute(m_connection.get(), QByteArray("LISTEN ") + kChannel);
        PQsetnonblocking(m_connection.get(), 1);
    }
    int descriptor() const override { return PQsocket(m_connection.get()); }
    Heard receive() override
    {
        demand(PQconsumeInput(m_connection.get()) == 1, QString::fromUtf8(PQerrorMessage(m_connection.get())));
        Heard heard;
        while (PgNotification(PQnotifies(m_connection.get())))
            ++heard.events;
        return heard;
    }

private:
    PgConnection m_connection;
};

class PgWriter final : public Writer
{
public:
    PgWriter(PgConnection connection, QByteArray feature)
        : m_connection(std::move(connection)), m_feature(std::move(feature))
    {
        const PgResult prepared(PQprepare(m_connection.get(), "save", kSave, 3, nullptr));
        demand(
            PQresultStatus(prepared.get()) == PGRES_COMMAND_OK, QString::fromUtf8(PQerrorMessage(m_connection.get())));
        PQsetnonblocking(m_connection.get(), 1);
    }
    int descriptor() const override { return PQsocket(m_connection.get()); }
    void save() override
    {
        const QByteArray event = EventId::make().toString().toLatin1();
        const QByteArray request = RequestId::make().toString().toLatin1();
        const std::array values { event.constData(), request.constData(), m_feature.constData() };
        demand(PQsendQueryPrepared(m_connection.get(), "save", 3, values.data(), nullptr, nullptr, 0) == 1
                && PQflush(m_connection.get()) == 0,
            QString::fromUtf8(PQerrorMessage(m_connection.get())));
        m_underWay = true;
    }
    Heard receive() override
    {
        demand(PQconsumeInput(m_connection.get()) == 1, QString::fromUtf8(PQerrorMessage(m_connection.get())));
        Heard heard;
        while (m_underWay && PQisBusy(m_connection.get()) == 0) {
            const PgResult result(PQgetResult(m_connection.get()));
            if (!result) { // ready for the next one
                m_underWay = false;
                ++heard.saved;
            } else {
                demand(PQresultStatus(result.get()) == PGRES_TUPLES_OK,
                    QString::fromUtf8(PQresultErrorMessage(result.get())));
            }
        }
        return heard;
    }

private:
    PgConnection m_connection;
    QByteArray m_feature;
    bool m_underWay = false;
};

QString programs()
{
    const QString root = u"/usr/lib/postgresql"_s;
    const QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    demand(!versions.isEmpty(), u"PostgreSQL is not installed"_s);
    return u"%1/%2/bin/"_s.arg(root, versions.last());
}

/// PostgreSQL refuses to run as root: then its own user runs it.
QStringList asItsUser(const QStringList &command)
{
    if (geteuid() != 0)
        return command;
    return QStringList { u"setpriv"_s, u"--reuid"_s, u"postgres"_s, u"--regid"_s, u"postgres"_s, u"--init-groups"_s,
        u"--pdeathsig"_s, u"KILL"_s }
    + command;
}

void giveToItsUser(const QString &path)
{
    if (geteuid() != 0)
        return;
    const passwd *user = getpwnam("postgres");
    demand(user && chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) == 0, u"no user postgres"_s);
}

void hand(const QString &file, const QString &to)
{
    demand(QFile::copy(file, to), u"cannot copy "_s + file);
    giveToItsUser(to);
}

void append(const QString &file, const QByteArray &text, QIODevice::OpenMode mode)
{
    QFile out(file);
    demand(out.open(mode) && out.write(text) == text.size(), u"cannot write "_s + file);
}

} // namespace

PostgresqlContender::PostgresqlContender(const Credentials &credentials, const QString &folder, QByteArray feature)
    : m_credentials(credentials), m_feature(std::move(feature))
{
    demand(m_feature.size() < 7900, u"the record does not fit in a notification"_s);
    giveToItsUser(folder);
    const QString data = folder + u"/data"_s;
    const QStringList init = asItsUser({ programs() + u"initdb"_s, u"--pgdata"_s, data, u"--locale=C.UTF-8"_s,
        u"--username"_s, QString::fromLatin1(kSuperuser), u"--auth"_s, u"reject"_s });
    runToEnd(init.first(), init.mid(1), folder);

    hand(credentials.server().certificateChain, data + u"/server.crt"_s);
    hand(credentials.server().key, data + u"/server.key"_s);
    hand(credentials.server().clientAuthorities, data + u"/clients.crt"_s);
    // The only way in is a client certificate; the names in them are mapped to the one role.
    append(data + u"/pg_hba.conf"_s, "hostssl all all 127.0.0.1/32 cert map=bench\n", QFile::WriteOnly);
    append(data + u"/pg_ident.conf"_s, "bench writer postgres\nbench reader postgres\n", QFile::Append);
    m_port = portOf(listenOnLoopback());
    append(data + u"/postgresql.conf"_s,
        u"listen_addresses = '127.0.0.1'\nport = %1\nunix_socket_directories = ''\nmax_connections = %2\n"
        "ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\nssl_ca_file = 'clients.crt'\n"
        "ssl_min_protocol_version = 'TLSv1.3'\nfsync = on\nsynchronous_commit = on\nlc_messages = 'C'\n"_s.arg(m_port)
            .arg(kMaximumConnections)
            .toUtf8(),
        QFile::Append);
    const QStringList serve = asItsUser({ programs() + u"postgres"_s, u"-D"_s, data });
    m_server.emplace(serve.first(), serve.mid(1), "ready to accept connections", folder);

    const PgConnection connection = opened(connectionTo(credentials.writer()));
    execute(connection.get(), kSchema);
    m_version = QString::fromLatin1(PQparameterStatus(connection.get(), "server_version")).section(u' ', 0, 0);
}

QString PostgresqlContender::connectionTo(const Credentials::Identity &identity) const
{
    return u"host=127.0.0.1 port=%1 dbname=postgres user=%2 gssencmode=disable sslmode=verify-full sslcert='%3' "
           "sslkey='%4' sslrootcert='%5'"_s.arg(m_port)
               .arg(QLatin1StringView(kSuperuser), identity.files.certificateChain, identity.files.key,
                   identity.files.serverAuthority);
}

std::unique_ptr<Connection> PostgresqlContender::console()
{
    return std::make_unique<PgConsole>(opened(connectionTo(m_credentials.reader())));
}

std::unique_ptr<Writer> PostgresqlContender::writer()
{
    return std::make_unique<PgWriter>(opened(connectionTo(m_credentials.writer())), m_feature);
}

double PostgresqlContender::cpuSeconds() const { return cpuSecondsOf(m_server->pid()); }

} // namespace cortege::bench
