#pragma once

#include <domain/result.h>

#include <QtNetwork/QHostAddress>

namespace cortege::server
{

/// Where figures and health can be asked for: on this machine only, because nobody is asked who he is there.
struct MetricsAddress {
    QString path {}; ///< of a unix socket; empty: TCP
    QHostAddress address {};
    quint16 port = 0; ///< 0: any free one
    friend bool operator==(const MetricsAddress &, const MetricsAddress &) = default;
};

/// "127.0.0.1:9464", "[::1]:9464", "unix:/run/cortege/metrics". InvalidInput for anything else, and for an address that
/// other machines reach.
Result<MetricsAddress> readMetricsAddress(const QString &text);
/// "ADDRESS:PORT", the address of IPv6 in brackets or not. InvalidInput with the text.
Result<std::pair<QHostAddress, quint16>> readAddressAndPort(const QString &text);

} // namespace cortege::server
