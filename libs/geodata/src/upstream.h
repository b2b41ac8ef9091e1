#pragma once

#include "tiledesk.h"

#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

#include <memory>
#include <vector>

class QNetworkReply;

namespace cortege::geodata
{

/// A URL with {z}, {x} and {y} (or {-y}, counted northwards) in its path or query, checked once.
class UrlTemplate
{
public:
    /// InvalidInput: not http(s), no host, a place holder missing or in the host, a user name in it.
    static Result<UrlTemplate> parse(const QString &text);
    QUrl url(TileKey key) const;

private:
    explicit UrlTemplate(QString text) : m_text(std::move(text)) { }
    QString m_text;
};

/// Fetches from one host. A redirect to another one is an error, as is whatever is no picture.
class Upstream final : public TileProvider
{
public:
    /// `proxy`: see TileRelay::startProxy.
    Upstream(UrlTemplate urls, const QUrl &proxy);
    void fetch(TileKey key, Done done) override;

private:
    void finish(TileKey key, QNetworkReply *reply);

    UrlTemplate m_urls;
    QHash<TileKey, std::vector<Done>> m_waiting; ///< one request at a time for a tile
    QNetworkAccessManager m_network; ///< last: its replies end first
};

} // namespace cortege::geodata
