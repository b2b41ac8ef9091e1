#pragma once

#include "featuresrequest.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <span>

/// The pages of OGC API – Features that describe it, as JSON.
namespace cortege::server
{

/// {"href", "rel", "type", "title"}.
QJsonObject link(const QString &href, QLatin1StringView rel, QLatin1StringView type, const QString &title);

inline constexpr QLatin1StringView kJsonType { "application/json" };
inline constexpr QLatin1StringView kGeoJsonType { "application/geo+json" };
inline constexpr QLatin1StringView kOpenApiType { "application/vnd.oai.openapi+json;version=3.0" };
inline constexpr QLatin1StringView kCrs84 { "http://www.opengis.net/def/crs/OGC/1.3/CRS84" };

QJsonObject landingPage(const QString &origin);
QJsonObject conformancePage();
QJsonObject collectionPage(const QString &origin, FeatureCollection collection, const std::optional<GeoBox> &extent);
QJsonObject collectionsPage(const QString &origin, const QJsonArray &collections);
/// The definition of this API, in OpenAPI 3.0.
QJsonObject apiDefinition(const QString &origin, std::span<const FeatureCollection> collections);

} // namespace cortege::server
