#include <folding.h>
#include <geodata/gazetteer.h>
#include <geodata/itinerary.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <map>
#include <set>

// Real streets, addresses and itineraries, where CORTEGE_DATA holds them.

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

QString dataFolder(const QString &needed)
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA");
    if (folder.isEmpty() || !QDir(folder).exists(needed))
        SKIP("CORTEGE_DATA holds no " << needed.toStdString());
    return folder + u'/' + needed + u'/';
}
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}
QByteArray unpacked(const QString &path)
{
    QProcess gzip;
    gzip.start(u"gzip"_s, { u"-dc"_s, path });
    REQUIRE(gzip.waitForFinished());
    REQUIRE(gzip.exitCode() == 0);
    return gzip.readAllStandardOutput();
}

GeoPoint pointOf(const QJsonValue &pair) { return { pair[0].toDouble(), pair[1].toDouble() }; }

std::vector<Street> marseilleRoads(const QString &folder)
{
    std::vector<Street> streets;
    const auto features = QJsonDocument::fromJson(unpacked(folder + u"roads.geojson.gz"_s))[u"features"_s].toArray();
    for (const auto &feature : features) {
        Street street;
        street.name = feature[u"properties"_s][u"name"_s].toString();
        for (const auto &point : feature[u"geometry"_s][u"coordinates"_s].toArray())
            street.line.push_back(pointOf(point));
        streets.push_back(std::move(street));
    }
    return streets;
}

struct Marseille {
    Marseille()
    {
        const QString folder = dataFolder(u"marseille"_s);
        GazetteerWriter writer;
        StreetNetworkBuilder builder;
        for (const Street &street : marseilleRoads(folder)) {
            writer.add(street);
            builder.add(street);
        }
        const auto index = QJsonDocument::fromJson(contentOf(folder + u"streets_index.json"_s)).array();
        for (const auto &one : index) {
            writer.add(Street { .name = one[u"name"_s].toString(),
                .line = { pointOf(one[u"centroid"_s]) },
                .district = one[u"quartier"_s].toString() });
        }
        const auto monuments
            = QJsonDocument::fromJson(contentOf(folder + u"marseille_monuments.geojson"_s))[u"features"_s].toArray();
        for (const auto &one : monuments) {
            if (one[u"geometry"_s][u"type"_s] == "Point"_L1)
                writer.add(NamedPlace { one[u"properties"_s][u"name"_s].toString(), PlaceCategory::Monument,
                    pointOf(one[u"geometry"_s][u"coordinates"_s]), {} });
        }
        REQUIRE(writer.finish(file.filePath(u"lieux"_s)));
        gazetteer = Gazetteer::open(file.filePath(u"lieux"_s));
        network = StreetNetwork::read(builder.bytes());
        REQUIRE(gazetteer);
        REQUIRE(network);
    }
    QTemporaryDir file;
    Result<Gazetteer> gazetteer = fail(Failure::NotFound);
    Result<StreetNetwork> network = fail(Failure::NotFound);
};

double awayFrom(GeoPoint point, const LineString &line)
{
    double least = 1e9;
    for (size_t i = 1; i < line.size(); ++i) {
        for (int part = 0; part <= 20; ++part) {
            least = std::min(least,
                distanceMetres(point,
                    { line[i - 1].longitude + (line[i].longitude - line[i - 1].longitude) * part / 20,
                        line[i - 1].latitude + (line[i].latitude - line[i - 1].latitude) * part / 20 }));
        }
    }
    return least;
}

} // namespace

