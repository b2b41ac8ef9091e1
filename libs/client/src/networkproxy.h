#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>

namespace cortege::client
{

/// As Profile::proxy says. Always one of the two: a program may forbid its map to reach foreign hosts by an application
/// proxy, which the platform is not to come under.
inline QNetworkProxy networkProxy(const QUrl &proxy)
{
    return proxy.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy)
                           : QNetworkProxy(QNetworkProxy::HttpProxy, proxy.host(), static_cast<quint16>(proxy.port()));
}

} // namespace cortege::client
