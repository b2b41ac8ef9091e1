#include <geodata/territory.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

QJsonObject toObject(const TerritorySource &source)
{
    return { { u"file"_s, source.file }, { u"sha256"_s, QString::fromLatin1(source.sha256) },
        { u"attribution"_s, source.attribution }, { u"records"_s, source.records }, { u"refused"_s, source.refused } };
}

std::optional<GeoBox> readBounds(const QJsonArray &numbers)
{
    if (numbers.size() != 4)
        return std::nullopt;
    const GeoBox box { { numbers[0].toDouble(NAN), numbers[1].toDouble(NAN) },
        { numbers[2].toDouble(NAN), numbers[3].toDouble(NAN) } };
    return isOnEarth(box.southWest) && isOnEarth(box.northEast) ? std::optional(box) : std::nullopt;
}

std::optional<Territory> readDescription(const QJsonObject &json)
{
    const auto bounds = readBounds(json.value("bounds"_L1).toArray());
    const auto built = fromIso(json.value("built"_L1).toString());
    const QJsonObject tiles = json.value("tiles"_L1).toObject();
    Territory territory;
    territory.name = json.value("name"_L1).toString();
    territory.attribution = json.value("attribution"_L1).toString();
    territory.minimumZoom = tiles.value("minimumZoom"_L1).toInt();
    territory.maximumZoom = tiles.value("maximumZoom"_L1).toInt();
    territory.pixels = tiles.value("pixels"_L1).toInt();
    if (!bounds || territory.name.isEmpty() || !built)
        return std::nullopt;
    territory.bounds = *bounds;
    territory.built = *built;
    const QJsonObject counts = json.value("counts"_L1).toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        territory.counts.insert(it.key(), it->toInteger());
    const QJsonObject parts = json.value("parts"_L1).toObject();
    for (auto it = parts.begin(); it != parts.end(); ++it)
        territory.parts.insert(it.key(), { (*it)["sha256"_L1].toString().toLatin1(), (*it)["bytes"_L1].toInteger() });
    const QJsonArray sources = json.value("sources"_L1).toArray();
    for (const QJsonValueConstRef source : sources)
        territory.sources.push_back({ source["file"_L1].toString(), source["sha256"_L1].toString().toLatin1(),
            source["attribution"_L1].toString(), source["records"_L1].toInteger(), source["refused"_L1].toInteger() });
    return territory;
}

} // namespace

Result<Territory> Territory::open(const QString &folder)
{
    QFile file(folder + u'/' + kDescription);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::NotFound, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (const int version = json.value("version"_L1).toInt(); version != kVersion)
        return fail(Failure::InvalidInput, u"%1: version %2, not %3"_s.arg(file.fileName()).arg(version).arg(kVersion));
    auto territory = readDescription(json);
    if (!territory)
        return fail(Failure::InvalidInput, u"%1: name, bounds or time are missing"_s.arg(file.fileName()));
    territory->folder = folder;
    return std::move(*territory);
}

QByteArray Territory::toJson() const
{
    QJsonArray sourceList;
    for (const TerritorySource &source : sources)
        sourceList.append(toObject(source));
    QJsonObject partList;
    for (auto it = parts.begin(); it != parts.end(); ++it)
        partList.insert(
            it.key(), QJsonObject { { u"sha256"_s, QString::fromLatin1(it->sha256) }, { u"bytes"_s, it->bytes } });
    QJsonObject countList;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        countList.insert(it.key(), it.value());
    const QJsonObject json { { u"version"_s, kVersion }, { u"name"_s, name },
        { u"bounds"_s,
            QJsonArray { bounds.southWest.longitude, bounds.southWest.latitude, bounds.northEast.longitude,
                bounds.northEast.latitude } },
        { u"attribution"_s, attribution }, { u"built"_s, toIso(built) },
        { u"tiles"_s,
            QJsonObject {
                { u"minimumZoom"_s, minimumZoom }, { u"maximumZoom"_s, maximumZoom }, { u"pixels"_s, pixels } } },
        { u"counts"_s, countList }, { u"sources"_s, sourceList }, { u"parts"_s, partList } };
    return QJsonDocument(json).toJson();
}

} // namespace cortege::geodata
