#include <support/enrolmentoffice.h>
#include <support/notifysocket.h>
#include <support/prometheus.h>
#include <support/rawpeer.h>

#include <client/enrolment.h>
#include <pki/files.h>
#include <pki/signing.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpSocket>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CloseCode;
using protocol::ErrorCode;

namespace
{

struct Answered {
    int status = 0;
    QByteArray head;
    QByteArray body;
};

/// What the peer answers to these bytes before it closes.
template <class Socket>
Answered answerOf(Socket &socket, const QByteArray &request)
{
    QByteArray heard;
    bool over = false;
    QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] { heard += socket.readAll(); });
    QObject::connect(&socket, &Socket::disconnected, &socket, [&] { over = true; });
    socket.write(request);
    REQUIRE(waitFor([&] { return over; }));
    heard += socket.readAll();
    const qsizetype end = heard.indexOf("\r\n\r\n");
    REQUIRE(end > 0);
    REQUIRE(heard.startsWith("HTTP/1.1 "));
    Answered answered { heard.sliced(9, 3).toInt(), heard.first(end), heard.sliced(end + 4) };
    CHECK(answered.head.contains("Content-Length: " + QByteArray::number(answered.body.size())));
    return answered;
}

Answered ask(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    REQUIRE(socket.waitForConnected());
    return answerOf(socket, request);
}
Answered ask(const QString &path, const QByteArray &request)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    REQUIRE(socket.waitForConnected());
    return answerOf(socket, request);
}
QByteArray get(const QByteArray &path) { return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

quint16 metricsPort(const TestServer &server)
{
    return static_cast<quint16>(server.logged(u"listening"_s).first().value(u"metricsPort"_s).toInt());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}
void write(const QString &path, const QByteArray &content) { REQUIRE(pki::writePrivateFile(path, content)); }

QSslCertificate certificateSeenBy(WireClient &client) { return client.socket().sslConfiguration().peerCertificate(); }

/// Tells the server to read its files again and waits until it says how that went.
void reload(TestServer &server, const QString &expected)
{
    const auto before = server.logged(expected).size();
    server.hangUp();
    REQUIRE(waitFor([&] { return server.logged(expected).size() > before; }));
}

} // namespace

