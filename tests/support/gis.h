#pragma once

#include "testserver.h"
#include "wireclient.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QSslSocket>

/// A geographic information system of the platform: OGC API – Features by HTTPS, with a person's certificate.
namespace cortege::test
{

inline quint16 featuresPort(const TestServer &server)
{
    const QJsonObject listening = server.logged(QStringLiteral("listening")).first();
    return static_cast<quint16>(listening.value(QStringLiteral("featuresPort")).toInt());
}

struct GisAnswer {
    int status = 0; ///< 0: the connection ended without one
    QByteArray head;
    QByteArray body;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

class Gis
{
public:
    Gis(quint16 port, const QSslConfiguration &tls) : m_port(port), m_tls(tls) { }
    Gis(const TestServer &server, const TestPerson &person)
        : Gis(featuresPort(server), *pki::clientConfiguration(person.files))
    {
    }

    QString origin() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    /// What the server answers to these bytes before it closes.
    GisAnswer say(const QByteArray &request) const
    {
        QSslSocket socket;
        socket.setSslConfiguration(m_tls);
        QByteArray heard;
        bool isOver = false;
        QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] { heard += socket.readAll(); });
        QObject::connect(&socket, &QAbstractSocket::disconnected, &socket, [&] { isOver = true; });
        QObject::connect(&socket, &QAbstractSocket::errorOccurred, &socket, [&] { isOver = true; });
        QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&] { socket.write(request); });
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
        REQUIRE(waitFor([&] { return isOver; }));
        heard += socket.readAll();
        const qsizetype end = heard.indexOf("\r\n\r\n");
        if (end < 0)
            return {};
        REQUIRE(heard.startsWith("HTTP/1.1 "));
        GisAnswer answer { heard.sliced(9, 3).toInt(), heard.first(end), heard.sliced(end + 4) };
        CHECK(answer.head.contains("Content-Length: " + QByteArray::number(answer.body.size())));
        return answer;
    }
    GisAnswer get(const QByteArray &target) const
    {
        return say("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n\r\n");
    }
    /// A page that is there.
    QJsonObject page(const QByteArray &target) const
    {
        const GisAnswer answer = get(target);
        INFO(target.toStdString() << ": " << answer.body.toStdString());
        REQUIRE(answer.status == 200);
        const QJsonObject page = answer.json();
        REQUIRE_FALSE(page.isEmpty());
        return page;
    }
    /// Of a link to this server.
    QByteArray targetOf(const QString &href) const
    {
        INFO(href.toStdString());
        REQUIRE(href.startsWith(origin() + u'/'));
        return href.sliced(origin().size()).toLatin1();
    }
    static QString linkOf(const QJsonObject &page, const QString &rel)
    {
        for (const auto &link : page[QStringLiteral("links")].toArray()) {
            if (link[QStringLiteral("rel")].toString() == rel)
                return link[QStringLiteral("href")].toString();
        }
        return {};
    }
    /// The features of that page and of all that follow it by their links.
    QJsonArray all(QByteArray target) const
    {
        QJsonArray features;
        while (!target.isEmpty()) {
            const QJsonObject one = page(target);
            const QJsonArray its = one[QStringLiteral("features")].toArray();
            CHECK(one[QStringLiteral("numberReturned")].toInt() == its.size());
            for (const auto &feature : its)
                features << feature;
            const QString next = linkOf(one, QStringLiteral("next"));
            target = next.isEmpty() ? QByteArray() : targetOf(next);
        }
        return features;
    }

private:
    const quint16 m_port;
    const QSslConfiguration m_tls;
};

} // namespace cortege::test
