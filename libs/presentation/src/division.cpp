#include <presentation/division.h>

#include <QtCore/QCollator>
#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

constexpr double kStepMetres = 100;
constexpr double kMetresPerDegree = 111'195; ///< of latitude, on the mean sphere

struct DivisionTexts {
    Q_DECLARE_TR_FUNCTIONS(Division)
};

bool holds(const GeoBox &box, GeoPoint place)
{
    return box.southWest.longitude <= place.longitude && place.longitude <= box.northEast.longitude
        && box.southWest.latitude <= place.latitude && place.latitude <= box.northEast.latitude;
}

/// Even–odd over all rings, so that holes are outside.
bool holds(const std::vector<Ring> &rings, GeoPoint place)
{
    bool inside = false;
    for (const Ring &ring : rings) {
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const GeoPoint a = ring[i];
            const GeoPoint b = ring[j];
            if ((a.latitude > place.latitude) == (b.latitude > place.latitude))
                continue;
            const double crossing
                = a.longitude + (b.longitude - a.longitude) * (place.latitude - a.latitude) / (b.latitude - a.latitude);
            inside ^= place.longitude < crossing;
        }
    }
    return inside;
}

class Quarters final : public Division
{
public:
    explicit Quarters(const std::vector<geodata::Area> &areas)
    {
        std::map<QString, Quarter> byName;
        for (const geodata::Area &area : areas) {
            const auto box = area.rings.empty() ? std::nullopt : boundingBox(area.rings.front());
            if (!box)
                continue;
            auto &[name, parts, extent] = byName[area.name];
            if (parts.empty())
                extent = *box;
            name = area.name;
            parts.push_back(area.rings);
            extent.southWest.longitude = std::min(extent.southWest.longitude, box->southWest.longitude);
            extent.southWest.latitude = std::min(extent.southWest.latitude, box->southWest.latitude);
            extent.northEast.longitude = std::max(extent.northEast.longitude, box->northEast.longitude);
            extent.northEast.latitude = std::max(extent.northEast.latitude, box->northEast.latitude);
        }
        for (auto &[name, quarter] : byName)
            m_quarters.push_back(std::move(quarter));
        // Whatever the machine's own locale is, C among them.
        const QCollator french(QLocale(QLocale::French, QLocale::France));
        std::ranges::sort(m_quarters,
            [&french](const Quarter &one, const Quarter &other) { return french.compare(one.name, other.name) < 0; });
    }
    QString title() const override { return DivisionTexts::tr("Quartier"); }
    int count() const override { return static_cast<int>(m_quarters.size()); }
    QString name(int part) const override { return m_quarters.at(static_cast<size_t>(part)).name; }
    GeoBox extent(int part) const override { return m_quarters.at(static_cast<size_t>(part)).extent; }
    std::vector<Ring> outlines(int part) const override
    {
        std::vector<Ring> all;
        for (const auto &rings : m_quarters.at(static_cast<size_t>(part)).parts) {
            for (Ring ring : rings) {
                if (ring.empty())
                    continue;
                if (ring.front() != ring.back())
                    ring.push_back(ring.front());
                all.push_back(std::move(ring));
            }
        }
        return all;
    }
    std::optional<int> partAt(GeoPoint place) const override
    {
        for (size_t i = 0; i < m_quarters.size(); ++i) {
            if (holds(m_quarters[i].extent, place)
                && std::ranges::any_of(m_quarters[i].parts, [&](const auto &rings) { return holds(rings, place); }))
                return static_cast<int>(i);
        }
        return std::nullopt;
    }

private:
    struct Quarter {
        QString name;
        std::vector<std::vector<Ring>> parts;
        GeoBox extent;
    };
    std::vector<Quarter> m_quarters;
};

