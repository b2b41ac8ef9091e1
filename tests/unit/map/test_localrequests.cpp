#include <map/mapview.h>

#include <catch2/catch_test_macros.hpp>

#include <QtNetwork/QNetworkProxyFactory>

TEST_CASE("only what is fetched from other machines is cut, not the platform's socket")
{
    cortege::map::keepRequestsLocal();
    const auto proxyFor
        = [](const QNetworkProxyQuery &query) { return QNetworkProxyFactory::proxyForQuery(query).constFirst(); };
    const QNetworkProxy foreign = proxyFor(QNetworkProxyQuery(QUrl(QStringLiteral("https://tile.example/1/0/0.png"))));
    CHECK(foreign.type() == QNetworkProxy::HttpProxy);
    CHECK(foreign.hostName() == QStringLiteral("127.0.0.1"));
    CHECK(foreign.port() == 9);
    for (const auto *local : { "http://127.0.0.1:4711/t/1/0/0.png", "http://[::1]:4711/", "http://localhost:4711/" })
        CHECK(proxyFor(QNetworkProxyQuery(QUrl(QString::fromLatin1(local)))).type() == QNetworkProxy::NoProxy);
    CHECK(proxyFor(QNetworkProxyQuery(QStringLiteral("platform.example"), 8443)).type() == QNetworkProxy::NoProxy);
    QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
}
