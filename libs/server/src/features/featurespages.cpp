#include "featurespages.h"

#include <QtCore/QJsonArray>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QLatin1StringView kConformance { "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" };

QString use()
{
    return u"Usage strictement interne à la plateforme (convention, articles 6 et 8) ; chaque lecture est notée."_s;
}

QString titleOf(FeatureCollection collection)
{
    const auto kind = kindOf(collection);
    return kind ? label(*kind) : u"Faits d’autres sources"_s;
}

/// "$ref" into the definition's own components.
QJsonObject reference(const QString &what) { return { { u"$ref"_s, u"#/components/"_s + what } }; }

QJsonObject parameter(const QString &name, const QString &where, const QString &description, const QJsonObject &schema)
{
    QJsonObject made { { u"name"_s, name }, { u"in"_s, where }, { u"description"_s, description },
        { u"required"_s, where == u"path" }, { u"schema"_s, schema } };
    if (where == u"query") {
        made.insert(u"style"_s, u"form"_s);
        made.insert(u"explode"_s, false);
    }
    return made;
}

QJsonObject parameters(std::span<const FeatureCollection> collections)
{
    QJsonArray names;
    for (const FeatureCollection one : collections)
        names << QString(name(one));
    const QJsonObject text { { u"type"_s, u"string"_s } };
    return {
        { u"collectionId"_s,
            parameter(
                u"collectionId"_s, u"path"_s, u"Collection."_s, { { u"type"_s, u"string"_s }, { u"enum"_s, names } }) },
        { u"featureId"_s, parameter(u"featureId"_s, u"path"_s, u"Identifiant de l’objet."_s, text) },
        { u"limit"_s,
            parameter(u"limit"_s, u"query"_s, u"Objets dans une page."_s,
                { { u"type"_s, u"integer"_s }, { u"minimum"_s, 1 }, { u"maximum"_s, kFeaturesMost },
                    { u"default"_s, kFeaturesDefault } }) },
        { u"bbox"_s,
            parameter(u"bbox"_s, u"query"_s, u"Ouest, sud, est, nord, en degrés WGS 84 ; avec ou sans hauteurs."_s,
                { { u"type"_s, u"array"_s }, { u"minItems"_s, 4 }, { u"maxItems"_s, 6 },
                    { u"items"_s, QJsonObject { { u"type"_s, u"number"_s } } } }) },
        { u"datetime"_s,
            parameter(
                u"datetime"_s, u"query"_s, u"Instant RFC 3339, ou intervalle : début/fin, ../fin, début/.."_s, text) },
        { u"after"_s,
            parameter(u"after"_s, u"query"_s, u"Suite d’une page : tel que dans son lien « next »."_s, text) },
        { u"f"_s,
            parameter(u"f"_s, u"query"_s, u"La seule forme : json."_s,
                { { u"type"_s, u"string"_s }, { u"enum"_s, QJsonArray { u"json"_s } } }) },
    };
}

QJsonObject operation(const QString &id, const QString &summary, const QStringList &parameters, QLatin1StringView type)
{
    QJsonArray taken { reference(u"parameters/f"_s) };
    for (const QString &one : parameters)
        taken << reference(u"parameters/"_s + one);
    const QJsonObject good { { u"description"_s, summary },
        { u"content"_s,
            QJsonObject { { type, QJsonObject { { u"schema"_s, QJsonObject { { u"type"_s, u"object"_s } } } } } } } };
    QJsonObject responses { { u"200"_s, good } };
    for (const QString &status : { u"400"_s, u"403"_s, u"404"_s, u"429"_s, u"500"_s, u"503"_s })
        responses.insert(status, reference(u"responses/problem"_s));
    return { { u"get"_s,
        QJsonObject { { u"operationId"_s, id }, { u"summary"_s, summary }, { u"parameters"_s, taken },
            { u"responses"_s, responses } } } };
}

} // namespace

QJsonObject link(const QString &href, QLatin1StringView rel, QLatin1StringView type, const QString &title)
{
    return { { u"href"_s, href }, { u"rel"_s, QString(rel) }, { u"type"_s, QString(type) }, { u"title"_s, title } };
}

