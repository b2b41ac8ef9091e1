#include <server/metricsaddress.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Result<std::pair<QHostAddress, quint16>> readAddressAndPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString address = text.left(colon);
    if (address.startsWith(u'[') && address.endsWith(u']')) // [::1]:7443
        address = address.sliced(1, address.size() - 2);
    bool good = false;
    const quint16 port = text.sliced(colon + 1).toUShort(&good);
    QHostAddress read;
    if (colon < 0 || !good || !read.setAddress(address))
        return fail(Failure::InvalidInput, u"%1: not an address and a port"_s.arg(text));
    return std::pair { read, port };
}

Result<MetricsAddress> readMetricsAddress(const QString &text)
{
    constexpr qsizetype kLongestPath = 100; // sun_path holds 108 bytes, and Qt makes the socket in a folder beside it
    if (text.startsWith("unix:"_L1)) {
        const QString path = text.sliced(5);
        if (!path.startsWith(u'/') || path.toUtf8().size() > kLongestPath)
            return fail(
                Failure::InvalidInput, u"%1: not a whole path of %2 bytes at most"_s.arg(text).arg(kLongestPath));
        return MetricsAddress { .path = path };
    }
    return readAddressAndPort(text).and_then([&](const auto &read) -> Result<MetricsAddress> {
        if (!read.first.isLoopback())
            return fail(Failure::InvalidInput, u"%1: not an address of this machine alone"_s.arg(text));
        return MetricsAddress { .path = {}, .address = read.first, .port = read.second };
    });
}

} // namespace cortege::server
