#include <exchange/publication.h>

#include "calendar.h"
#include "closures.h"

#include <exchange/columns.h>
#include <exchange/csv.h>
#include <exchange/vectorformats.h>

#include <domain/geojson.h>
#include <domain/validation.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <functional>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

/// The name by which GDAL and QGIS know a column with the geometry, without being told.
constexpr QLatin1StringView kGeometryColumn("WKT");

Result<> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(Failure::Unavailable, file.errorString());
    return {};
}

QByteArray geoJson(std::span<const EventVersion> events, const Stamp &stamp)
{
    QJsonArray features;
    for (const EventVersion &event : events)
        features.append(toFeature(event));
    QJsonObject collection { { u"type"_s, u"FeatureCollection"_s }, { u"features"_s, features } };
    QJsonObject extraction;
    for (const auto &[name, value] : stampColumns(stamp))
        extraction.insert(name, value);
    collection.insert(u"extraction"_s, extraction); // a foreign member, RFC 7946 §6.1
    return QJsonDocument(collection).toJson();
}

QByteArray csv(std::span<const EventVersion> events, const Stamp &stamp, const VectorFormats &formats)
{
    const Columns last = stampColumns(stamp);
    QByteArray text = "\xEF\xBB\xBF";
    QStringList names;
    for (const auto &[name, value] : columnsOfNothing())
        names << name;
    names << kGeometryColumn;
    for (const auto &[name, value] : last)
        names << name;
    text += csvLine(names, ';');
    for (const EventVersion &event : events) {
        QStringList cells;
        for (const auto &[name, value] : columnsOf(event))
            cells << harmlessCell(value);
        cells << formats.wktOf(event.record);
        for (const auto &[name, value] : last)
            cells << harmlessCell(value);
        text += csvLine(cells, ';');
    }
    return text;
}

Result<> writeBeside(
    const QString &path, const std::function<Result<>(const VectorFormats &, const QString &)> &writeTo)
{
    const auto formats = vectorFormats();
    if (!formats)
        return std::unexpected(formats.error());
    // GDAL writes in place; the old file goes only when the new one is whole.
    const QFileInfo target(path);
    const QTemporaryDir folder(target.absolutePath() + u"/.XXXXXX"_s);
    if (!folder.isValid())
        return fail(Failure::Unavailable, folder.errorString());
    const QString made = folder.filePath(target.fileName());
    if (auto done = writeTo(**formats, made); !done)
        return done;
    std::error_code trouble;
    std::filesystem::rename(made.toStdU16String(), path.toStdU16String(), trouble); // over the old one in one step
    return trouble ? fail(Failure::Unavailable, QString::fromStdString(trouble.message())) : Result<>();
}

} // namespace

QString suffix(CopyForm form)
{
    static constexpr std::array<const char *, kCopyForms.size()> kSuffixes { "geojson", "gpkg", "csv", "kml", "ics",
        "xml", "xml", "pdf", "pdf", "png", "pdf", "geojson", "gpkg", "json" };
    return QLatin1StringView(kSuffixes.at(static_cast<size_t>(form)));
}

Columns columnsOf(const EventVersion &event)
{
    const QJsonObject properties = toFeature(event.record).value("properties"_L1).toObject();
    Columns columns { { u"id"_s, event.id.toString() }, { u"revision"_s, QString::number(event.revision) },
        { u"etat"_s, jsonName(event.state) }, { u"nature"_s, label(event.record.kind()) },
        { u"auteur"_s, event.author.name }, { u"recu"_s, toIso(event.recordedAt) } };
    for (int i = 0; i <= static_cast<int>(Field::Theme); ++i) {
        const QLatin1StringView name = jsonName(static_cast<Field>(i));
        columns.emplace_back(name, plainText(properties.value(name)));
    }
    return columns;
}

Columns columnsOfNothing()
{
    return columnsOf({ EventId::make(), 0, 0, EventState::Active, { PersonId::make(), {} }, {}, {} });
}

Columns stampColumns(const Stamp &stamp)
{
    return { { u"finalite"_s, label(stamp.purpose) }, { u"extraitPar"_s, stamp.person },
        { u"extraitLe"_s, toIso(stamp.at) } };
}

Result<> publish(const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp)
{
    switch (form) {
    case CopyForm::GeoJson:
        return write(path, geoJson(events, stamp));
    case CopyForm::Csv:
        return vectorFormats().and_then(
            [&](const VectorFormats *formats) { return write(path, csv(events, stamp, *formats)); });
    case CopyForm::ICalendar:
        return write(path, calendar(events, stamp));
    case CopyForm::DatexII:
        return write(path, datexII(events, stamp));
    case CopyForm::Cifs:
        return write(path, cifs(events, stamp));
    case CopyForm::GeoPackage:
    case CopyForm::Kml:
        return writeBeside(path, [&](const VectorFormats &formats, const QString &made) {
            return formats.writeEvents(made, form, events, stamp);
        });
    default:
        break;
    }
    Q_UNREACHABLE_RETURN({});
}

ZoneColumns columnsOf(const PublishedZone &zone, const PublishedZones &all, const Stamp &stamp)
{
    ZoneColumns columns { { { u"zone"_s, zone.name }, { u"unite"_s, all.unit }, { u"parametres"_s, all.parameters },
                              { u"source"_s, all.source } },
        { { u"niveau_ha"_s, zone.level }, { u"maximum_ha"_s, zone.highest }, { u"quantite"_s, zone.amount },
            { u"surface_m2"_s, zone.area } } };
    const Columns last = stampColumns(stamp);
    columns.texts.insert(columns.texts.end(), last.begin(), last.end());
    return columns;
}

namespace
{

QJsonArray closed(const Ring &ring)
{
    QJsonArray points;
    for (const GeoPoint &point : ring)
        points.append(QJsonArray { point.longitude, point.latitude });
    if (!points.isEmpty())
        points.append(points.first());
    return points;
}

QByteArray zonesGeoJson(const PublishedZones &all, const Stamp &stamp)
{
    QJsonArray features;
    for (const PublishedZone &zone : all.zones) {
        QJsonArray rings { closed(zone.outline) };
        for (const Ring &hole : zone.holes)
            rings.append(closed(hole));
        QJsonObject properties;
        const ZoneColumns columns = columnsOf(zone, all, stamp);
        for (const auto &[name, value] : columns.texts)
            properties.insert(name, value);
        for (const auto &[name, value] : columns.numbers)
            properties.insert(name, value);
        features.append(QJsonObject { { u"type"_s, u"Feature"_s },
            { u"geometry"_s, QJsonObject { { u"type"_s, u"Polygon"_s }, { u"coordinates"_s, rings } } },
            { u"properties"_s, properties } });
    }
    return QJsonDocument(QJsonObject { { u"type"_s, u"FeatureCollection"_s }, { u"features"_s, features } }).toJson();
}

} // namespace

Result<> publishZones(const QString &path, CopyForm form, const PublishedZones &zones, const Stamp &stamp)
{
    if (form == CopyForm::ZonesGeoJson)
        return write(path, zonesGeoJson(zones, stamp));
    Q_ASSERT(form == CopyForm::ZonesGeoPackage);
    return writeBeside(path,
        [&](const VectorFormats &formats, const QString &made) { return formats.writeZones(made, zones, stamp); });
}

} // namespace cortege::exchange
