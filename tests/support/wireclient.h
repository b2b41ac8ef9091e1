#pragma once

#include "records.h"
#include "testserver.h"

#include <protocol/codec.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketHandshakeOptions>

#include <map>

/// A bare peer of the server: says what a test wants said, and keeps what it hears. Needs Qt6::WebSockets.
namespace cortege::test
{

inline constexpr int kPatience = 60'000; // under sanitizers, beside other tests

inline bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatience); }

class WireClient
{
public:
    using Reply = std::expected<protocol::Answer, protocol::WireError>;

    WireClient(const TestServer &server, const QSslConfiguration &tls) : WireClient(server.port(), tls) { }
    WireClient(quint16 port, const QSslConfiguration &tls)
    {
        m_socket.setSslConfiguration(tls);
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
            [this](const QString &text) { hear(text.toUtf8()); });
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket, [this](const QByteArray &bytes) {
            auto batch = protocol::decodeFactBatch(bytes);
            REQUIRE(batch);
            m_facts.push_back(std::move(*batch));
        });
        QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket, [this] { m_closed = true; });
        QObject::connect(&m_socket, &QWebSocket::errorOccurred, &m_socket, [this] { m_failed = true; });
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({ protocol::kSubprotocol });
        m_socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1").arg(port)), options);
    }
    WireClient(const TestServer &server, const TestPerson &person)
        : WireClient(server, *pki::clientConfiguration(person.files))
    {
    }

    /// Waits until it is connected and greeted.
    protocol::HelloAnswer login()
    {
        REQUIRE(waitFor([this] { return isConnected() || isOver(); }));
        const Reply reply = call(kHello);
        REQUIRE(reply);
        return std::get<protocol::HelloAnswer>(*reply);
    }
    static inline const protocol::HelloRequest kHello { QStringLiteral("test/1"), kAnnexeVersion };

    protocol::MessageId send(const protocol::Request &request)
    {
        m_socket.sendTextMessage(QString::fromUtf8(protocol::encode(++m_lastId, request)));
        return m_lastId;
    }
    Reply wait(protocol::MessageId id)
    {
        const bool answered = waitFor([&] { return m_replies.contains(id) || isOver(); });
        INFO("closed with " << closeCode());
        REQUIRE(answered);
        REQUIRE(m_replies.contains(id));
        return std::move(m_replies.extract(id).mapped());
    }
    Reply call(const protocol::Request &request) { return wait(send(request)); }
    /// The error code of a call that must fail.
    protocol::ErrorCode refusal(const protocol::Request &request)
    {
        const Reply reply = call(request);
        REQUIRE_FALSE(reply);
        return reply.error().code;
    }
    EventVersion saved(const protocol::Request &request)
    {
        const Reply reply = call(request);
        INFO((reply ? std::string() : reply.error().message.toStdString()));
        REQUIRE(reply);
        return std::get<protocol::SavedAnswer>(*reply).version;
    }
    int closeCodeAtEnd()
    {
        REQUIRE(waitFor([this] { return isOver(); }));
        return closeCode();
    }

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isOver() const { return m_closed || (m_failed && !isConnected()); }
    int closeCode() const { return m_socket.closeCode(); }
    bool has(protocol::MessageId id) const { return m_replies.contains(id); }
    const std::map<protocol::MessageId, Reply> &replies() const { return m_replies; }
    const std::vector<EventVersion> &news() const { return m_news; }
    std::vector<protocol::SessionEnded::Reason> goodbyes() const { return m_goodbyes; }
    const std::vector<ConventionStatus> &conventions() const { return m_conventions; } ///< as they changed
    const std::vector<protocol::FactBatch> &facts() const { return m_facts; }
    const std::vector<std::vector<KnownSource>> &sourceLists() const { return m_sourceLists; } ///< as they changed
    QWebSocket &socket() { return m_socket; }

private:
    void hear(const QByteArray &bytes)
    {
        auto message = protocol::decodeFromServer(bytes);
        REQUIRE(message);
        if (auto *answer = std::get_if<protocol::IncomingAnswer>(&*message)) {
            m_replies.insert_or_assign(answer->id, std::move(answer->answer));
            return;
        }
        auto &notification = std::get<protocol::Notification>(*message);
        if (auto *changed = std::get_if<protocol::EventChanged>(&notification))
            std::ranges::move(changed->versions, std::back_inserter(m_news));
        else if (auto *convention = std::get_if<protocol::ConventionChanged>(&notification))
            m_conventions.push_back(convention->convention);
        else if (auto *sources = std::get_if<protocol::FactSourcesChanged>(&notification))
            m_sourceLists.push_back(std::move(sources->sources));
        else
            m_goodbyes.push_back(std::get<protocol::SessionEnded>(notification).reason);
    }

    QWebSocket m_socket;
    protocol::MessageId m_lastId = 0;
    std::map<protocol::MessageId, Reply> m_replies;
    std::vector<EventVersion> m_news;
    std::vector<protocol::SessionEnded::Reason> m_goodbyes;
    std::vector<ConventionStatus> m_conventions;
    std::vector<protocol::FactBatch> m_facts;
    std::vector<std::vector<KnownSource>> m_sourceLists;
    bool m_closed = false;
    bool m_failed = false;
};

inline protocol::SaveRequest newVisit(const QString &subject = QStringLiteral("Visite"))
{
    return { RequestId::make(), EventId::make(), 0, visit(subject) };
}

} // namespace cortege::test
