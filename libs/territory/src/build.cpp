#include "checksum.h"
#include "painter.h"

#include <geodata/gazetteer.h>
#include <geodata/streetnetwork.h>
#include <geodata/tilesource.h>
#include <territory/build.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <map>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::Territory;
namespace
{

std::unexpected<Error> unwritable(const QString &path)
{
    return fail(Failure::Unavailable, u"%1 cannot be written"_s.arg(path));
}

std::optional<GeoBox> joined(const std::optional<GeoBox> &a, const std::optional<GeoBox> &b)
{
    if (!a || !b)
        return a ? a : b;
    return boundingBox({ a->southWest, a->northEast, b->southWest, b->northEast });
}

std::vector<GeoPoint> pointsOf(const std::vector<geodata::Street> &streets)
{
    std::vector<GeoPoint> points;
    for (const geodata::Street &street : streets)
        points.insert(points.end(), street.line.begin(), street.line.end());
    return points;
}
std::vector<GeoPoint> outlinesOf(const std::vector<geodata::Area> &areas, geodata::AreaKind kind)
{
    std::vector<GeoPoint> points;
    for (const geodata::Area &area : areas) {
        if (area.kind == kind)
            points.insert(points.end(), area.rings.front().begin(), area.rings.front().end());
    }
    return points;
}
std::vector<GeoPoint> positionsOf(const auto &things)
{
    std::vector<GeoPoint> points;
    points.reserve(things.size());
    for (const auto &thing : things)
        points.push_back(thing.position);
    return points;
}
double degreesOf(const std::optional<GeoBox> &box)
{
    return box
        ? (box->northEast.longitude - box->southWest.longitude) * (box->northEast.latitude - box->southWest.latitude)
        : 0;
}

/// What the sources say that they cover, with the addresses; and the quarters, or the streets where these reach much
/// further. Streets of the neighbours do not make a city wider.
std::optional<GeoBox> boundsOf(const Features &features, const std::optional<GeoBox> &stated)
{
    const auto covered = joined(stated, boundingBox(positionsOf(features.numbers)));
    const auto quarters = boundingBox(outlinesOf(features.areas, geodata::AreaKind::Quarter));
    const auto streets = stated ? std::nullopt : boundingBox(pointsOf(features.streets));
    const auto all = joined(covered, degreesOf(quarters) * 2 >= degreesOf(streets) ? quarters : streets);
    return all ? all : boundingBox(positionsOf(features.places));
}

bool touches(const std::vector<GeoPoint> &points, const GeoBox &box)
{
    const auto own = boundingBox(points);
    return own && own->southWest.longitude <= box.northEast.longitude
        && own->northEast.longitude >= box.southWest.longitude && own->southWest.latitude <= box.northEast.latitude
        && own->northEast.latitude >= box.southWest.latitude;
}

GeoBox around(const GeoBox &box)
{
    const double width = (box.northEast.longitude - box.southWest.longitude) / 4;
    const double height = (box.northEast.latitude - box.southWest.latitude) / 4;
    return { { box.southWest.longitude - width, box.southWest.latitude - height },
        { box.northEast.longitude + width, box.northEast.latitude + height } };
}

void keepWithin(Features &features, const GeoBox &box)
{
    const auto outside = [&](const auto &thing) { return !touches({ thing.position }, box); };
    std::erase_if(features.streets, [&](const geodata::Street &street) { return !touches(street.line, box); });
    std::erase_if(features.areas, [&](const geodata::Area &area) { return !touches(area.rings.front(), box); });
    std::erase_if(features.numbers, outside);
    std::erase_if(features.places, outside);
    std::erase_if(features.streetCentres, outside);
}

// A street of which there are lines needs no centre beside them.
void dropKnownCentres(Features &features)
{
    constexpr double kSameStreet = 1500; // metres; a long street's centre may lie far from its nearest stretch's ends
    std::multimap<QString, GeoPoint> known;
    for (const geodata::Street &street : features.streets) {
        if (!street.name.isEmpty())
            known.emplace(street.name.toCaseFolded(), street.line[street.line.size() / 2]);
    }
    std::erase_if(features.streetCentres, [&](const geodata::NamedPlace &centre) {
        const auto [first, last] = known.equal_range(centre.name.toCaseFolded());
        return std::any_of(
            first, last, [&](const auto &one) { return distanceMetres(one.second, centre.position) < kSameStreet; });
    });
}

QByteArray fingerprintOf(const std::vector<Source> &sources, const BuildOptions &options, const GeoBox &bounds)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (size_t i = 0; i < sources.size(); ++i) {
        const Role &role = options.sources[i].role;
        hash.addData(sources[i].sha256 + ' ' + QByteArray::number(int(role.kind)) + ' '
            + QByteArray::number(int(role.area)) + ' ' + QFileInfo(options.sources[i].path).fileName().toUtf8() + '\n');
    }
    for (const double edge : { bounds.southWest.longitude, bounds.southWest.latitude, bounds.northEast.longitude,
             bounds.northEast.latitude })
        hash.addData(QByteArray::number(edge, 'g', 17) + ' ');
    return hash.result().toHex();
}

