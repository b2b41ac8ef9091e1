#include "upstream.h"

#include "images.h"

#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

#include <chrono>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace
{

constexpr auto kPatience = 10s;
constexpr int kRedirects = 3;
constexpr qint64 kTileBytesLimit = qint64 { 4 } * 1024 * 1024;

// The application's own proxy factory cuts Qt Location off from the world; this manager alone may leave, through the
// workstation's proxy where there is one.
class WorkstationProxy final : public QNetworkProxyFactory
{
public:
    explicit WorkstationProxy(QUrl named) : m_named(std::move(named)) { }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (QHostAddress(query.peerHostName()).isLoopback())
            return { QNetworkProxy::NoProxy };
        if (!m_named.isEmpty())
            return { { QNetworkProxy::HttpProxy, m_named.host(), static_cast<quint16>(m_named.port()) } };
        return systemProxyForQuery(query);
    }

private:
    const QUrl m_named;
};

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(kPatience);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(kRedirects);
    request.setDecompressedSafetyCheckThreshold(kTileBytesLimit);
    for (const auto attribute : { QNetworkRequest::CookieLoadControlAttribute,
             QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::AuthenticationReuseAttribute })
        request.setAttribute(attribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "image/png,image/jpeg,image/webp");
    request.setRawHeader("User-Agent", "Cortege/" CORTEGE_VERSION);
    return request;
}

bool saysAbsent(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ContentNotFoundError || error == QNetworkReply::ContentGoneError;
}

Result<QByteArray> outcome(QNetworkReply *reply)
{
    if (saysAbsent(reply->error()))
        return fail(Failure::NotFound);
    if (reply->error() != QNetworkReply::NoError)
        return fail(Failure::Unavailable, reply->errorString());
    QByteArray bytes = reply->read(kTileBytesLimit + 1);
    if (bytes.size() > kTileBytesLimit)
        return fail(Failure::TooLarge, u"a tile over %1 bytes"_s.arg(kTileBytesLimit));
    if (!imageType(bytes)) // 204 and empty files say "nothing here" on some servers
        return fail(bytes.isEmpty() ? Failure::NotFound : Failure::Corrupt, u"no picture"_s);
    return bytes;
}

} // namespace

Result<UrlTemplate> UrlTemplate::parse(const QString &text)
{
    const auto refuse = [&text](const QString &why) { return fail(Failure::InvalidInput, u"%1: %2"_s.arg(text, why)); };
    for (const auto &holder : { u"{z}"_s, u"{x}"_s }) {
        if (text.count(holder) != 1)
            return refuse(u"%1 once is needed"_s.arg(holder));
    }
    if (text.count(u"{y}"_s) + text.count(u"{-y}"_s) != 1)
        return refuse(u"{y} or {-y} once is needed"_s);
    UrlTemplate urls(text);
    const QUrl one = urls.url({ 1, 0, 0 });
    const QUrl other = urls.url({ 4, 8, 9 });
    if (!one.isValid() || (one.scheme() != "https"_L1 && one.scheme() != "http"_L1) || one.host().isEmpty())
        return refuse(u"not an http or https address"_s);
    if (!one.userInfo().isEmpty())
        return refuse(u"a user name in the address"_s);
    if (one.scheme() != other.scheme() || one.authority() != other.authority())
        return refuse(u"a place holder in the host"_s);
    if (one.path() == other.path() && one.query() == other.query())
        return refuse(u"place holders outside path and query"_s);
    return urls;
}

QUrl UrlTemplate::url(TileKey key) const
{
    QString text = m_text;
    text.replace(u"{z}"_s, QString::number(key.zoom));
    text.replace(u"{x}"_s, QString::number(key.x));
    text.replace(u"{y}"_s, QString::number(key.y));
    text.replace(u"{-y}"_s, QString::number((1 << key.zoom) - 1 - key.y));
    return QUrl(text, QUrl::StrictMode);
}

Upstream::Upstream(UrlTemplate urls, const QUrl &proxy) : m_urls(std::move(urls))
{
    m_network.setProxyFactory(new WorkstationProxy(proxy));
}

void Upstream::fetch(TileKey key, Done done)
{
    std::vector<Done> &waiting = m_waiting[key];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1)
        return;
    QNetworkReply *reply = m_network.get(requestFor(m_urls.url(key)));
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > kTileBytesLimit)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, &m_network, [this, key, reply] { finish(key, reply); });
}

void Upstream::finish(TileKey key, QNetworkReply *reply)
{
    reply->deleteLater();
    const Result<QByteArray> result = outcome(reply);
    for (const Done &done : m_waiting.take(key))
        done(result);
}

} // namespace cortege::geodata
