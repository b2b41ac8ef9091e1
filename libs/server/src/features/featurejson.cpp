#include "featurejson.h"

#include <domain/geojson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

bool isFlat(const QJsonValue &value) { return !value.isObject() && !value.isArray(); }

QJsonObject feature(const QString &id, const QJsonValue &geometry, const QJsonObject &properties)
{
    return { { u"type"_s, u"Feature"_s }, { u"id"_s, id }, { u"geometry"_s, geometry },
        { u"properties"_s, properties } };
}

} // namespace

QByteArray featureJson(const EventVersion &version)
{
    const QJsonObject whole = toFeature(version.record);
    const QJsonObject said = whole["properties"_L1].toObject();
    QJsonObject properties { { u"nature"_s, label(version.record.kind()) }, { u"etat"_s, jsonName(version.state) },
        { u"revision"_s, version.revision }, { u"recu"_s, toIso(version.recordedAt) } };
    for (const Field field : fieldsOf(version.record.kind())) {
        if (field == Field::Route || field == Field::Footprint)
            continue; // the geometry
        const QJsonValue value = said.value(jsonName(field));
        properties.insert(jsonName(field),
            value.isUndefined() ? QJsonValue(QJsonValue::Null)
                : isFlat(value) ? value
                                : QJsonValue(plainText(value)));
    }
    return compact(feature(version.id.toString(), whole["geometry"_L1], properties));
}

QByteArray featureJson(const FeaturePlace &place, const Fact &fact, const FactSource *source)
{
    const QJsonValue nothing(QJsonValue::Null);
    const bool isKnown = source && fact.category < source->categories.size();
    const FactCategory *const category = isKnown ? &source->categories[fact.category] : nullptr;
    const QJsonObject properties { { u"source"_s, source ? source->id.toString() : nothing },
        { u"nomSource"_s, source ? source->name : nothing }, { u"categorie"_s, category ? category->code : nothing },
        { u"libelle"_s, category ? category->label : nothing }, { u"poids"_s, double { fact.weight } },
        { u"debut"_s, fact.when ? toIso(fact.when->begin) : nothing },
        { u"fin"_s, fact.when ? toIso(fact.when->end) : nothing } };
    const QJsonObject point { { u"type"_s, u"Point"_s },
        { u"coordinates"_s, QJsonArray { fact.place.longitude, fact.place.latitude } } };
    return compact(feature(QString::fromLatin1(place.toString()), point, properties));
}

} // namespace cortege::server
