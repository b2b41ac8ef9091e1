#include "folding.h"
#include "gazetteerfile.h"
#include "sqlite.h"

#include <geodata/gazetteer.h>

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

// Two streets of one name are one when their stretches lie this near; two villages' rues de l’Église are not.
constexpr double kTogetherMetres = 400;
// Both carriageways cross the same street: one crossing.
constexpr double kSameCrossingMetres = 80;
constexpr double kSamePlaceMetres = 100;
constexpr double kMetresPerNumber = 15; // what a house number says of its street's importance
constexpr double kMetresPerSquare = 600; // a square is short, and where people meet

struct Entry {
    FoundKind kind = FoundKind::Street;
    QString label;
    QString key;
    QString context;
    GeoPoint position;
    std::optional<GeoBox> extent;
    double weight = 0; ///< metres of street, or what is worth as much
};

struct Quarter {
    QString name;
    std::vector<std::vector<Ring>> parts;
    GeoBox extent;
};

struct Crossing {
    uint32_t a;
    uint32_t b;
    GridPoint where;
};

/// Which of two spellings of one name is shown: small letters before capitals, accents before none, long before short.
bool betterSpelled(const QString &one, const QString &two)
{
    const auto rank = [](const QString &text) {
        const bool small = std::ranges::any_of(text, [](QChar c) { return c.isLower(); });
        const auto accents = std::ranges::count_if(text, [](QChar c) { return c.unicode() > 127 && c.isLetter(); });
        return std::tuple(small, accents, text.size());
    };
    return rank(one) != rank(two) ? rank(one) > rank(two) : one < two;
}

QString mostFrequent(const QHash<QString, int> &counts)
{
    QString best;
    int most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (!it.key().isEmpty() && (*it > most || (*it == most && it.key() < best))) {
            best = it.key();
            most = *it;
        }
    }
    return best;
}

QString communeOf(const HouseNumber &number) { return (number.postcode + u' ' + number.commune).trimmed(); }

double weightOf(PlaceCategory category)
{
    switch (category) {
    case PlaceCategory::Square:
    case PlaceCategory::Station:
        return kMetresPerSquare;
    case PlaceCategory::Monument:
    case PlaceCategory::Park:
    case PlaceCategory::PublicService:
        return 300;
    default:
        return 100;
    }
}

GeoPoint middleOf(const Ring &ring)
{
    const auto box = boundingBox(ring);
    return box ? GeoPoint { (box->southWest.longitude + box->northEast.longitude) / 2,
        (box->southWest.latitude + box->northEast.latitude) / 2 }
               : GeoPoint {};
}

GeoBox together(const GeoBox &one, const GeoBox &two)
{
    return *boundingBox({ one.southWest, one.northEast, two.southWest, two.northEast });
}

} // namespace

bool ringsContain(const std::vector<Ring> &rings, GeoPoint p)
{
    bool inside = false;
    for (const Ring &ring : rings) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const GeoPoint a = ring[i];
            const GeoPoint b = ring[(i + 1) % ring.size()];
            if ((a.latitude > p.latitude) != (b.latitude > p.latitude)
                && p.longitude
                    < a.longitude + (b.longitude - a.longitude) * (p.latitude - a.latitude) / (b.latitude - a.latitude))
                inside = !inside;
        }
    }
    return inside;
}

struct GazetteerWriter::Data {
    std::vector<Street> streets;
    std::vector<HouseNumber> numbers;
    std::vector<NamedPlace> places;
    std::vector<Quarter> quarters;
    QHash<QString, qsizetype> quarterOfName;

    // Computed by `finish`.
    std::vector<Entry> entries;
    std::vector<uint32_t> entryOfStreet;
    std::vector<uint32_t> entryOfNumber;
    std::vector<uint32_t> entryOfQuarter;
    std::vector<Crossing> crossings;