TEST_CASE("the figures follow what happens, and health is told")
{
    TestServer server;
    server.setOptions({ u"--metrics"_s, u"127.0.0.1:0"_s });
    server.start();
    const quint16 port = metricsPort(server);
    const auto page = [&] {
        const Answered answered = ask(port, get("/metrics"));
        CHECK(answered.status == 200);
        CHECK(answered.head.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8"));
        return PrometheusPage(answered.body);
    };
    CHECK(page().value("cortege_last_sequence") == 0);
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    const auto first = newVisit();
    client.saved(first);
    client.saved(first);
    client.saved(newVisit());
    CHECK(client.refusal(protocol::CancelRequest { RequestId::make(), first.event, 0 }) == ErrorCode::Conflict);
    CHECK(client.refusal(protocol::CancelRequest { RequestId::make(), EventId::make(), 0 }) == ErrorCode::NotFound);
    WireClient stranger(server, server.authority().person(u"Inconnue"_s, Role::Entry));
    REQUIRE(waitFor([&] { return stranger.isOver(); }));
    {
        QTcpSocket garbage;
        bool over = false;
        QObject::connect(&garbage, &QAbstractSocket::disconnected, &garbage, [&] { over = true; });
        garbage.connectToHost(u"127.0.0.1"_s, server.port());
        REQUIRE(garbage.waitForConnected());
        garbage.write("GET / HTTP/1.1\r\n\r\n");
        REQUIRE(waitFor([&] { return over; }));
    }
    REQUIRE(waitFor([&] { return page().value("cortege_sessions") == 1; })); // the stranger's has ended
    const PrometheusPage after = page();
    CHECK(after.value("cortege_logins_total") == 1);
    CHECK(after.value("cortege_refused_connections_total{reason=\"person\"}") == 1);
    CHECK(after.value("cortege_refused_connections_total{reason=\"handshake\"}") == 1);
    CHECK(after.value("cortege_changes_total{result=\"saved\"}") == 2);
    CHECK(after.value("cortege_changes_total{result=\"repeated\"}") == 1);
    CHECK(after.value("cortege_changes_total{result=\"conflict\"}") == 1);
    CHECK(after.value("cortege_changes_total{result=\"refused\"}") == 1);
    CHECK(after.value("cortege_commit_seconds_count") >= 6); // five changes, and the login in the audit
    CHECK(after.value("cortege_last_sequence") == 2);
    CHECK(after.value("cortege_journal_queue_changes") == 0);
    CHECK(after.value("cortege_disk_takes_writes") == 1);
    CHECK(after.value("cortege_healthy") == 1);
    const auto end = QSslCertificate(contentOf(server.tls().certificateChain)).expiryDate().toSecsSinceEpoch();
    CHECK(after.value("cortege_certificate_not_after_seconds") == static_cast<double>(end));

    const Answered health = ask(port, get("/health"));
    CHECK(health.status == 200);
    CHECK(health.body == "ok\n");
    CHECK(ask(port, get("/")).status == 404);
    CHECK(ask(port, get("/metrics/")).status == 404);
    CHECK(ask(port, "POST /metrics HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc").status == 405);
    CHECK(ask(port, "GET /metrics HTTP/1.1\r\nHost: attacker.example\r\n\r\n").status == 403);
    CHECK(ask(port, QByteArray(10'000, 'x')).status == 431);
    CHECK(client.saved(newVisit()).sequence == 3);
}

TEST_CASE("those who ask for figures and say no more do not keep others from them")
{
    TestServer server;
    server.setOptions({ u"--metrics"_s, u"127.0.0.1:0"_s });
    server.start();
    const quint16 port = metricsPort(server);
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 8; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(u"127.0.0.1"_s, port);
        REQUIRE(idle.back()->waitForConnected());
        idle.back()->write("GET /hea");
    }
    REQUIRE(waitFor([&] {
        return std::ranges::all_of(
            idle, [](const auto &socket) { return socket->state() == QAbstractSocket::UnconnectedState; });
    }));
    CHECK(ask(port, get("/health")).status == 200);
}

TEST_CASE("figures come through a unix socket, also where a killed server has left its own")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metrics"_s);
    TestServer server;
    server.setOptions({ u"--metrics"_s, u"unix:"_s + path });
    server.start();
    CHECK(ask(path, get("/health")).status == 200);
    CHECK_FALSE(QFile::permissions(path).testAnyFlags(
        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther));
    server.kill();
    CHECK(QFile::exists(path));
    server.start();
    CHECK(PrometheusPage(ask(path, get("/metrics")).body).value("cortege_sessions") == 0);
    CHECK(server.terminate() == 0);
}

TEST_CASE("the enrolment listener's figures follow those who come to it")
{
    EnrolmentOffice office;
    TestServer &server = office.server;
    const auto port = metricsPort(server);
    const auto page = [&] { return PrometheusPage(ask(port, get("/metrics")).body); };
    const auto now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
    CHECK(page().value("cortege_enrolment_connections") == 0);
    CHECK(page().value("cortege_enrolment_oldest_request_seconds") == 0);
    const Invitation invitation = office.invite();
    {
        QTcpSocket silent;
        silent.connectToHost(u"127.0.0.1"_s, invitation.enrolmentPort);
        REQUIRE(silent.waitForConnected());
        CHECK(waitFor([&] {
            const PrometheusPage seen = page();
            return seen.value("cortege_enrolment_connections") == 1
                && seen.value("cortege_enrolment_oldest_connection_seconds") > 0;
        }));
        silent.write("GET / HTTP/1.1\r\n\r\n");
        CHECK(waitFor([&] { return page().value("cortege_enrolment_refused_connections_total") == 1; }));
    }
    QTemporaryDir folder;
    const SystemClock clock;
    client::Enrolment enrolment(folder.filePath(u"poste"_s), clock);
    REQUIRE(enrolment.begin(invitation));
    REQUIRE(waitFor([&] { return enrolment.stage() == client::Enrolment::Stage::Waiting; }));
    CHECK(page().value("cortege_enrolment_requests_total{answer=\"pending\"}") >= 1);
    CHECK(waitFor([&] { return page().value("cortege_enrolment_requests_waiting") == 1; }));
    CHECK(page().value("cortege_enrolment_oldest_request_seconds") >= now);
    CHECK(ask(port, get("/health")).status == 200);
    office.issue();
    CHECK(waitFor([&] { return page().value("cortege_enrolment_requests_waiting") == 0; }));
    CHECK(page().value("cortege_enrolment_oldest_request_seconds") == 0);
}

TEST_CASE("systemd hears that the service is ready, alive, reloading and stopping")
{
    NotifySocket systemd;
    TestServer server;
    server.setVariable(u"NOTIFY_SOCKET"_s, QString::fromUtf8(systemd.path()));
    server.setVariable(u"WATCHDOG_USEC"_s, u"400000"_s);
    server.start();
    REQUIRE(waitFor([&] { return systemd.heard().count("WATCHDOG=1") >= 2; }));
    CHECK(systemd.heard().first() == "READY=1");
    reload(server, u"reloaded"_s);
    const auto saysAgain = [&] {
        const QByteArrayList &heard = systemd.heard();
        const auto reloading = std::ranges::find_if(
            heard, [](const QByteArray &one) { return one.startsWith("RELOADING=1\nMONOTONIC_USEC="); });
        return reloading != heard.end() && std::find(reloading, heard.end(), "READY=1") != heard.end();
    };
    CHECK(waitFor(saysAgain));
    CHECK(server.terminate() == 0);
    CHECK(systemd.heard().contains("STOPPING=1"));
    CHECK(server.logged(u"notify-failed"_s).isEmpty());
}

TEST_CASE("a new certificate is shown to those who come, and those who are there stay")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient live(server, agent);
    live.login();
    const QSslCertificate before = certificateSeenBy(live);

    server.authority().server(); // in the same files
    reload(server, u"reloaded"_s);
    const auto reply = live.call(newVisit());
    REQUIRE(reply);
    const auto answer = std::get<protocol::SavedAnswer>(*reply);
    CHECK(answer.version.sequence == 1);
    REQUIRE(answer.receipt); // of the certificate that everybody can ask for now
    CHECK(pki::checkSignature(
        contentOf(server.tls().certificateChain), signedText(answer.receipt->head), answer.receipt->signature));
    WireClient next(server, agent);
    next.login();
    const QSslCertificate renewed = certificateSeenBy(next);
    CHECK(renewed != before);
    CHECK(renewed == QSslCertificate(contentOf(server.tls().certificateChain)));

    write(server.tls().key, "no key at all");
    reload(server, u"reload-failed"_s);
    CHECK(server.logged(u"reload-failed"_s).last().value(u"detail"_s).toString().contains(server.tls().key));
    CHECK(live.saved(newVisit()).sequence == 2);
    WireClient third(server, agent);
    third.login();
    CHECK(certificateSeenBy(third) == renewed);
}

TEST_CASE("sessions end when nobody vouches for their certificate any more")
{
    TestServer server;
    server.start();
    TestAuthority other;
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient live(server, agent);
    live.login();
    const QString file = server.tls().clientAuthorities;
    const QByteArray own = contentOf(file);
    const QByteArray others = contentOf(other.path(u"authority/client-authorities.pem"_s));

    write(file, own + others);
    reload(server, u"reloaded"_s);
    CHECK(live.saved(newVisit()).sequence == 1);

    write(file, others);
    reload(server, u"reloaded"_s);
    CHECK(live.closeCodeAtEnd() == int(CloseCode::Revoked));
    CHECK(live.goodbyes() == std::vector { protocol::SessionEnded::Reason::Revoked });
    WireClient again(server, agent);
    REQUIRE(waitFor([&] { return again.isOver(); }));

    write(file, own);
    reload(server, u"reloaded"_s);
    WireClient back(server, agent);
    CHECK(back.login().lastSequence == 1);
}

TEST_CASE("a peer that never reads holds up the end for as long as was said, and nothing is lost by it")
{
    TestServer server;
    server.setOptions({ u"--drain"_s, u"2"_s });
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto deaf = server.person(u"Sourde Oreille"_s, Role::Consultation);
    RawPeer peer(server.port(), deaf);
    peer.socket().setReadBufferSize(1);
    peer.socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
    peer.socket().write(clientFrame(kText, protocol::encode(2, protocol::Request(protocol::SubscribeRequest { 0 }))));
    WireClient entry(server, agent);
    entry.login();
    constexpr int kSaves = 100; // more than the kernel takes for a peer that reads nothing
    EventRecord large = emptyRecord(EventKind::MovingDemonstration);
    large.subject = u"Marche"_s;
    for (int i = 0; i < cortege::limits::kRoutePoints; ++i)
        std::get<MovingDemonstration>(large.particulars)
            .route.push_back({ 5.3 + i * 1.234567891e-5, 43.2 + i * 1.345678912e-5 });
    for (int i = 0; i < kSaves; ++i)
        entry.saved(protocol::SaveRequest { RequestId::make(), EventId::make(), 0, large });
    QElapsedTimer elapsed;
    elapsed.start();
    CHECK(server.terminate() == 0);
    CHECK(elapsed.durationElapsed() >= 2s);
    CHECK(entry.goodbyes() == std::vector { protocol::SessionEnded::Reason::Stopping });
    CHECK(storage::SqliteJournalReader::open(server.database(), server.cipher()).value()->lastSequence().value()
        == kSaves);
}
