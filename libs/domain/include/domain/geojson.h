#pragma once

#include <domain/event.h>
#include <domain/json.h>
#include <domain/result.h>
#include <domain/validation.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include <expected>
#include <vector>

/// Events as GeoJSON (RFC 7946): a Feature with the annexe 1 fields as properties, in French as in the annexe, and the
/// route (LineString), the footprint (Polygon) or the located addresses (MultiPoint) as geometry. The published JSON
/// Schema is resources/annexe1.schema.json; docs/protocol.md shows examples. Coordinates are WGS 84, longitude first.
namespace cortege
{

/// The values of "nature" ("manifestationDeambulatoire" …) and of "etat" in "journal" ("active", "annulee",
/// "effacee").
QLatin1StringView jsonName(EventKind kind);
std::optional<EventKind> kindFromJsonName(QStringView name);
QLatin1StringView jsonName(EventState state);

/// A Feature without journal properties: what a client sends and what the journal keeps. Compact, in UTF-8.
QByteArray featureText(const EventRecord &record);
/// A Feature with its id and, in "journal", revision, sequence, state, author and time. Of an erased one, geometry and
/// properties are null.
QByteArray featureText(const EventVersion &version);
/// The same by somebody who has the record's text already.
QByteArray featureText(const EventVersion &version, QByteArrayView recordText);

/// All that is wrong with a Feature, one issue per field; unknown properties are refused ("WrongType" at no field is an
/// `Error`). Never throws, whatever the input. Checks `validate` as well.
struct Unreadable {
    std::vector<FieldIssue> issues; ///< empty when the fault is not in one field
    QString detail; ///< for the log, in English
};
std::expected<EventRecord, Unreadable> recordFromFeature(JsonValue feature);
/// A record that was accepted once. The rules may have become stricter since: it is read as it was accepted, as long as
/// it `isSound`; limits, forbidden characters and the like are for what comes in new.
std::expected<EventRecord, Unreadable> keptRecordFromFeature(JsonValue feature);
/// A version of the journal, its record read as `keptRecordFromFeature` does.
Result<EventVersion> versionFromFeature(JsonValue feature);

/// For those who have other JSON around it; slower, because each is a text in between.
QJsonObject toFeature(const EventRecord &record);
QJsonObject toFeature(const EventVersion &version);
std::expected<EventRecord, Unreadable> recordFromFeature(const QJsonObject &feature);
std::expected<EventRecord, Unreadable> keptRecordFromFeature(const QJsonObject &feature);
Result<EventVersion> versionFromFeature(const QJsonObject &feature);

/// One of the properties as one text, for tables: addresses by their texts, several of them with " ; " between.
QString plainText(const QJsonValue &property);

QByteArray toFeatureCollection(const std::vector<EventVersion> &versions);

} // namespace cortege