TEST_CASE("Vieux-Port – Canebière – Réformés – Castellane, on Marseille's streets")
{
    const Marseille marseille;
    const auto stops = resolve(*marseille.gazetteer, readItinerary(u"Vieux-Port – Canebière – Réformés – Castellane"));
    REQUIRE(stops.size() == 4);
    const std::vector<GeoPoint> truth { { 5.3740, 43.2952 }, { 5.3800, 43.2975 }, { 5.3856, 43.2997 },
        { 5.3838, 43.2860 } };
    for (size_t i = 0; i < stops.size(); ++i) {
        INFO(stops[i].text.toStdString());
        REQUIRE(stops[i].point);
        INFO(stops[i].alternatives[*stops[i].chosen].label.toStdString()
            << " at " << stops[i].point->longitude << ' ' << stops[i].point->latitude);
        CHECK(distanceMetres(*stops[i].point, truth[i]) < (i == 1 ? 700 : 400)); // a street is met anywhere on its way
    }
    CHECK(stops[1].alternatives[*stops[1].chosen].label == u"La Canebière"_s);
    const auto path = routeThrough(*marseille.network, stops);
    REQUIRE(path);
    CHECK(path->metres > 2'500);
    CHECK(path->metres < 4'500);
    for (const Stop &stop : stops)
        CHECK(awayFrom(*stop.point, path->line) < 150);
    CHECK(std::ranges::contains(path->followed, u"La Canebière"_s, &FollowedStreet::name));
    CHECK(path->crossed.size() > 10);
}

TEST_CASE("Marseille's streets are found as people write them")
{
    const Marseille marseille;
    const auto first = [&](QStringView typed) {
        const auto found = marseille.gazetteer->complete(typed);
        return found.empty() ? QString() : found.front().label;
    };
    CHECK(first(u"canebiere") == u"La Canebière"_s);
    CHECK(first(u"cannebière") == u"La Canebière"_s);
    CHECK(first(u"r de rome") == u"Rue de Rome"_s);
    CHECK(first(u"rue st ferreol") == u"Rue Saint-Ferréol"_s);
    CHECK(first(u"bd baille") == u"Boulevard Baille"_s);
    CHECK(first(u"pl castellane") == u"Place Castellane"_s);
    CHECK(first(u"cours lieuteau") == u"Cours Lieutaud"_s);
    const auto crossing = marseille.gazetteer->complete(u"angle rue de Rome / rue Dragon");
    REQUIRE(!crossing.empty());
    CHECK(crossing.front().kind == FoundKind::Crossing);
    CHECK(distanceMetres(crossing.front().position, { 5.3819, 43.2893 }) < 200);
    // Most names are found first by themselves.
    const auto index = QJsonDocument::fromJson(contentOf(dataFolder(u"marseille"_s) + u"streets_index.json"_s)).array();
    int asked = 0;
    int right = 0;
    for (qsizetype i = 0; i < index.size(); i += 20) {
        const QString name = index[i][u"name"_s].toString();
        ++asked;
        if (nameKey(first(name)) == nameKey(name))
            ++right;
        else
            UNSCOPED_INFO(name.toStdString() << " -> " << first(name).toStdString());
    }
    CHECK(right == asked);
}

TEST_CASE("Marseille's network is one, almost")
{
    const Marseille marseille;
    const auto &network = *marseille.network;
    CHECK(network.nodeCount() > 20'000);
    const auto far = network.route({ 5.3740, 43.2952 }, { 5.4800, 43.2900 }); // Vieux-Port to the eastern valleys
    REQUIRE(far);
    CHECK(far->metres > 8'000);
    CHECK(far->metres < 16'000);
    // The block of the Préfecture is bounded by its four streets.
    const auto block = network.face({ 5.3838, 43.2860 });
    INFO((block ? areaSquareMetres(*block) : 0));
    CHECK((!block || areaSquareMetres(*block) < 100'000));
}

TEST_CASE("A thousand of Berlin's routes are read and resolved")
{
    const QByteArray csv = unpacked(dataFolder(u"demonstrations"_s) + u"berlin_2023.csv.gz"_s);
    // The eighth column: quoted where it holds commas; a field of a row may run over several lines.
    std::vector<QString> routes;
    QStringList row;
    QString field;
    bool quoted = false;
    for (const QChar c : QString::fromUtf8(csv)) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && (c == u',' || c == u'\n')) {
            row.append(std::exchange(field, {}));
            if (c == u'\n') {
                if (row.size() == 10 && row[7].contains(u" - "_s) && routes.size() < 1'000)
                    routes.push_back(row[7]);
                row.clear();
            }
        } else {
            field += c;
        }
    }
    REQUIRE(routes.size() == 1'000);

    // A gazetteer of their names, each on a place of its own.
    std::set<QString> keys;
    GazetteerWriter writer;
    size_t stopsTold = 0;
    size_t several = 0;
    for (const QString &route : routes) {
        const QStringList names = readItinerary(route);
        several += names.size() >= 2 ? 1 : 0;
        stopsTold += static_cast<size_t>(names.size());
        for (const QString &name : names) {
            if (const QString key = nameKey(name); keys.insert(key).second) {
                const auto n = static_cast<double>(keys.size());
                const GeoPoint where { 13.2 + std::fmod(n * 0.0061803, 0.4), 52.4 + std::fmod(n * 0.0024, 0.2) };
                writer.add(Street {
                    .name = name, .line = { where, { where.longitude + 0.0005, where.latitude } }, .district = {} });
            }
        }
    }
    const QTemporaryDir folder;
    REQUIRE(writer.finish(folder.filePath(u"berlin"_s)));
    const auto gazetteer = Gazetteer::open(folder.filePath(u"berlin"_s));
    REQUIRE(gazetteer);
    struct Tally {
        size_t asked = 0;
        size_t resolved = 0;
        size_t right = 0;
    };
    std::map<QString, Tally> tallies; // many are announced week after week
    Tally all;
    for (const QString &route : routes) {
        const auto [found, isNew] = tallies.try_emplace(route);
        if (isNew) {
            for (const Stop &stop : resolve(*gazetteer, readItinerary(route))) {
                ++found->second.asked;
                found->second.resolved += stop.point ? 1 : 0;
                const bool right = stop.chosen && nameKey(stop.alternatives[*stop.chosen].label) == nameKey(stop.text);
                found->second.right += right ? 1 : 0;
            }
        }
        all.asked += found->second.asked;
        all.resolved += found->second.resolved;
        all.right += found->second.right;
    }
    const auto [asked, resolved, right] = all;
    CHECK(asked == stopsTold);
    CHECK(several >= 990);
    WARN(routes.size() << " routes, " << asked << " stops of " << keys.size() << " names; " << resolved << " resolved, "
                       << right << " to the very name");
    CHECK(static_cast<double>(resolved) > 0.99 * static_cast<double>(asked));
    CHECK(static_cast<double>(right) > 0.95 * static_cast<double>(asked));
}

TEST_CASE("Bondy's addresses are found by number and street")
{
    QFile file(dataFolder(u"addresses"_s) + u"bondy-ban.csv"_s);
    REQUIRE(file.open(QIODevice::ReadOnly));
    GazetteerWriter writer;
    std::vector<HouseNumber> numbers;
    file.readLine();
    while (!file.atEnd()) {
        const QStringList row = QString::fromUtf8(file.readLine()).remove(u'"').split(u',');
        if (row.size() < 15)
            continue;
        const QString suffix = row[4] == "NA"_L1 ? QString() : row[4];
        numbers.push_back(
            { (row[3] + u' ' + suffix).trimmed(), row[5], row[6], row[8], { row[13].toDouble(), row[14].toDouble() } });
        writer.add(numbers.back());
    }
    REQUIRE(numbers.size() > 8'000);
    const QTemporaryDir folder;
    REQUIRE(writer.finish(folder.filePath(u"bondy"_s)));
    const auto gazetteer = Gazetteer::open(folder.filePath(u"bondy"_s));
    REQUIRE(gazetteer);
    int asked = 0;
    int right = 0;
    int named = 0;
    for (size_t i = 0; i < numbers.size(); i += 40) {
        const HouseNumber &one = numbers[i];
        const auto found = gazetteer->complete(QString(one.number + u' ' + one.street));
        ++asked;
        right += !found.empty() && distanceMetres(found.front().position, one.position) < 5 ? 1 : 0;
        const auto back = gazetteer->nearest(one.position);
        named += back && nameKey(back->label).contains(nameKey(one.street)) ? 1 : 0;
    }
    WARN(asked << " addresses asked for, " << right << " right; " << named << " points named by their street");
    CHECK(right >= asked * 98 / 100);
    CHECK(named >= asked * 95 / 100);
}
