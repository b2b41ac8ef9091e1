#include "connection.h"

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QTest>
#include <QtWebSockets/QWebSocketServer>

#include <support/records.h>
#include <support/testauthority.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::client;
using namespace Qt::StringLiterals;

namespace
{

bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 120'000); }

/// A platform that answers hello, and then sends all that it has at once.
class Flood
{
public:
    Flood(test::TestAuthority &authority, const QByteArray &news, int times)
        : m_server(u"flood"_s, QWebSocketServer::SecureMode), m_news(QString::fromUtf8(news)), m_times(times)
    {
        m_server.setSslConfiguration(test::wanted(pki::serverConfiguration(authority.server())));
        m_server.setSupportedSubprotocols({ protocol::kSubprotocol });
        REQUIRE(m_server.listen(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            m_peer.reset(m_server.nextPendingConnection());
            QObject::connect(m_peer.get(), &QWebSocket::textMessageReceived, m_peer.get(), [this] { answer(); });
        });
    }
    QUrl url() const { return m_server.serverUrl(); }

private:
    void answer()
    {
        const protocol::HelloAnswer hello { u"flood/1"_s, kAnnexeVersion, PersonId::make(), u"Claire"_s, u"DOPC"_s,
            Role::Entry, 0, SystemClock().now() };
        m_peer->sendTextMessage(QString::fromUtf8(protocol::encode(1, protocol::Answer(hello))));
        for (int i = 0; i < m_times; ++i)
            m_peer->sendTextMessage(m_news);
    }
    QWebSocketServer m_server;
    QString m_news;
    int m_times;
    std::unique_ptr<QWebSocket> m_peer;
};

QByteArray manyVersions()
{
    EventRecord record = test::visit(u"Visite"_s);
    record.description = QString(limits::kDescription, u'x');
    protocol::EventChanged changed;
    for (Sequence sequence = 1; sequence <= 50; ++sequence)
        changed.versions.push_back({ EventId::make(), 1, sequence, EventState::Active,
            { PersonId::make(), u"Claire (DOPC)"_s }, SystemClock().now(), record });
    return protocol::encode(protocol::Notification(changed));
}

} // namespace

TEST_CASE("however much the platform sends at once, only so much of it lies unread in memory, and all is read")
{
    test::TestAuthority authority;
    constexpr int kTimes = 250; // some 100 MB, and twice that as text
    Flood flood(authority, manyVersions(), kTimes);
    const auto person = authority.person(u"Claire"_s, Role::Entry);
    const SystemClock clock;
    Connection connection(
        flood.url(), test::wanted(pki::clientConfiguration(person.files)), u"test/1"_s, clock, Timing {});
    int read = 0;
    qsizetype most = 0;
    QObject::connect(&connection, &Connection::notified, &connection, [&] {
        ++read;
        most = std::max(most, connection.unreadBytes());
    });
    connection.start();
    REQUIRE(waitFor([&] { return read == kTimes; }));
    CHECK(most > 0);
    CHECK(most <= Connection::kUnreadLimit);
    CHECK(connection.unreadBytes() == 0);
}
