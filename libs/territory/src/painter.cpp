#include "painter.h"
#include "mercator.h"
#include "namelines.h"

#include <mapnik/agg_renderer.hpp>
#include <mapnik/debug.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/font_engine_freetype.hpp>
#include <mapnik/image.hpp>
#include <mapnik/image_util.hpp>
#include <mapnik/image_view.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/load_map.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/request.hpp>

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QStringList>

#include <array>
#include <map>
#include <mutex>
#include <set>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::Area;
using geodata::AreaKind;
using geodata::PlaceCategory;
using geodata::Street;
using geodata::StreetClass;
using geodata::TileKey;
namespace
{

constexpr int kMargin = 384; ///< pixels around a picture within which names are placed and not shown

// The faces that the style names, where Debian's fonts-open-sans has them.
constexpr std::array kFonts { "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf",
    "/usr/share/fonts/truetype/open-sans/OpenSans-Italic.ttf",
    "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf",
    "/usr/share/fonts/truetype/open-sans/OpenSans-SemiboldItalic.ttf" };

QByteArray styleText()
{
    QFile file(u":/territory/style.xml"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return file.readAll();
}

/// A number that depends on the zoom: "10 0.5, 12 1.5, 16 8"; straight lines between, the first and the last beyond.
class Ramp
{
public:
    explicit Ramp(const QString &text)
    {
        for (const QString &step : text.split(u',')) {
            const QStringList pair = step.simplified().split(u' ');
            Q_ASSERT(pair.size() == 2);
            m_steps[pair[0].toInt()] = pair[1].toDouble();
        }
    }
    double at(int zoom) const
    {
        const auto next = m_steps.lower_bound(zoom);
        if (next == m_steps.end())
            return m_steps.rbegin()->second;
        if (next == m_steps.begin() || next->first == zoom)
            return next->second;
        const auto before = std::prev(next);
        const double part = double(zoom - before->first) / (next->first - before->first);
        return before->second + part * (next->second - before->second);
    }

private:
    std::map<int, double> m_steps;
};

const char *nameOf(StreetClass streetClass)
{
    switch (streetClass) {
    case StreetClass::Motorway:
        return "motorway";
    case StreetClass::Major:
        return "major";
    case StreetClass::Minor:
        return "minor";
    case StreetClass::Service:
        return "service";
    case StreetClass::Pedestrian:
        return "pedestrian";
    }
    Q_UNREACHABLE_RETURN("minor");
}
const char *nameOf(PlaceCategory category)
{
    constexpr std::array kNames { "square", "station", "school", "culture", "sport", "health", "service", "worship",
        "park", "monument", "other" };
    return kNames.at(static_cast<size_t>(category));
}

mapnik::geometry::point<double> planePoint(const GeoPoint &point)
{
    return { mercator::x(point.longitude), mercator::y(point.latitude) };
}
mapnik::geometry::line_string<double> planeLine(const LineString &line)
{
    mapnik::geometry::line_string<double> plane;
    for (const GeoPoint &point : line)
        plane.push_back(planePoint(point));
    return plane;
}
mapnik::geometry::polygon<double> planePolygon(const std::vector<Ring> &rings)
{
    mapnik::geometry::polygon<double> plane;
    for (const Ring &ring : rings) {
        mapnik::geometry::linear_ring<double> closed;
        for (const GeoPoint &point : ring)
            closed.push_back(planePoint(point));
        if (!closed.empty())
            closed.push_back(closed.front());
        plane.push_back(std::move(closed));
    }
    return plane;
}

/// The features of one layer of the style.
class LayerData
{
public:
    LayerData() : m_source(std::make_shared<mapnik::memory_datasource>(mapnik::parameters())) { }

    void add(mapnik::geometry::geometry<double> geometry, const QString &name, const char *kind = "", int level = 0)
    {
        const auto feature = mapnik::feature_factory::create(m_context, ++m_last);
        feature->put_new("name", text(name));
        feature->put_new("caps", text(name.toUpper()));
        feature->put_new("kind", text(QString::fromLatin1(kind)));
        feature->put_new("level", mapnik::value_integer(level));
        feature->set_geometry(std::move(geometry));
        m_source->push(feature);
    }
    const std::shared_ptr<mapnik::memory_datasource> &source() const { return m_source; }

private:
    static mapnik::value_unicode_string text(const QString &text)
    {
        return mapnik::value_unicode_string::fromUTF8(text.toStdString());
    }
    std::shared_ptr<mapnik::memory_datasource> m_source;
    mapnik::context_ptr m_context = std::make_shared<mapnik::context_type>();
    mapnik::value_integer m_last = 0;
};

using Layers = std::map<std::string, LayerData>;

const char *layerOf(AreaKind kind)
{
    switch (kind) {
    case AreaKind::Land:
        return "land";
    case AreaKind::Quarter:
        return "quarters";
    case AreaKind::Water:
        return "water";
    case AreaKind::Park:
        return "parks";
    case AreaKind::Building:
        return "buildings";
    case AreaKind::Square:
        return "squares";
    }
    Q_UNREACHABLE_RETURN("land");
}

// The wide ones lie above the narrow ones, bridges above what they cross.
std::vector<Street> inDrawingOrder(std::vector<Street> streets)
{
    std::ranges::stable_sort(streets, [](const Street &a, const Street &b) {
        return std::pair(a.level, -int(a.streetClass)) < std::pair(b.level, -int(b.streetClass));
    });
    return streets;
}

// Islands and exclaves carry the name of their quarter; once is enough on a map.
std::set<const Area *> largestOfEachName(const std::vector<Area> &areas)
{
    std::map<std::pair<QString, AreaKind>, std::pair<double, const Area *>> largest;
    for (const Area &area : areas) {
        auto &best = largest[{ area.name, area.kind }];
        best = std::max(best, std::pair(areaSquareMetres(area.rings.front()), &area));
    }
    std::set<const Area *> named;
    for (const auto &[name, best] : largest)
        named.insert(best.second);
    return named;
}

Layers layersOf(const Features &features)
{
    Layers layers;
    const std::set<const Area *> named = largestOfEachName(features.areas);
    for (const Area &area : features.areas)
        layers[layerOf(area.kind)].add(planePolygon(area.rings), named.contains(&area) ? area.name : QString());
    for (const Street &street : inDrawingOrder(features.streets))
        layers["streets"].add(planeLine(street.line), street.name, nameOf(street.streetClass), street.level);
    for (const Street &street : namedLines(features.streets))
        layers["street-names"].add(planeLine(street.line), street.name, nameOf(street.streetClass));
    for (const geodata::NamedPlace &place : features.places)
        layers["places"].add(planePoint(place.position), place.name, nameOf(place.category));
    for (const geodata::NamedPlace &centre : features.streetCentres)
        layers["street-centres"].add(planePoint(centre.position), centre.name, nameOf(centre.category));
    for (const geodata::HouseNumber &number : features.numbers)
        layers["numbers"].add(planePoint(number.position), number.number);
    return layers;
}

/// Mapnik reads the file of a face when one first asks for it, into a cache of all maps that other threads search
/// without a lock meanwhile. Read here, they are all there before there are other threads.
void readFonts()
{
    using Engine = mapnik::freetype_engine;
    mapnik::font_library library;
    for (const auto &[face, file] : Engine::get_mapping())
        (void)Engine::create_face(face, library, {}, {}, Engine::get_mapping(), Engine::get_cache());
}

Result<> registerFonts()
{
    static std::mutex once;
    const std::lock_guard lock(once);
    for (const char *font : kFonts) {
        const auto &known = mapnik::freetype_engine::get_mapping();
        const bool there = std::ranges::any_of(known, [&](const auto &face) { return face.second.second == font; });
        if (!there && !mapnik::freetype_engine::register_font(font))
            return fail(Failure::Unavailable,
                u"the font %1 is missing (package fonts-open-sans)"_s.arg(QLatin1StringView(font)));
    }
    readFonts();
    return {};
}

mapnik::box2d<double> boxOf(const TileKey &topLeft, int columns, int rows)
{
    const double width = mercator::tileWidth(topLeft.zoom);
    const double left = topLeft.x * width - mercator::kHalfWorld;
    const double top = mercator::kHalfWorld - topLeft.y * width;
    return { left, top - rows * width, left + columns * width, top };
}

} // namespace

struct Painter::Data {
    mapnik::Map map;
    std::map<std::string, Ramp> ramps;
};

Painter::Painter(std::unique_ptr<Data> data) : m_data(std::move(data)) { }
Painter::Painter(const Painter &other) : m_data(std::make_unique<Data>(*other.m_data)) { }
Painter::Painter(Painter &&) noexcept = default;
Painter::~Painter() = default;

Result<Painter> Painter::make(const Features &features)
{
    if (const auto fonts = registerFonts(); !fonts)
        return std::unexpected(fonts.error());
    auto data = std::make_unique<Data>();
    mapnik::logger::set_severity(mapnik::logger::none); // what matters is thrown
    try {
        mapnik::load_map_string(data->map, styleText().toStdString(), true);
        Layers layers = layersOf(features);
        const bool knowsLand = layers.contains("land");
        for (mapnik::layer &layer : data->map.layers())
            layer.set_datasource(layers[layer.name()].source());
        for (const auto &[name, value] : data->map.get_extra_parameters()) {
            const auto text = data->map.get_extra_parameters().get<std::string>(name);
            if (name == "sea" && knowsLand)
                data->map.set_background(mapnik::color(*text));
            else if (name != "sea")
                data->ramps.emplace(name, Ramp(QString::fromStdString(*text)));
        }
    } catch (const std::exception &trouble) {
        return fail(Failure::Unavailable, u"the style: %1"_s.arg(QString::fromUtf8(trouble.what())));
    }
    return Painter(std::move(data));
}

Result<std::vector<TileFile::Tile>> Painter::draw(std::span<const TileKey> keys, int pixels)
{
    const auto [left, right] = std::ranges::minmax(keys, {}, &TileKey::x);
    const auto [top, bottom] = std::ranges::minmax(keys, {}, &TileKey::y);
    const int columns = right.x - left.x + 1;
    const int rows = bottom.y - top.y + 1;
    const TileKey corner { keys.front().zoom, left.x, top.y };
    const int scale = pixels / 256;
    mapnik::Map &map = m_data->map;
    map.resize(static_cast<unsigned>(columns * pixels), static_cast<unsigned>(rows * pixels));
    map.zoom_to_box(boxOf(corner, columns, rows));
    map.set_buffer_size(kMargin * scale);
    // The map's own size and extent once more: only with a request does Mapnik take variables.
    mapnik::request request(map.width(), map.height(), map.get_current_extent());
    request.set_buffer_size(kMargin * scale);
    mapnik::attributes variables { { "zoom", mapnik::value_integer(corner.zoom) } };
    for (const auto &[name, ramp] : m_data->ramps)
        variables[name] = ramp.at(corner.zoom);
    std::vector<TileFile::Tile> tiles;
    try {
        mapnik::image_rgba8 image(columns * pixels, rows * pixels);
        mapnik::agg_renderer<mapnik::image_rgba8> renderer(map, request, variables, image, scale);
        renderer.apply();
        const auto side = static_cast<size_t>(pixels);
        for (const TileKey &key : keys) {
            const mapnik::image_view_rgba8 view(static_cast<size_t>(key.x - corner.x) * side,
                static_cast<size_t>(key.y - corner.y) * side, side, side, image);
            const std::string png = mapnik::save_to_string(view, "png8:m=h:z=6");
            tiles.push_back({ key, QByteArray(png.data(), static_cast<qsizetype>(png.size())) });
        }
    } catch (const std::exception &trouble) {
        return fail(Failure::Unavailable, QString::fromUtf8(trouble.what()));
    }
    return tiles;
}

QByteArray styleFingerprint() { return QCryptographicHash::hash(styleText(), QCryptographicHash::Sha256).toHex(); }

} // namespace cortege::territory
