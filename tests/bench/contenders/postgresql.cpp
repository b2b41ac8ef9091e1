#include "postgresql.h"

#include "figures.h"
#include "tls.h"

#include <domain/id.h>

#include <QtCore/QFile>

#include <array>
#include <utility>

#include <libpq-fe.h>

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

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    demand(file.open(QFile::ReadOnly), u"cannot read "_s + path);
    return file.readAll();
}

} // namespace

PostgresqlContender::PostgresqlContender(const Credentials &credentials, const QString &folder, QByteArray feature)
    : m_credentials(credentials), m_feature(std::move(feature)), m_cluster({}, folder)
{
    demand(m_feature.size() < 7900, u"the record does not fit in a notification"_s);
    m_cluster.put(u"server.crt"_s, contentOf(credentials.server().certificateChain));
    m_cluster.put(u"server.key"_s, contentOf(credentials.server().key));
    m_cluster.put(u"clients.crt"_s, contentOf(credentials.server().clientAuthorities));
    // The only way in over the network is a client certificate; the names in them are mapped to the one role.
    m_cluster.put(u"pg_hba.conf"_s, "local all all trust\nhostssl all all 127.0.0.1/32 cert map=bench\n");
    m_cluster.put(u"pg_ident.conf"_s, "bench writer postgres\nbench reader postgres\n");
    m_port = portOf(listenOnLoopback());
    m_cluster.restart({ u"listen_addresses=127.0.0.1"_s, u"port=%1"_s.arg(m_port),
        u"max_connections=%1"_s.arg(kMaximumConnections), u"ssl=on"_s, u"ssl_cert_file=server.crt"_s,
        u"ssl_key_file=server.key"_s, u"ssl_ca_file=clients.crt"_s, u"ssl_min_protocol_version=TLSv1.3"_s });

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

void PostgresqlContender::login() { opened(connectionTo(m_credentials.reader())); }

} // namespace cortege::bench
