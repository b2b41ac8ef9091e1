#include <exchange/publication.h>

#include "publishers.h"

#include <exchange/csv.h>

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

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

/// The name by which GDAL and QGIS know a column with the geometry, without being told.
constexpr QLatin1StringView kGeometryColumn("WKT");

QString textOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        std::ranges::transform(value.toArray(), std::back_inserter(parts), textOf);
        return parts.join(u" ; "_s);
    }
    if (value.isObject())
        return value["texte"_L1].toString();
    return value.toVariant().toString();
}

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

QByteArray csv(std::span<const EventVersion> events, const Stamp &stamp)
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
        cells << wktOf(event.record);
        for (const auto &[name, value] : last)
            cells << harmlessCell(value);
        text += csvLine(cells, ';');
    }
    return text;
}

Result<> writeBeside(const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp)
{
    // GDAL writes in place; the old file goes only when the new one is whole.
    const QFileInfo target(path);
    const QTemporaryDir folder(target.absolutePath() + u"/.XXXXXX"_s);
    if (!folder.isValid())
        return fail(Failure::Unavailable, folder.errorString());
    const QString made = folder.filePath(target.fileName());
    if (auto done = writeLayers(made, form, events, stamp); !done)
        return done;
    std::error_code trouble;
    std::filesystem::rename(made.toStdU16String(), path.toStdU16String(), trouble); // over the old one in one step
    return trouble ? fail(Failure::Unavailable, QString::fromStdString(trouble.message())) : Result<>();
}

} // namespace

QString suffix(CopyForm form)
{
    static constexpr std::array<const char *, kCopyForms.size()> kSuffixes { "geojson", "gpkg", "csv", "kml", "ics" };
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
        columns.emplace_back(name, textOf(properties.value(name)));
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
        return write(path, csv(events, stamp));
    case CopyForm::ICalendar:
        return write(path, calendar(events, stamp));
    case CopyForm::GeoPackage:
    case CopyForm::Kml:
        return writeBeside(path, form, events, stamp);
    case CopyForm::EventSheet:
    case CopyForm::DaySheet:
        break;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace cortege::exchange