class Squares final : public Division
{
public:
    Squares(const GeoBox &box, double metres)
        : m_box(box), m_high(metres / kMetresPerDegree),
          m_wide(m_high / std::cos((box.southWest.latitude + box.northEast.latitude) / 2 * std::numbers::pi / 180)),
          m_columns(
              std::max(1, static_cast<int>(std::ceil((box.northEast.longitude - box.southWest.longitude) / m_wide)))),
          m_rows(std::max(1, static_cast<int>(std::ceil((box.northEast.latitude - box.southWest.latitude) / m_high)))),
          m_metres(metres)
    {
    }
    QString title() const override
    {
        return DivisionTexts::tr("Carré de %1 m").arg(QString::number(std::lround(m_metres)));
    }
    int count() const override { return m_columns * m_rows; }
    /// As on a street map: the row in letters, then the column.
    QString name(int part) const override
    {
        QString letters;
        for (int row = part / m_columns; row >= 0; row = row / 26 - 1)
            letters.prepend(QChar(u'A' + row % 26));
        return u"%1 %2"_s.arg(letters).arg(part % m_columns + 1);
    }
    GeoBox extent(int part) const override
    {
        const int row = part / m_columns;
        const double west = m_box.southWest.longitude + part % m_columns * m_wide;
        const double north = m_box.northEast.latitude - row * m_high;
        return { { west, north - m_high }, { west + m_wide, north } };
    }
    std::vector<Ring> outlines(int part) const override { return { outlineOf(extent(part)) }; }
    std::optional<int> partAt(GeoPoint place) const override
    {
        const double column = std::floor((place.longitude - m_box.southWest.longitude) / m_wide);
        const double row = std::floor((m_box.northEast.latitude - place.latitude) / m_high);
        if (!(column >= 0 && column < m_columns && row >= 0 && row < m_rows))
            return std::nullopt;
        return static_cast<int>(row) * m_columns + static_cast<int>(column);
    }

private:
    GeoBox m_box;
    double m_high; ///< degrees
    double m_wide;
    int m_columns;
    int m_rows;
    double m_metres;
};

void walk(const LineString &line, bool closed, const auto &visit)
{
    const size_t count = line.size();
    for (size_t i = 0; i + (closed ? 0 : 1) < count; ++i) {
        const GeoPoint a = line[i];
        const GeoPoint b = line[(i + 1) % count];
        const int steps = std::clamp(static_cast<int>(std::ceil(distanceMetres(a, b) / kStepMetres)), 1, 1'000);
        for (int step = 0; step <= steps; ++step) {
            const double t = static_cast<double>(step) / steps;
            visit({ std::lerp(a.longitude, b.longitude, t), std::lerp(a.latitude, b.latitude, t) });
        }
    }
}

} // namespace

Ring outlineOf(const GeoBox &box)
{
    const auto &[southWest, northEast] = box;
    return { southWest, { northEast.longitude, southWest.latitude }, northEast,
        { southWest.longitude, northEast.latitude }, southWest };
}

std::unique_ptr<Division> divisionOf(const std::vector<geodata::Area> &quarters)
{
    return std::make_unique<Quarters>(quarters);
}

std::unique_ptr<Division> squaresOver(const GeoBox &box, double metres)
{
    Q_ASSERT(metres > 0);
    return std::make_unique<Squares>(box, metres);
}

void forEachPlace(const EventRecord &record, const std::function<void(GeoPoint)> &visit)
{
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    const auto *standing = std::get_if<StaticDemonstration>(&record.particulars);
    if (moving && moving->route.size() >= 2)
        walk(moving->route, false, visit);
    else if (standing && standing->footprint.size() >= 3)
        walk(standing->footprint, true, visit);
    else
        std::ranges::for_each(placesOf(record), visit);
}

std::vector<int> partsOf(const EventRecord &record, const Division &division)
{
    std::vector<int> parts;
    forEachPlace(record, [&](GeoPoint place) {
        const auto part = division.partAt(place);
        if (part && !std::ranges::contains(parts, *part))
            parts.push_back(*part);
    });
    return parts;
}

} // namespace cortege::presentation
