#include <map/mapview.h>

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkProxyFactory>

namespace cortege::map
{
namespace
{

bool isLoopback(const QString &host)
{
    return host == QLatin1StringView("localhost") || QHostAddress(host).isLoopback();
}

class LocalRequests final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        // Sockets ask as well, and the platform is not on this machine: only what QNetworkAccessManager fetches is cut.
        if (query.queryType() != QNetworkProxyQuery::UrlRequest || isLoopback(query.peerHostName()))
            return { QNetworkProxy(QNetworkProxy::NoProxy) };
        // Nobody listens on the discard port; and a proxy gets the name, so that it is not even looked up.
        return { QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9) };
    }
};

} // namespace

void keepRequestsLocal() { QNetworkProxyFactory::setApplicationProxyFactory(new LocalRequests); }

} // namespace cortege::map