QJsonObject landingPage(const QString &origin)
{
    return { { u"title"_s, u"Cortège"_s }, { u"description"_s, u"Événements et faits de la plateforme. "_s + use() },
        { u"links"_s,
            QJsonArray { link(origin + u'/', "self"_L1, kJsonType, u"Cette page"_s),
                link(origin + u"/api"_s, "service-desc"_L1, kOpenApiType, u"Définition de l’interface"_s),
                link(origin + u"/conformance"_s, "conformance"_L1, kJsonType, u"Classes de conformité"_s),
                link(origin + u"/collections"_s, "data"_L1, kJsonType, u"Collections"_s) } } };
}

QJsonObject conformancePage()
{
    QJsonArray classes;
    for (const auto one : { "core"_L1, "oas30"_L1, "geojson"_L1 })
        classes << kConformance + one;
    return { { u"conformsTo"_s, classes } };
}

QJsonObject collectionPage(const QString &origin, FeatureCollection collection, const std::optional<GeoBox> &extent)
{
    const QString here = origin + u"/collections/"_s + name(collection);
    QJsonObject page { { u"id"_s, QString(name(collection)) }, { u"title"_s, titleOf(collection) },
        { u"description"_s, use() }, { u"itemType"_s, u"feature"_s }, { u"crs"_s, QJsonArray { QString(kCrs84) } },
        { u"links"_s,
            QJsonArray { link(here, "self"_L1, kJsonType, titleOf(collection)),
                link(here + u"/items"_s, "items"_L1, kGeoJsonType, titleOf(collection)) } } };
    if (extent) {
        const QJsonArray box { extent->southWest.longitude, extent->southWest.latitude, extent->northEast.longitude,
            extent->northEast.latitude };
        const QJsonObject spatial { { u"bbox"_s, QJsonArray { box } }, { u"crs"_s, QString(kCrs84) } };
        page.insert(u"extent"_s, QJsonObject { { u"spatial"_s, spatial } });
    }
    return page;
}

QJsonObject collectionsPage(const QString &origin, const QJsonArray &collections)
{
    return { { u"links"_s, QJsonArray { link(origin + u"/collections"_s, "self"_L1, kJsonType, u"Collections"_s) } },
        { u"collections"_s, collections } };
}

QJsonObject apiDefinition(const QString &origin, std::span<const FeatureCollection> collections)
{
    const QString collection = u"/collections/{collectionId}"_s;
    const QJsonObject paths {
        { u"/"_s, operation(u"getLandingPage"_s, u"Page d’accueil"_s, {}, kJsonType) },
        { u"/conformance"_s, operation(u"getConformanceDeclaration"_s, u"Classes de conformité"_s, {}, kJsonType) },
        { u"/collections"_s, operation(u"getCollections"_s, u"Collections"_s, {}, kJsonType) },
        { collection, operation(u"describeCollection"_s, u"Une collection"_s, { u"collectionId"_s }, kJsonType) },
        { collection + u"/items"_s,
            operation(u"getFeatures"_s, u"Objets d’une collection"_s,
                { u"collectionId"_s, u"limit"_s, u"bbox"_s, u"datetime"_s, u"after"_s }, kGeoJsonType) },
        { collection + u"/items/{featureId}"_s,
            operation(u"getFeature"_s, u"Un objet"_s, { u"collectionId"_s, u"featureId"_s }, kGeoJsonType) },
    };
    const QJsonObject schema { { u"schema"_s, QJsonObject { { u"type"_s, u"object"_s } } } };
    const QJsonObject problem { { u"description"_s, u"Pourquoi la demande est refusée (RFC 9457)"_s },
        { u"content"_s, QJsonObject { { u"application/problem+json"_s, schema } } } };
    return { { u"openapi"_s, u"3.0.3"_s },
        { u"info"_s,
            QJsonObject { { u"title"_s, u"Cortège"_s }, { u"version"_s, QStringLiteral(CORTEGE_VERSION) },
                { u"description"_s, use() } } },
        { u"servers"_s, QJsonArray { QJsonObject { { u"url"_s, origin } } } }, { u"paths"_s, paths },
        { u"components"_s,
            QJsonObject { { u"parameters"_s, parameters(collections) },
                { u"responses"_s, QJsonObject { { u"problem"_s, problem } } } } } };
}

} // namespace cortege::server
