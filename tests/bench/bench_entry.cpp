// Entry, in one run: what a key costs on 300,000 addresses beside a linear scan of them, what a route costs beside
// plain Dijkstra and beside libroutino on the same graph, what a network costs to build beside what libroutino's
// database does, and what a frame of a drag costs in a shape of 500 vertices. Figures, no verdict: it ends with 0
// whatever they are.
#include "entry/drag.h"
#include "entry/routino.h"

#include <folding.h>
#include <geodata/gazetteer.h>
#include <map/mapview.h>
#include <streetgraph.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

using Clock = std::chrono::steady_clock;

template <class Work>
double millisecondsOf(Work work)
{
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Samples {
    std::vector<double> all;
    void add(double sample) { all.push_back(sample); }
    double at(double part)
    {
        std::ranges::sort(all);
        return all.empty() ? 0 : all[static_cast<size_t>(part * static_cast<double>(all.size() - 1))];
    }
    double mean() const
    {
        return std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(std::max<size_t>(1, all.size()));
    }
};

/// Streets of a large city on a crooked chequerboard, with names that begin alike as real ones do.
struct City {
    std::vector<Street> streets;
    std::vector<HouseNumber> numbers;
};
City city(int streetCount, int numbersEach)
{
    static const QStringList types { u"Rue"_s, u"Rue"_s, u"Rue"_s, u"Avenue"_s, u"Boulevard"_s, u"Impasse"_s,
        u"Chemin"_s, u"Traverse"_s, u"Place"_s, u"Allée"_s };
    static const QStringList links { u" "_s, u" de "_s, u" du "_s, u" de la "_s, u" des "_s, u" Saint-"_s,
        u" du Docteur "_s, u" Jean-"_s, u" du Général "_s };
    static const QStringList syllables { u"ca"_s, u"ro"_s, u"mi"_s, u"ber"_s, u"lan"_s, u"dé"_s, u"fer"_s, u"gou"_s,
        u"jo"_s, u"mar"_s, u"ne"_s, u"pa"_s, u"ri"_s, u"sou"_s, u"ti"_s, u"va"_s, u"cho"_s, u"tel"_s, u"çon"_s,
        u"lier"_s };
    std::mt19937 random(7);
    const auto pick = [&](const QStringList &from) {
        return from[std::uniform_int_distribution<qsizetype>(0, from.size() - 1)(random)];
    };
    City made;
    const int side = static_cast<int>(std::ceil(std::sqrt(streetCount)));
    for (int i = 0; i < streetCount; ++i) {
        QString name = pick(syllables) + pick(syllables) + pick(syllables);
        name[0] = name[0].toUpper();
        Street street { .name = pick(types) + pick(links) + name, .line = {}, .district = {} };
        const int row = i / side;
        const double x = 5.3 + (i % side) * 0.002;
        const double y = 43.2 + row * 0.0015;
        const bool east = (i + row) % 2 == 0;
        for (int k = 0; k <= 6; ++k)
            street.line.push_back(
                { x + (east ? k * 0.0006 : 1e-4 * (k % 2)), y + (east ? 1e-4 * (k % 2) : k * 0.0006) });
        for (int k = 1; k <= numbersEach; ++k) {
            const double part = 1.0 * k / numbersEach;
            made.numbers.push_back({ QString::number(k), street.name, u"13000"_s, u"Marseille"_s,
                { x + (east ? part * 0.0036 : 1e-4), y + (east ? 1e-4 : part * 0.0036) } });
        }
        made.streets.push_back(std::move(street));
    }
    return made;
}

/// What there is without an index: every address, folded, looked at for each key.
size_t scan(const QStringList &addresses, const QString &typed)
{
    const QStringList words = folded(typed).split(u' ', Qt::SkipEmptyParts);
    size_t found = 0;
    for (const QString &address : addresses) {
        if (std::ranges::all_of(words, [&](const QString &word) { return address.contains(word); }))
            ++found;
    }
    return found;
}

void completion()
{
    const City made = city(12'000, 25);
    GazetteerWriter writer;
    for (const Street &street : made.streets)
        writer.add(street);
    for (const HouseNumber &number : made.numbers)
        writer.add(number);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"lieux"_s);
    const double build = millisecondsOf([&] { (void)writer.finish(path); });
    Result<Gazetteer> gazetteer = fail(Failure::NotFound);
    const double open = millisecondsOf([&] { gazetteer = Gazetteer::open(path); });
    if (!gazetteer) {
        std::printf("%s\n", qPrintable(gazetteer.error().detail));
        return;
    }
    QStringList addresses;
    for (const HouseNumber &number : made.numbers)
        addresses.append(folded(number.number + u' ' + number.street));

    std::mt19937 random(3);
    const auto anyStreet
        = [&] { return made.streets[std::uniform_int_distribution<size_t>(0, made.streets.size() - 1)(random)].name; };
    const auto mistyped = [&](QString text) {
        const qsizetype where = text.size() - 3;
        const QChar kept = text[where];
        text[where] = text[where - 1];
        text[where - 1] = kept;
        return text;
    };
    // Neighbours that meet: the one runs east, the other north.
    const auto crossing = [&](size_t i) {
        const auto side = static_cast<size_t>(std::ceil(std::sqrt(static_cast<double>(made.streets.size()))));
        size_t one = i * 97 % (made.streets.size() - 2);
        if ((one + one / side) % 2 == 1)
            ++one;
        return u"angle %1 / %2"_s.arg(made.streets[one].name, made.streets[one + 1].name);
    };
    struct Kind {
        const char *name;
        std::vector<QString> texts;
    };
    std::vector<Kind> kinds { { "street", {} }, { "number and street", {} }, { "abbreviated", {} }, { "mistyped", {} },
        { "crossing", {} } };
    for (int i = 0; i < 60; ++i) {
        kinds[0].texts.push_back(anyStreet());
        kinds[1].texts.push_back(QString::number(1 + i % 25) + u' ' + anyStreet());
        kinds[2].texts.push_back(anyStreet()
                .replace(u"Boulevard"_s, u"bd"_s)
                .replace(u"Avenue"_s, u"av"_s)
                .replace(u"Rue"_s, u"r"_s)
                .replace(u"Saint-"_s, u"st "_s));
        kinds[3].texts.push_back(mistyped(anyStreet()));
        kinds[4].texts.push_back(crossing(static_cast<size_t>(i)));
    }
    std::printf("Completion, %zu addresses in %zu streets; file %.1f MB, written in %.1f s, opened in %.0f ms\n",
        made.numbers.size(), made.streets.size(), static_cast<double>(QFileInfo(path).size()) / 1e6, build / 1e3, open);
    std::printf("%-20s %6s %9s %9s %9s %12s %7s %9s\n", "typed", "keys", "p50 ms", "p99 ms", "worst ms", "scan p50 ms",
        "ratio", "found");
    for (Kind &kind : kinds) {
        Samples keys;
        Samples scans;
        int right = 0;
        for (const QString &text : kind.texts) {
            std::vector<Found> found;
            for (qsizetype length = 1; length <= text.size(); ++length) {
                const QString typed = text.first(length);
                keys.add(millisecondsOf([&] { found = gazetteer->complete(typed); }));
                if (length % 8 == 3)
                    scans.add(millisecondsOf([&] { (void)scan(addresses, typed); }));
            }
            right += found.empty() ? 0 : 1;
        }
        std::printf("%-20s %6zu %9.2f %9.2f %9.2f %12.1f %7.3f %6d/%zu\n", kind.name, keys.all.size(), keys.at(0.5),
            keys.at(0.99), keys.at(1), scans.at(0.5), keys.at(0.5) / scans.at(0.5), right, kind.texts.size());
    }
    Samples reverse;
    for (size_t i = 0; i < made.numbers.size(); i += 1'001)
        reverse.add(millisecondsOf([&] { (void)gazetteer->nearest(made.numbers[i].position); }));
    std::printf("%-20s %6zu %9.2f %9.2f %9.2f\n\n", "name of a point", reverse.all.size(), reverse.at(0.5),
        reverse.at(0.99), reverse.at(1));
}

std::vector<Street> marseille()
{
    std::vector<Street> streets;
    QProcess gzip;
    gzip.start(u"gzip"_s, { u"-dc"_s, qEnvironmentVariable("CORTEGE_DATA") + u"/marseille/roads.geojson.gz"_s });
    if (!gzip.waitForFinished() || gzip.exitCode() != 0)
        return streets;
    const auto features = QJsonDocument::fromJson(gzip.readAllStandardOutput())[u"features"_s].toArray();
    for (const auto &feature : features) {
        Street street { .name = feature[u"properties"_s][u"name"_s].toString(), .line = {}, .district = {} };
        for (const auto &point : feature[u"geometry"_s][u"coordinates"_s].toArray())
            street.line.push_back({ point[0].toDouble(), point[1].toDouble() });
        streets.push_back(std::move(street));
    }
    return streets;
}

void routes(const char *town, const std::vector<Street> &streets)
{
    const size_t vertices = std::transform_reduce(streets.begin(), streets.end(), size_t { 0 }, std::plus(),
        [](const Street &street) { return street.line.size(); });
    StreetNetworkBuilder builder;
    for (const Street &street : streets)
        builder.add(street);
    QByteArray bytes;
    const double build = millisecondsOf([&] { bytes = builder.bytes(); });
    Result<StreetGraph> graph = fail(Failure::NotFound);
    const double load = millisecondsOf([&] { graph = readStreetGraph(bytes); });
    const auto network = StreetNetwork::read(bytes);
    if (!graph || !network)
        return;
    const double portion = 1e5 / static_cast<double>(vertices);
    std::printf("%s: %zu vertices, %zu nodes, %zu edges, %.1f MB; built in %.0f ms, %.0f ms per 100,000 vertices; "
                "loaded in %.0f ms\n",
        town, vertices, graph->nodes.size(), graph->edges.size(), static_cast<double>(bytes.size()) / 1e6, build,
        build * portion, load);
    bench::Routino routino;
    const bool peer = routino.start(*graph);
    if (peer)
        std::printf(
            "planetsplitter made Routino's database of the same graph in %.0f ms, %.0f ms per 100,000 vertices of the "
            "streets; ours to theirs %.3f. Theirs starts from the finished graph in XML and ends on disk; ours starts "
            "from the streets, finds where they meet first, and ends in memory\n",
            routino.preparation(), routino.preparation() * portion, build / routino.preparation());
    std::printf("%-20s %6s %9s %9s %9s %12s %7s %7s %11s %7s %21s\n", "apart", "pairs", "p50 ms", "p99 ms", "A* p50",
        "Dijkstra p50", "ratio", "differ", "Routino p50", "ratio", "length p1/p50/p99 %");
    std::mt19937 random(5);
    std::uniform_int_distribution<size_t> anyNode(0, graph->nodes.size() - 1);
    for (const auto &[least, most] :
        { std::pair(0.0, 1'000.0), std::pair(1'000.0, 4'000.0), std::pair(4'000.0, 20'000.0) }) {
        Samples whole;
        Samples star;
        Samples plain;
        Samples theirs;
        int differ = 0;
        Samples lengths; // theirs beside ours, percent
        for (int tries = 0; star.all.size() < 200 && tries < 200'000; ++tries) {
            const GeoPoint a = graph->nodes[anyNode(random)];
            const GeoPoint b = graph->nodes[anyNode(random)];
            if (const double apart = distanceMetres(a, b); apart < least || apart >= most)
                continue;
            const auto from = footholds(*graph, a, 300);
            const auto to = footholds(*graph, b, 300);
            std::optional<Way> way;
            const double time
                = millisecondsOf([&] { way = shortestWay(*graph, from.front(), to.front(), Search::AStar); });
            if (!way)
                continue;
            star.add(time);
            std::optional<Way> other;
            plain.add(millisecondsOf([&] { other = shortestWay(*graph, from.front(), to.front(), Search::Dijkstra); }));
            differ += std::abs(way->metres - other->metres) > 0.001 ? 1 : 0;
            whole.add(millisecondsOf([&] { (void)network->route(a, b); }));
            if (const auto answer = peer ? routino.route(a, b) : std::nullopt) {
                theirs.add(answer->milliseconds);
                // They snap to their own segments and give points in single precision, 0.4 m: a crooked way is longer.
                if (way->metres > 50)
                    lengths.add(100 * (answer->metres / way->metres - 1));
            }
        }
        std::printf("%5.0f to %5.0f m     %6zu %9.3f %9.3f %9.3f %12.3f %7.3f %7d %11.3f %7.3f %+7.2f%+7.2f%+7.2f\n",
            least, most, star.all.size(), whole.at(0.5), whole.at(0.99), star.at(0.5), plain.at(0.5),
            star.at(0.5) / plain.at(0.5), differ, theirs.at(0.5), whole.at(0.5) / theirs.at(0.5), lengths.at(0.01),
            lengths.at(0.5), lengths.at(0.99));
    }
    Samples snaps;
    Samples faces;
    for (int i = 0; i < 1'000; ++i) {
        const GeoPoint node = graph->nodes[anyNode(random)];
        const GeoPoint near { node.longitude + 3e-4, node.latitude + 2e-4 };
        snaps.add(millisecondsOf([&] { (void)network->snap(near); }));
        faces.add(millisecondsOf([&] { (void)network->face(near); }));
    }
    std::printf("snap p50 %.1f us, p99 %.1f us; face p50 %.1f us, p99 %.1f us\n\n", snaps.at(0.5) * 1e3,
        snaps.at(0.99) * 1e3, faces.at(0.5) * 1e3, faces.at(0.99) * 1e3);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // the same with and without a display
    qputenv("QT_QUICK_BACKEND", "software");
    const QApplication application(argc, argv);
    map::keepRequestsLocal();
    completion();
    routes("Invented city", city(40'000, 0).streets);
    if (const auto streets = marseille(); !streets.empty())
        routes("Marseille", streets);
    bench::drag();
    return 0;
}