QString attributionOf(const std::vector<Source> &sources, const BuildOptions &options)
{
    QStringList all = options.attributions;
    for (const Source &source : sources)
        all << source.attribution;
    all.removeAll(QString());
    all.removeDuplicates();
    return all.join(u", "_s);
}

/// The folder that is being built, beside the one that it will replace.
class Workplace
{
public:
    explicit Workplace(const QString &folder) : m_final(QDir::cleanPath(folder)), m_work(m_final + u".partial"_s) { }

    Result<> open()
    {
        if (QFileInfo::exists(m_final) && !QFileInfo::exists(m_final + u'/' + Territory::kDescription)
            && !QDir(m_final).isEmpty())
            return fail(Failure::Conflict, u"%1 is there and is no territory"_s.arg(m_final));
        if (!QDir().mkpath(m_work))
            return unwritable(m_work);
        // The tiles of the territory that is there may be of use; what is to be replaced stays as it is until then.
        const QString before = m_final + u'/' + Territory::kTiles;
        if (!QFile::exists(path(Territory::kTiles)) && QFile::exists(before)
            && !QFile::copy(before, path(Territory::kTiles)))
            return unwritable(path(Territory::kTiles));
        return {};
    }
    QString path(QLatin1StringView part) const { return m_work + u'/' + part; }

    Result<> publish()
    {
        if (!QFileInfo::exists(m_final))
            return QDir().rename(m_work, m_final) ? Result<>() : unwritable(m_final);
        // Whoever opens the folder meanwhile finds the old territory or the new one.
        if (renameat2(AT_FDCWD, QFile::encodeName(m_work).constData(), AT_FDCWD, QFile::encodeName(m_final).constData(),
                RENAME_EXCHANGE)
            != 0)
            return unwritable(m_final);
        QDir(m_work).removeRecursively();
        return {};
    }
    const QString &folder() const { return m_final; }

private:
    QString m_final;
    QString m_work;
};

Result<> writeGazetteer(const Features &features, const QString &path)
{
    geodata::GazetteerWriter writer;
    for (const geodata::Area &area : features.areas)
        writer.add(area);
    for (const geodata::Street &street : features.streets)
        writer.add(street);
    for (const geodata::HouseNumber &number : features.numbers)
        writer.add(number);
    for (const geodata::NamedPlace &place : features.places)
        writer.add(place);
    // The quarters' own spelling, where there are quarters; an index writes in capitals.
    const bool quarters = std::ranges::any_of(
        features.areas, [](const geodata::Area &area) { return area.kind == geodata::AreaKind::Quarter; });
    for (const geodata::NamedPlace &known : features.streetCentres) {
        geodata::NamedPlace centre = known;
        if (quarters)
            centre.district.clear();
        if (centre.category == geodata::PlaceCategory::Square)
            writer.add(centre);
        else
            writer.add(geodata::Street { centre.name, geodata::StreetClass::Pedestrian,
                { centre.position, centre.position }, centre.district, 0 });
    }
    return writer.finish(path);
}

Result<> writeNetwork(const Features &features, const QString &path)
{
    geodata::StreetNetworkBuilder network;
    for (const geodata::Street &street : features.streets)
        network.add(street);
    return network.write(path);
}

Result<> writeDescription(const Territory &territory, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(territory.toJson()) < 0 || !file.commit())
        return unwritable(path);
    return {};
}

Result<std::vector<Source>> readAll(const BuildOptions &options, BuildListener &listener, const std::stop_token &stop)
{
    std::vector<Source> sources;
    std::optional<Error> first;
    for (const SourceRequest &request : options.sources) {
        if (stop.stop_requested())
            return fail(Failure::Unavailable, u"stopped"_s);
        auto source = readSource(request);
        if (!source) {
            listener.sourceFailed(request, source.error());
            first = first ? first : source.error();
            continue;
        }
        listener.sourceRead(request, *source);
        sources.push_back(std::move(*source));
    }
    return first ? Result<std::vector<Source>>(std::unexpected(*first)) : std::move(sources);
}