    void makeStreets();
    void makeStreet(const QString &key, std::span<const uint32_t> ofStreets, std::span<const uint32_t> ofNumbers);
    void makePlaces();
    void makeQuarters();
    void makeCrossings();
    QString quarterAt(GeoPoint point) const;
    Result<> write(const QString &path) const;
};

GazetteerWriter::GazetteerWriter() : m_data(std::make_unique<Data>()) { }
GazetteerWriter::GazetteerWriter(GazetteerWriter &&) noexcept = default;
GazetteerWriter &GazetteerWriter::operator=(GazetteerWriter &&) noexcept = default;
GazetteerWriter::~GazetteerWriter() = default;

void GazetteerWriter::add(const Street &street)
{
    if (!street.line.empty() && std::ranges::all_of(street.line, isOnEarth) && !nameKey(street.name).isEmpty())
        m_data->streets.push_back(street);
}

void GazetteerWriter::add(const HouseNumber &number)
{
    if (isOnEarth(number.position) && !nameKey(number.street).isEmpty())
        m_data->numbers.push_back(number);
}

void GazetteerWriter::add(const NamedPlace &place)
{
    if (isOnEarth(place.position) && !nameKey(place.name).isEmpty())
        m_data->places.push_back(place);
}

void GazetteerWriter::add(const Area &area)
{
    if (area.rings.empty() || area.rings.front().empty() || nameKey(area.name).isEmpty()
        || !std::ranges::all_of(area.rings, [](const Ring &ring) { return std::ranges::all_of(ring, isOnEarth); }))
        return;
    if (area.kind == AreaKind::Square || area.kind == AreaKind::Park) {
        add(NamedPlace { area.name, area.kind == AreaKind::Square ? PlaceCategory::Square : PlaceCategory::Park,
            middleOf(area.rings.front()), {} });
    } else if (area.kind == AreaKind::Quarter) {
        const GeoBox box = *boundingBox(area.rings.front());
        const auto known = m_data->quarterOfName.constFind(area.name);
        if (known == m_data->quarterOfName.constEnd()) {
            m_data->quarterOfName.insert(area.name, std::ssize(m_data->quarters));
            m_data->quarters.push_back({ area.name, { area.rings }, box });
        } else {
            Quarter &quarter = m_data->quarters[static_cast<size_t>(*known)];
            quarter.parts.push_back(area.rings);
            quarter.extent = together(quarter.extent, box);
        }
    }
}

QString GazetteerWriter::Data::quarterAt(GeoPoint point) const
{
    for (const Quarter &quarter : quarters) {
        const GeoBox &box = quarter.extent;
        if (point.longitude < box.southWest.longitude || point.longitude > box.northEast.longitude
            || point.latitude < box.southWest.latitude || point.latitude > box.northEast.latitude)
            continue;
        if (std::ranges::any_of(quarter.parts, [&](const auto &rings) { return ringsContain(rings, point); }))
            return quarter.name;
    }
    return {};
}

