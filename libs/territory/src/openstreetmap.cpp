#include "coast.h"
#include "readers.h"

#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/flex_mem.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/visitor.hpp>

#include <QtCore/QHash>

#include <array>
#include <cstring>
#include <set>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::Area;
using geodata::AreaKind;
using geodata::HouseNumber;
using geodata::NamedPlace;
using geodata::PlaceCategory;
using geodata::Street;
using geodata::StreetClass;
namespace
{

using Locations = osmium::index::map::FlexMem<osmium::unsigned_object_id_type, osmium::Location>;

QString text(const osmium::TagList &tags, const char *key)
{
    const char *value = tags.get_value_by_key(key);
    return value ? QString::fromUtf8(value).simplified() : QString();
}
bool isOneOf(const char *value, std::initializer_list<const char *> words)
{
    return value && std::ranges::any_of(words, [&](const char *word) { return std::strcmp(value, word) == 0; });
}
bool is(const osmium::TagList &tags, const char *key, std::initializer_list<const char *> words)
{
    return isOneOf(tags.get_value_by_key(key), words);
}
bool saysYes(const osmium::TagList &tags, const char *key)
{
    const char *value = tags.get_value_by_key(key);
    return value && std::strcmp(value, "no") != 0;
}

std::optional<StreetClass> classOf(const char *highway)
{
    if (isOneOf(highway, { "motorway", "motorway_link", "trunk", "trunk_link" }))
        return StreetClass::Motorway;
    if (isOneOf(highway, { "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link" }))
        return StreetClass::Major;
    if (isOneOf(highway, { "residential", "unclassified", "living_street", "road" }))
        return StreetClass::Minor;
    if (isOneOf(highway, { "service", "track" }))
        return StreetClass::Service;
    if (isOneOf(highway, { "pedestrian", "footway", "path", "steps", "cycleway", "bridleway" }))
        return StreetClass::Pedestrian;
    return std::nullopt;
}

/// A trunk road of a town has pavements, unless it is an expressway.
bool isOnFoot(const osmium::TagList &tags, StreetClass streetClass, int level)
{
    if (tags.has_key("foot"))
        return saysYes(tags, "foot");
    if (is(tags, "motorroad", { "yes" }))
        return false;
    if (saysYes(tags, "sidewalk") || is(tags, "highway", { "trunk", "trunk_link" }))
        return true;
    return territory::isOnFoot(streetClass, level);
}

int levelOf(const osmium::TagList &tags)
{
    bool ok = false;
    const int layer = text(tags, "layer").toInt(&ok);
    if (ok && layer != 0)
        return layer;
    return saysYes(tags, "tunnel") ? -1 : saysYes(tags, "bridge") ? 1 : 0;
}

std::optional<AreaKind> kindOf(const osmium::TagList &tags)
{
    if (saysYes(tags, "building"))
        return AreaKind::Building;
    if (is(tags, "natural", { "water", "bay" }) || is(tags, "waterway", { "riverbank", "dock" })
        || is(tags, "landuse", { "reservoir", "basin" }) || is(tags, "leisure", { "swimming_pool", "marina" }))
        return AreaKind::Water;
    if (is(tags, "leisure", { "park", "garden", "playground", "pitch", "golf_course", "nature_reserve" })
        || is(tags, "landuse", { "forest", "grass", "cemetery", "recreation_ground", "meadow", "village_green" })
        || is(tags, "natural", { "wood", "scrub", "grassland", "heath" }))
        return AreaKind::Park;
    if (is(tags, "place", { "square" }) || is(tags, "highway", { "pedestrian", "footway" }))
        return AreaKind::Square;
    if ((is(tags, "boundary", { "administrative" }) && is(tags, "admin_level", { "9", "10", "11" }))
        || is(tags, "place", { "quarter", "suburb", "neighbourhood" }))
        return AreaKind::Quarter;
    return std::nullopt;
}

std::optional<PlaceCategory> categoryOfTags(const osmium::TagList &tags)
{
    struct Rule {
        const char *key = nullptr;
        std::initializer_list<const char *> values;
        PlaceCategory category {};
    };
    using enum PlaceCategory;
    static const std::array kRules {
        Rule { "place", { "square" }, Square },
        Rule { "railway", { "station", "halt", "tram_stop" }, Station },
        Rule { "amenity", { "school", "college", "university", "kindergarten" }, School },
        Rule { "amenity", { "theatre", "cinema", "library", "arts_centre" }, Culture },
        Rule { "tourism", { "museum", "gallery" }, Culture },
        Rule { "leisure", { "stadium", "sports_centre", "water_park" }, Sport },
        Rule { "amenity", { "hospital", "clinic" }, Health },
        Rule { "amenity", { "townhall", "police", "fire_station", "post_office", "courthouse", "public_building" },
            PublicService },
        Rule { "amenity", { "place_of_worship" }, Worship },
        Rule { "leisure", { "park", "garden" }, Park },
        Rule { "historic", { "monument", "memorial", "castle", "fort" }, Monument },
        Rule { "tourism", { "attraction" }, Monument },
        Rule { "amenity", { "marketplace" }, Other },
        Rule { "place", { "quarter", "suburb", "neighbourhood" }, Other },
    };
    const auto found = std::ranges::find_if(kRules, [&](const Rule &rule) { return is(tags, rule.key, rule.values); });
    return found == kRules.end() ? std::nullopt : std::optional(found->category);
}

osmium::TagsFilter areasWanted()
{
    osmium::TagsFilter filter(false);
    for (const char *key : { "building", "natural", "waterway", "leisure", "landuse", "place", "amenity", "tourism",
             "historic", "railway" })
        filter.add_rule(true, key);
    filter.add_rule(true, "boundary", "administrative");
    filter.add_rule(true, "area", "yes");
    return filter;
}

GeoPoint pointOf(const osmium::Location &location) { return { location.lon(), location.lat() }; }

QString recordOf(const osmium::OSMObject &object)
{
    return u"%1 %2"_s.arg(QLatin1StringView(osmium::item_type_to_name(object.type()))).arg(object.id());
}

// Middle of the outline: good enough for a door or a school yard.
GeoPoint middleOf(const Ring &ring)
{
    GeoPoint sum;
    for (const GeoPoint &p : ring)
        sum = { sum.longitude + p.longitude, sum.latitude + p.latitude };
    const auto count = static_cast<double>(ring.size());
    return { sum.longitude / count, sum.latitude / count };
}

Ring ringOf(const osmium::NodeRefList &nodes)
{
    Ring ring;
    for (const osmium::NodeRef &node : nodes)
        ring.push_back(pointOf(node.location()));
    if (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    return ring;
}

/// Streets of houses that say only by a relation where they stand.
using StreetOfHouse = QHash<QString, QString>;

class Reader : public osmium::handler::Handler
{
public:
    Reader(Source &source, const StreetOfHouse &streets) : m_source(source), m_streets(streets) { }

    void node(const osmium::Node &node)
    {
        if (node.tags().empty())
            return;
        if (!node.location().valid())
            return refuse(recordOf(node), Fault::OffEarth);
        addNumber(node, node.tags(), pointOf(node.location()));
        addPlace(node.tags(), pointOf(node.location()));
    }
    void way(const osmium::Way &way)
    {
        const osmium::TagList &tags = way.tags();
        if (tags.empty())
            return;
        const bool coast = is(tags, "natural", { "coastline" });
        const auto streetClass = classOf(tags.get_value_by_key("highway"));
        const bool street = streetClass && !(way.is_closed() && is(tags, "area", { "yes" }));
        const bool house = tags.has_key("addr:housenumber");
        if (!coast && !street && !house)
            return;
        bool whole = true;
        const std::vector<LineString> runs = runsOf(way, whole);
        if (!whole)
            refuse(recordOf(way), Fault::MissingNodes);
        const int level = levelOf(tags);
        for (const LineString &line : runs) {
            if (coast)
                m_coast.push_back(line);
            if (street)
                m_source.features.streets.push_back(
                    { text(tags, "name"), *streetClass, line, {}, level, isOnFoot(tags, *streetClass, level) });
        }
        if (house && !runs.empty())
            addNumber(way, tags, middleOf(ringWithoutEnd(runs.front())));
    }
    void area(const osmium::Area &area)
    {
        const auto kind = kindOf(area.tags());
        const auto category = categoryOfTags(area.tags());
        if (!kind && !category)
            return;
        const auto rings = area.num_rings();
        if (rings.first == 0)
            return refuse((area.from_way() ? u"way %1"_s : u"relation %1"_s).arg(area.orig_id()), Fault::BrokenArea);
        for (const osmium::OuterRing &outer : area.outer_rings()) {
            Area part { text(area.tags(), "name"), kind.value_or(AreaKind::Building), { ringOf(outer) } };
            for (const osmium::InnerRing &inner : area.inner_rings(outer))
                part.rings.push_back(ringOf(inner));
            if (&outer == &*area.outer_rings().begin())
                addPlace(area.tags(), middleOf(part.rings.front()));
            if (kind)
                m_source.features.areas.push_back(std::move(part));
        }
    }

    void refuse(const QString &record, Fault fault) { m_source.refusals.push_back({ record, fault, {} }); }
    const std::vector<LineString> &coast() const { return m_coast; }

private:
    static Ring ringWithoutEnd(LineString line)
    {
        if (line.size() > 1 && line.front() == line.back())
            line.pop_back();
        return line;
    }
    static std::vector<LineString> runsOf(const osmium::Way &way, bool &whole)
    {
        std::vector<LineString> runs;
        LineString run;
        const auto close = [&] {
            if (run.size() > 1)
                runs.push_back(run);
            run.clear();
        };
        for (const osmium::NodeRef &node : way.nodes()) {
            if (!node.location().valid()) {
                whole = false;
                close();
            } else if (run.empty() || run.back() != pointOf(node.location())) {
                run.push_back(pointOf(node.location()));
            }
        }
        close();
        whole = whole && !runs.empty();
        return runs;
    }
    void addNumber(const osmium::OSMObject &object, const osmium::TagList &tags, const GeoPoint &position)
    {
        const QString number = text(tags, "addr:housenumber");
        if (number.isEmpty())
            return;
        QString street = text(tags, "addr:street");
        if (street.isEmpty())
            street = m_streets.value(recordOf(object), text(tags, "addr:place"));
        if (street.isEmpty())
            return refuse(recordOf(object), Fault::NoStreet);
        m_source.features.numbers.push_back(
            { number, street, text(tags, "addr:postcode"), text(tags, "addr:city"), position });
    }
    void addPlace(const osmium::TagList &tags, const GeoPoint &position)
    {
        const auto category = categoryOfTags(tags);
        const QString name = category ? text(tags, "name") : QString();
        if (!name.isEmpty())
            m_source.features.places.push_back({ name, *category, position, {} });
    }

    Source &m_source;
    const StreetOfHouse &m_streets;
    std::vector<LineString> m_coast;
};

void readHouses(const osmium::Relation &relation, StreetOfHouse &streets)
{
    if (!is(relation.tags(), "type", { "associatedStreet", "street" }))
        return;
    QString name = text(relation.tags(), "name");
    if (name.isEmpty())
        name = text(relation.tags(), "addr:street");
    for (const osmium::RelationMember &member : relation.members()) {
        if (!name.isEmpty() && isOneOf(member.role(), { "house", "address", "addr:houselink" }))
            streets.insert(
                u"%1 %2"_s.arg(QLatin1StringView(osmium::item_type_to_name(member.type()))).arg(member.ref()), name);
    }
}

std::optional<GeoBox> boxOf(const osmium::io::Header &header)
{
    const osmium::Box box = header.joined_boxes();
    if (!box.valid())
        return std::nullopt;
    return GeoBox { pointOf(box.bottom_left()), pointOf(box.top_right()) };
}

void addLand(const std::vector<LineString> &coast, Source &source)
{
    // Without bounds of the extract, a frame that no coast leaves on its way.
    std::vector<GeoPoint> points;
    for (const Street &street : source.features.streets)
        points.insert(points.end(), street.line.begin(), street.line.end());
    for (const LineString &line : coast)
        points.insert(points.end(), line.begin(), line.end());
    const auto frame = source.bounds ? source.bounds : boundingBox(points);
    if (!frame || coast.empty())
        return;
    for (Ring &ring : landFromCoast(coast, *frame))
        source.features.areas.push_back({ {}, AreaKind::Land, { std::move(ring) } });
}

void readObjects(const osmium::io::File &file, Source &source)
{
    osmium::area::Assembler::config_type config;
    osmium::area::MultipolygonManager<osmium::area::Assembler> areas(config, areasWanted());
    StreetOfHouse streets;
    osmium::io::Reader relations(file, osmium::osm_entity_bits::relation);
    source.bounds = boxOf(relations.header());
    while (const osmium::memory::Buffer buffer = relations.read()) {
        for (const auto &relation : buffer.select<osmium::Relation>()) {
            areas.relation(relation);
            readHouses(relation, streets);
        }
    }
    relations.close();
    areas.prepare_for_lookup();

    Locations locations;
    osmium::handler::NodeLocationsForWays<Locations> withLocations(locations);
    withLocations.ignore_errors();
    Reader reader(source, streets);
    osmium::io::Reader objects(file);
    osmium::apply(objects, withLocations, reader,
        areas.handler([&](const osmium::memory::Buffer &buffer) { osmium::apply(buffer, reader); }));
    objects.close();
    areas.for_each_incomplete_relation([&](const osmium::relations::RelationHandle &relation) {
        if (kindOf(relation->tags()))
            reader.refuse(recordOf(*relation), Fault::MissingNodes);
    });
    addLand(reader.coast(), source);
}

} // namespace

Result<Source> readOpenStreetMap(const SourceRequest &request, const char *format)
{
    Source source;
    source.format = SourceFormat::OpenStreetMap;
    source.attribution = u"© les contributeurs d’OpenStreetMap (ODbL)"_s;
    try {
        readObjects(osmium::io::File(request.path.toStdString(), format), source);
    } catch (const std::exception &trouble) {
        return fail(Failure::Corrupt, QString::fromUtf8(trouble.what()));
    }
    return source;
}

} // namespace cortege::territory