Territory describe(const BuildOptions &options, const std::vector<Source> &sources, const QString &folder)
{
    Territory territory;
    territory.folder = folder;
    territory.name = options.name;
    territory.attribution = attributionOf(sources, options);
    territory.built = options.now;
    territory.minimumZoom = options.minimumZoom;
    territory.maximumZoom = options.maximumZoom;
    territory.pixels = options.pixels;
    for (size_t i = 0; i < sources.size(); ++i)
        territory.sources.push_back({ QFileInfo(options.sources[i].path).fileName(), sources[i].sha256,
            sources[i].attribution, sources[i].features.count(), std::ssize(sources[i].refusals) });
    return territory;
}

Result<TileTally> makeParts(const Features &features, const Features &shown, const TileOptions &tiles,
    const Workplace &place, BuildListener &listener, const std::stop_token &stop)
{
    listener.stageBegun(Stage::Gazetteer);
    if (const auto written = writeGazetteer(features, place.path(Territory::kGazetteer)); !written)
        return std::unexpected(written.error());
    listener.stageBegun(Stage::Network);
    if (const auto written = writeNetwork(features, place.path(Territory::kNetwork)); !written)
        return std::unexpected(written.error());
    listener.stageBegun(Stage::Tiles);
    const QString path = place.path(Territory::kTiles);
    const Progress progress = [&](qsizetype done, qsizetype total) { listener.tilesDrawn(done, total); };
    auto tally = drawTiles(shown, tiles, path, progress, stop);
    if (!tally && tally.error().kind == Failure::Corrupt && QFile::remove(path)) // damaged before; drawn anew
        tally = drawTiles(shown, tiles, path, progress, stop);
    return tally;
}

} // namespace

Result<Territory> build(const BuildOptions &options, BuildListener &listener, const std::stop_token &stop)
{
    auto sources = readAll(options, listener, stop);
    if (!sources)
        return std::unexpected(sources.error());
    Workplace place(options.folder);
    if (const auto opened = place.open(); !opened)
        return std::unexpected(opened.error());
    Territory territory = describe(options, *sources, place.folder());

    Features features;
    std::optional<GeoBox> covered;
    for (Source &source : *sources) {
        covered = joined(covered, source.bounds);
        features.append(std::move(source.features));
    }
    const auto bounds = options.bounds ? options.bounds : boundsOf(features, covered);
    if (!bounds)
        return fail(Failure::InvalidInput, u"the sources hold nothing that lies anywhere"_s);
    territory.bounds = *bounds;
    dropKnownCentres(features);
    const qsizetype all = features.count();
    // The tiles at the edge show what lies around; addresses and streets of the neighbours would only be mistaken.
    keepWithin(features, around(*bounds));
    const Features shown = features;
    keepWithin(features, *bounds);
    const qsizetype outside = all - features.count();

    const TileOptions tiles { options.name, territory.attribution, *bounds, options.minimumZoom, options.maximumZoom,
        options.pixels, fingerprintOf(*sources, options, *bounds) };
    const auto tally = makeParts(features, shown, tiles, place, listener, stop);
    if (!tally)
        return std::unexpected(tally.error());
    territory.counts
        = { { u"streets"_s, std::ssize(features.streets) }, { u"addresses"_s, std::ssize(features.numbers) },
              { u"places"_s, std::ssize(features.places) + std::ssize(features.streetCentres) },
              { u"areas"_s, std::ssize(features.areas) }, { u"outside"_s, outside },
              { u"tiles"_s, tally->drawn + tally->kept } };
    for (const QLatin1StringView part : { Territory::kTiles, Territory::kGazetteer, Territory::kNetwork }) {
        const auto hash = sha256Of(place.path(part));
        if (!hash)
            return std::unexpected(hash.error());
        territory.parts.insert(part, { *hash, QFileInfo(place.path(part)).size() });
    }
    if (const auto written = writeDescription(territory, place.path(Territory::kDescription)); !written)
        return std::unexpected(written.error());
    return place.publish().transform([&] { return territory; });
}

std::vector<std::pair<QString, Error>> check(const Territory &territory)
{
    std::vector<std::pair<QString, Error>> faults;
    const auto note = [&](QLatin1StringView part, const auto &result) {
        if (!result)
            faults.emplace_back(part, result.error());
        return result.has_value();
    };
    const auto compare = [&](QLatin1StringView part) {
        const auto hash = sha256Of(territory.folder + u'/' + part);
        if (note(part, hash) && *hash != territory.parts.value(part).sha256)
            return note(part, Result<>(fail(Failure::Corrupt, u"its checksum is not that of the description"_s)));
        return hash.has_value();
    };
    if (compare(Territory::kTiles))
        note(Territory::kTiles, geodata::openMbtiles(territory.tiles()));
    if (compare(Territory::kGazetteer))
        note(Territory::kGazetteer, geodata::Gazetteer::open(territory.gazetteer()));
    if (compare(Territory::kNetwork))
        note(Territory::kNetwork, geodata::StreetNetwork::load(territory.network()));
    return faults;
}

} // namespace cortege::territory