// All that has one name, parted into what lies together: squares of the plane that touch.
void GazetteerWriter::Data::makeStreets()
{
    struct Named {
        std::vector<uint32_t> streets;
        std::vector<uint32_t> numbers;
    };
    std::map<QString, Named> byKey;
    for (uint32_t i = 0; i < streets.size(); ++i)
        byKey[nameKey(streets[i].name)].streets.push_back(i);
    for (uint32_t i = 0; i < numbers.size(); ++i)
        byKey[nameKey(numbers[i].street)].numbers.push_back(i);
    entryOfStreet.resize(streets.size());
    entryOfNumber.resize(numbers.size());

    for (const auto &[key, named] : byKey) {
        const Plane plane(named.streets.empty() ? numbers[named.numbers.front()].position
                                                : streets[named.streets.front()].line.front());
        using Cell = std::pair<int64_t, int64_t>;
        std::map<Cell, uint32_t> part; // of each cell
        std::vector<Cell> ofStreet;
        std::vector<Cell> ofNumber;
        const auto mark = [&](GeoPoint a, GeoPoint b) {
            cellsOf(
                plane(a), plane(b), kTogetherMetres, [&](int64_t x, int64_t y) { part.emplace(Cell { x, y }, ~0U); });
        };
        const auto cellAtPoint = [&](GeoPoint point) {
            const Plane::Point at = plane(point);
            return Cell { static_cast<int64_t>(std::floor(at.x / kTogetherMetres)),
                static_cast<int64_t>(std::floor(at.y / kTogetherMetres)) };
        };
        for (const uint32_t i : named.streets) {
            const LineString &line = streets[i].line;
            ofStreet.push_back(cellAtPoint(line.front()));
            part.emplace(ofStreet.back(), ~0U);
            for (size_t k = 1; k < line.size(); ++k) {
                if (distanceMetres(line[k - 1], line[k]) < kLongestSegmentMetres)
                    mark(line[k - 1], line[k]);
            }
        }
        for (const uint32_t i : named.numbers) {
            ofNumber.push_back(cellAtPoint(numbers[i].position));
            part.emplace(ofNumber.back(), ~0U);
        }
        uint32_t parts = 0;
        std::vector<Cell> open;
        for (auto &[cell, number] : part) {
            if (number != ~0U)
                continue;
            number = parts;
            open.push_back(cell);
            while (!open.empty()) {
                const Cell at = open.back();
                open.pop_back();
                for (int64_t x = at.first - 1; x <= at.first + 1; ++x) {
                    for (int64_t y = at.second - 1; y <= at.second + 1; ++y) {
                        const auto next = part.find({ x, y });
                        if (next != part.end() && next->second == ~0U) {
                            next->second = parts;
                            open.push_back(next->first);
                        }
                    }
                }
            }
            ++parts;
        }
        std::vector<Named> separate(parts);
        for (size_t k = 0; k < named.streets.size(); ++k)
            separate[part[ofStreet[k]]].streets.push_back(named.streets[k]);
        for (size_t k = 0; k < named.numbers.size(); ++k)
            separate[part[ofNumber[k]]].numbers.push_back(named.numbers[k]);
        for (const Named &one : separate)
            makeStreet(key, one.streets, one.numbers);
    }
}

void GazetteerWriter::Data::makeStreet(
    const QString &key, std::span<const uint32_t> ofStreets, std::span<const uint32_t> ofNumbers)
{
    Entry entry { .kind = FoundKind::Street, .label = {}, .key = key, .context = {}, .position = {}, .extent = {} };
    QHash<QString, int> districts;
    QHash<QString, int> communes;
    std::vector<GeoPoint> points;
    const auto spell = [&](const QString &name) {
        if (entry.label.isEmpty() || betterSpelled(name, entry.label))
            entry.label = name;
    };
    const auto number = static_cast<uint32_t>(entries.size());
    for (const uint32_t i : ofStreets) {
        const Street &street = streets[i];
        spell(street.name);
        ++districts[street.district];
        entry.weight += lengthMetres(street.line);
        points.insert(points.end(), street.line.begin(), street.line.end());
        entryOfStreet[i] = number;
    }
    const bool drawn = !points.empty();
    for (const uint32_t i : ofNumbers) {
        spell(numbers[i].street);
        ++communes[communeOf(numbers[i])];
        entry.weight += kMetresPerNumber;
        entryOfNumber[i] = number;
        if (!drawn)
            points.push_back(numbers[i].position);
    }
    if (key.startsWith("place "_L1))
        entry.weight += kMetresPerSquare;
    // An index of streets knows where a street is, not what it is.
    const auto isDriven = [this](uint32_t i) { return !streets[i].onFoot; };
    const auto isWalked = [this](uint32_t i) { return streets[i].onFoot && lengthMetres(streets[i].line) > 0; };
    if (ofNumbers.empty() && std::ranges::any_of(ofStreets, isDriven) && std::ranges::none_of(ofStreets, isWalked))
        entry.weight = kNobodysStreet;
    entry.extent = boundingBox(points);
    // The middle of a street is on the street.
    const GeoPoint middle = middleOf(points);
    entry.position
        = *std::ranges::min_element(points, {}, [&](GeoPoint point) { return distanceMetres(point, middle); });
    QString district = mostFrequent(districts);
    if (district.isEmpty())
        district = quarterAt(entry.position);
    QStringList context { district, mostFrequent(communes) };
    context.removeAll(QString());
    entry.context = context.join(u", "_s);
    entries.push_back(std::move(entry));
}

void GazetteerWriter::Data::makePlaces()
{
    QHash<QString, std::vector<GeoPoint>> known;
    for (const Entry &entry : entries)
        known[entry.key].push_back(entry.position);
    for (const NamedPlace &place : places) {
        const QString key = nameKey(place.name);
        auto &same = known[key];
        if (std::ranges::any_of(
                same, [&](GeoPoint point) { return distanceMetres(point, place.position) < kSamePlaceMetres; }))
            continue;
        same.push_back(place.position);
        entries.push_back(
            { FoundKind::Place, place.name, key, place.district.isEmpty() ? quarterAt(place.position) : place.district,
                place.position, {}, weightOf(place.category) });
    }
}

void GazetteerWriter::Data::makeQuarters()
{
    for (const Quarter &quarter : quarters) {
        const auto largest = std::ranges::max_element(
            quarter.parts, {}, [](const auto &rings) { return areaSquareMetres(rings.front()); });
        entryOfQuarter.push_back(static_cast<uint32_t>(entries.size()));
        entries.push_back({ FoundKind::Quarter, quarter.name, nameKey(quarter.name), {}, middleOf(largest->front()),
            quarter.extent, 1'000 });
    }
}

void GazetteerWriter::Data::makeCrossings()
{
    const NodedStreets noded = nodeStreets(streets);
    std::vector<std::vector<uint32_t>> at(noded.nodes.size());
    for (const NodedEdge &edge : noded.edges) {
        for (const uint32_t node : { edge.from, edge.to }) {
            if (std::ranges::find(at[node], entryOfStreet[edge.street]) == at[node].end())
                at[node].push_back(entryOfStreet[edge.street]);
        }
    }
    std::map<std::pair<uint32_t, uint32_t>, std::vector<GridPoint>> meetings;
    for (size_t node = 0; node < at.size(); ++node) {
        for (size_t i = 0; i < at[node].size(); ++i) {
            for (size_t k = i + 1; k < at[node].size(); ++k) {
                auto &known = meetings[std::minmax(at[node][i], at[node][k])];
                const GridPoint here = noded.nodes[node];
                if (std::ranges::none_of(known, [&](GridPoint there) {
                        return distanceMetres(fromGrid(here), fromGrid(there)) < kSameCrossingMetres;
                    }))
                    known.push_back(here);
            }
        }
    }
    for (const auto &[pair, where] : meetings) {
        for (const GridPoint point : where)
            crossings.push_back({ pair.first, pair.second, point });
    }
}

namespace
{

/// Statements that either all succeed or leave the first error.
class Script
{
public:
    explicit Script(sqlite3 *handle) : m_handle(handle) { }

    void run(const char *sql)
    {
        if (!m_error && sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            fault();
    }
    sqlite::Statement prepare(const char *sql)
    {
        if (!m_error) {
            if (auto statement = sqlite::prepare(m_handle, sql))
                return *std::move(statement);
            fault();
        }
        return {};
    }
    template <class... Values>
    void put(const sqlite::Statement &statement, const Values &...values)
    {
        if (m_error)
            return;
        int column = 0;
        (bind(statement.get(), ++column, values), ...);
        if (sqlite3_step(statement.get()) != SQLITE_DONE)
            fault();
        sqlite3_reset(statement.get());
    }
    const std::optional<QString> &error() const { return m_error; }

private:
    void fault() { m_error = sqlite::messageOf(m_handle); }
    template <class Value>
    static void bind(sqlite3_stmt *statement, int column, const Value &value)
    {
        if constexpr (std::is_same_v<Value, QByteArray>)
            sqlite3_bind_blob(statement, column, value.constData(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        else if constexpr (std::is_same_v<Value, QString>)
            sqlite3_bind_text16(statement, column, value.utf16(), static_cast<int>(value.size() * 2), SQLITE_TRANSIENT);
        else if constexpr (std::is_same_v<Value, std::optional<int32_t>>)
            value ? sqlite3_bind_int64(statement, column, *value) : sqlite3_bind_null(statement, column);
        else if constexpr (std::is_floating_point_v<Value>)
            sqlite3_bind_double(statement, column, value);
        else
            sqlite3_bind_int64(statement, column, static_cast<sqlite3_int64>(value));
    }

    sqlite3 *m_handle;
    std::optional<QString> m_error;
};

struct Stretch {
    int64_t cell;
    uint32_t entry;
    GridPoint from;
    GridPoint to;
};

std::vector<Stretch> stretchesOf(const std::vector<Street> &streets, const std::vector<uint32_t> &entryOfStreet)
{
    std::vector<Stretch> stretches;
    for (size_t i = 0; i < streets.size(); ++i) {
        const LineString &line = streets[i].line;
        for (size_t k = line.size() > 1 ? 1 : 0; k < line.size(); ++k) {
            const GeoPoint a = line[k > 0 ? k - 1 : 0];
            const GeoPoint b = line[k];
            const double metres = distanceMetres(a, b);
            if (metres >= kLongestSegmentMetres)
                continue;
            const int pieces = std::max(1, static_cast<int>(std::ceil(metres / kStretchMetres)));
            const auto at = [&](double part) {
                return GeoPoint { a.longitude + (b.longitude - a.longitude) * part,
                    a.latitude + (b.latitude - a.latitude) * part };
            };
            for (int piece = 0; piece < pieces; ++piece) {
                stretches.push_back({ cellOf(toGrid(at((piece + 0.5) / pieces))), entryOfStreet[i],
                    toGrid(at(1.0 * piece / pieces)), toGrid(at((piece + 1.0) / pieces)) });
            }
        }
    }
    std::ranges::stable_sort(stretches, {}, &Stretch::cell);
    return stretches;
}

QByteArray bytesOf(const std::vector<Ring> &rings)
{
    // As little-endian pairs; a ring ends with a pair that is no position.
    QByteArray bytes;
    const auto put = [&](int32_t value) {
        for (int shift = 0; shift < 32; shift += 8)
            bytes.append(static_cast<char>((static_cast<uint32_t>(value) >> shift) & 0xFF));
    };
    for (const Ring &ring : rings) {
        for (const GeoPoint point : ring) {
            put(toGrid(point).x);
            put(toGrid(point).y);
        }
        put(std::numeric_limits<int32_t>::max());
        put(std::numeric_limits<int32_t>::max());
    }
    return bytes;
}

} // namespace

Result<> GazetteerWriter::Data::write(const QString &path) const
{
    sqlite3 *raw = nullptr;
    const int opened = sqlite3_open_v2(
        path.toUtf8().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    const sqlite::Connection connection(raw);
    if (opened != SQLITE_OK)
        return fail(Failure::Unavailable, sqlite::messageOf(raw));

    // The most important first, and their numbers are their ranks.
    std::vector<uint32_t> order(entries.size());
    std::ranges::iota(order, 0U);
    std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) { return entries[a].weight > entries[b].weight; });
    std::vector<int64_t> rank(entries.size());
    for (size_t i = 0; i < order.size(); ++i)
        rank[order[i]] = static_cast<int64_t>(i) + 1;

    Script script(raw);
    // Nobody sees the file before it is whole: no journal. FULL, so that it is on disk before it takes its name.
    script.run("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=FULL; BEGIN");
    script.run(kGazetteerSchema);
    const auto entry = script.prepare("INSERT INTO entry VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    const auto search = script.prepare("INSERT INTO search(rowid, name, core) VALUES(?,?,?)");
    QSet<QString> words;
    for (const uint32_t i : order) {
        const Entry &one = entries[i];
        const GridPoint at = toGrid(one.position);
        std::array<std::optional<int32_t>, 4> box;
        if (one.extent) {
            const GridPoint low = toGrid(one.extent->southWest);
            const GridPoint high = toGrid(one.extent->northEast);
            box = { low.x, low.y, high.x, high.y };
        }
        script.put(entry, rank[i], static_cast<int>(one.kind), one.label, one.key, one.context, at.x, at.y, box[0],
            box[1], box[2], box[3], one.weight);
        script.put(search, rank[i], one.key, nameCore(one.key));
        for (const QString &word : one.key.split(u' '))
            words.insert(word);
    }
    const auto word = script.prepare("INSERT INTO word VALUES(?)");
    QStringList sorted(words.begin(), words.end());
    sorted.sort();
    for (const QString &one : sorted)
        script.put(word, one);

    const auto context = script.prepare("INSERT INTO context VALUES(?,?)");
    const auto number = script.prepare("INSERT OR IGNORE INTO number VALUES(?,?,?,?,?,?,?)");
    QHash<QString, int64_t> contexts;
    for (size_t i = 0; i < numbers.size(); ++i) {
        const auto parts = readNumber(numbers[i].number);
        if (!parts)
            continue; // "0", "parcelle 12": it has told us of its street
        const QString where = communeOf(numbers[i]);
        auto known = contexts.find(where);
        if (known == contexts.end()) {
            known = contexts.insert(where, contexts.size() + 1);
            script.put(context, *known, where);
        }
        const GridPoint at = toGrid(numbers[i].position);
        script.put(number, rank[entryOfNumber[i]], parts->number, parts->suffix, *known, at.x, at.y, cellOf(at));
    }
    const auto crossing = script.prepare("INSERT OR IGNORE INTO crossing VALUES(?,?,?,?,?)");
    for (const Crossing &one : crossings) {
        const auto [a, b] = std::minmax(rank[one.a], rank[one.b]);
        script.put(crossing, a, b, one.where.x, one.where.y, cellOf(one.where));
    }
    const auto stretch = script.prepare("INSERT INTO stretch VALUES(?,?,?,?,?,?,?)");
    int n = 0;
    for (const Stretch &one : stretchesOf(streets, entryOfStreet))
        script.put(stretch, one.cell, ++n, rank[one.entry], one.from.x, one.from.y, one.to.x, one.to.y);
    const auto outline = script.prepare("INSERT INTO outline(quarter, ring) VALUES(?,?)");
    for (size_t i = 0; i < quarters.size(); ++i) {
        for (const auto &rings : quarters[i].parts)
            script.put(outline, rank[entryOfQuarter[i]], bytesOf(rings));
    }
    script.run(kGazetteerIndexes);
    script.run("INSERT INTO search(search) VALUES('optimize'); ANALYZE");
    script.run(qPrintable(u"PRAGMA application_id=%1; PRAGMA user_version=%2; COMMIT"_s.arg(kGazetteerApplication)
            .arg(kGazetteerVersion)));
    if (script.error())
        return fail(Failure::Unavailable, *script.error());
    return {};
}

Result<> GazetteerWriter::finish(const QString &path)
{
    m_data->entries.clear();
    m_data->entryOfQuarter.clear();
    m_data->crossings.clear();
    m_data->makeStreets();
    m_data->makePlaces();
    m_data->makeQuarters();
    m_data->makeCrossings();
    const QString part = path + u".part"_s;
    QFile::remove(part);
    if (const auto written = m_data->write(part); !written) {
        QFile::remove(part);
        return fail(written.error().kind, u"%1: %2"_s.arg(path, written.error().detail));
    }
    std::error_code error;
    std::filesystem::rename(part.toStdU16String(), path.toStdU16String(), error);
    if (error)
        return fail(Failure::Unavailable, u"%1: %2"_s.arg(path, QString::fromStdString(error.message())));
    return {};
}

} // namespace cortege::geodata
