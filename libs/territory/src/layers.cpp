#include "readers.h"

#include <domain/folding.h>
#include <vectorfiles/vectorfile.h>
#include <vectorfiles/vectorrecords.h>

#include <QtCore/QFileInfo>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::Area;
using geodata::AreaKind;
using geodata::HouseNumber;
using geodata::NamedPlace;
using geodata::Street;
using geodata::StreetClass;
using vectorfiles::Complaints;
namespace
{

/// The first of `names`, folded, that there is, however it is spelt there; -1 without any.
int column(const OGRFeatureDefn &columns, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        for (int at = 0; at < columns.GetFieldCount(); ++at) {
            if (folded(QString::fromUtf8(columns.GetFieldDefn(at)->GetNameRef())) == QLatin1StringView(name))
                return at;
        }
    }
    return -1;
}

QString textOf(const OGRFeature &feature, int at)
{
    if (at < 0 || !feature.IsFieldSetAndNotNull(at))
        return {};
    return QString::fromUtf8(feature.GetFieldAsString(at)).simplified();
}

StreetClass classOf(const QString &words)
{
    const QString word = folded(words);
    const auto has = [&](std::initializer_list<QLatin1StringView> stems) {
        return std::ranges::any_of(stems, [&](QLatin1StringView stem) { return word.contains(stem); });
    };
    if (word == "highway"_L1 || has({ "motorway"_L1, "trunk"_L1, "autorout"_L1, "express"_L1 }))
        return StreetClass::Motorway;
    if (has({ "major"_L1, "primary"_L1, "secondary"_L1, "tertiary"_L1, "boulevard"_L1, "principal"_L1 }))
        return StreetClass::Major;
    if (has({ "service"_L1, "track"_L1 }))
        return StreetClass::Service;
    if (has({ "pedestrian"_L1, "foot"_L1, "path"_L1, "steps"_L1, "pieton"_L1, "sentier"_L1 }))
        return StreetClass::Pedestrian;
    return StreetClass::Minor;
}

int levelOf(const QString &structure)
{
    const QString word = structure.toLower();
    bool ok = false;
    const int level = word.toInt(&ok);
    if (ok)
        return level;
    if (word.contains("tunnel"_L1) || word.contains("souterrain"_L1))
        return -1;
    return word.contains("bridge"_L1) || word.contains("pont"_L1) ? 1 : 0;
}

Ring ringOf(const OGRLinearRing &from)
{
    Ring ring;
    for (int i = 0; i < from.getNumPoints(); ++i)
        ring.push_back({ from.getX(i), from.getY(i) });
    if (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    return ring;
}

class Layer
{
public:
    Layer(OGRLayer &layer, const SourceRequest &request, Complaints &complaints, Source &source)
        : m_layer(layer), m_columns(*layer.GetLayerDefn()), m_request(request), m_complaints(complaints),
          m_source(source), m_name(column(m_columns,
                                { "nom", "name", "nom voie", "nom qua", "libelle", "toponyme", "nom com", "label" })),
          m_class(column(m_columns, { "roadclass", "highway", "fclass", "class", "nature" })),
          m_level(column(m_columns, { "structure", "level", "layer", "pos sol" })),
          m_district(column(m_columns, { "quartier", "district", "commune", "nom commune" })),
          m_category(column(m_columns, { "categorie", "category", "amenity", "type" })),
          m_number(column(m_columns, { "numero", "housenumber", "addr housenumber" })),
          m_street(column(m_columns, { "nom voie", "street", "addr street" })), m_area(areaKind())
    {
    }

    Result<> read()
    {
        return vectorfiles::forEachRecord(m_layer, m_complaints, [this](const vectorfiles::VectorRecord &record) {
            if (!record.shape)
                refuse(record, faultOf(record.shape.error().kind), record.shape.error().detail);
            else if (const auto fault = addGeometry(record.feature, **record.shape))
                refuse(record, *fault, {});
        });
    }

private:
    void refuse(const vectorfiles::VectorRecord &record, Fault fault, const QString &detail)
    {
        m_source.refusals.push_back({ record.number, fault, detail });
    }
    static Fault faultOf(exchange::ShapeFault::Kind kind)
    {
        switch (kind) {
        case exchange::ShapeFault::Kind::Missing:
            return Fault::NoGeometry;
        case exchange::ShapeFault::Kind::Unreadable:
            return Fault::Unreadable;
        case exchange::ShapeFault::Kind::OffEarth:
            return Fault::OffEarth;
        }
        Q_UNREACHABLE_RETURN({});
    }
    AreaKind areaKind() const
    {
        if (m_request.role.kind == Role::Kind::Areas)
            return m_request.role.area;
        const QString words
            = QFileInfo(m_request.path).fileName().toLower() + u' ' + QString::fromUtf8(m_layer.GetName()).toLower();
        const auto has = [&](std::initializer_list<QLatin1StringView> stems) {
            return std::ranges::any_of(stems, [&](QLatin1StringView stem) { return words.contains(stem); });
        };
        if (has({ "land."_L1, "land-"_L1, "terre"_L1 }))
            return AreaKind::Land;
        if (has({ "water"_L1, "eau"_L1, "hydro"_L1 }))
            return AreaKind::Water;
        if (has({ "parc"_L1, "park"_L1, "jardin"_L1, "vegeta"_L1 }))
            return AreaKind::Park;
        if (has({ "building"_L1, "bati"_L1 }))
            return AreaKind::Building;
        if (m_name >= 0)
            return AreaKind::Quarter;
        // Many nameless surfaces are buildings, few are the outline of a commune.
        constexpr GIntBig kOutlines = 20;
        return m_layer.GetFeatureCount() > kOutlines ? AreaKind::Building : AreaKind::Land;
    }

    std::optional<Fault> addGeometry(const OGRFeature &feature, const OGRGeometry &geometry)
    {
        if (const auto *collection = dynamic_cast<const OGRGeometryCollection *>(&geometry)) {
            std::optional<Fault> fault;
            for (const OGRGeometry *part : *collection) {
                if (const auto found = addGeometry(feature, *part))
                    fault = found;
            }
            return fault;
        }
        const Role::Kind kind = m_request.role.kind;
        const auto wanted = [kind](Role::Kind one) { return kind == Role::Kind::Guess || kind == one; };
        switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbLineString:
            return wanted(Role::Kind::Streets) ? addStreet(feature, *geometry.toLineString()) : Fault::WrongGeometry;
        case wkbPolygon:
            return wanted(Role::Kind::Areas) ? addArea(feature, *geometry.toPolygon()) : Fault::WrongGeometry;
        case wkbPoint:
            return wanted(Role::Kind::Places) ? addPoint(feature, *geometry.toPoint()) : Fault::WrongGeometry;
        default:
            return Fault::WrongGeometry;
        }
    }

    std::optional<Fault> addStreet(const OGRFeature &feature, const OGRLineString &from)
    {
        LineString line;
        for (int i = 0; i < from.getNumPoints(); ++i) {
            const GeoPoint point { from.getX(i), from.getY(i) };
            if (line.empty() || line.back() != point)
                line.push_back(point);
        }
        if (line.size() < 2)
            return Fault::TooShort;
        const QString name = textOf(feature, m_name);
        int level = levelOf(textOf(feature, m_level));
        if (level == 0 && name.startsWith("tunnel "_L1, Qt::CaseInsensitive))
            level = -1; // what the column does not say
        const StreetClass streetClass = classOf(textOf(feature, m_class));
        m_source.features.streets.push_back(Street {
            name, streetClass, std::move(line), textOf(feature, m_district), level, isOnFoot(streetClass, level) });
        return std::nullopt;
    }
    std::optional<Fault> addArea(const OGRFeature &feature, const OGRPolygon &polygon)
    {
        Area area { textOf(feature, m_name), m_area, {} };
        for (const OGRLinearRing *ring : polygon) {
            area.rings.push_back(ringOf(*ring));
            if (area.rings.back().size() < 3)
                return Fault::TooShort;
        }
        if (area.kind == AreaKind::Quarter && area.name.isEmpty())
            return Fault::NoName;
        m_source.features.areas.push_back(std::move(area));
        return std::nullopt;
    }
    std::optional<Fault> addPoint(const OGRFeature &feature, const OGRPoint &point)
    {
        const GeoPoint position { point.getX(), point.getY() };
        if (m_number >= 0 && m_street >= 0) {
            const QString street = textOf(feature, m_street);
            const QString number = textOf(feature, m_number);
            if (street.isEmpty() || number.isEmpty())
                return street.isEmpty() ? Fault::NoStreet : Fault::NoName;
            m_source.features.numbers.push_back(
                HouseNumber { number, street, {}, textOf(feature, m_district), position });
            return std::nullopt;
        }
        const QString name = textOf(feature, m_name);
        if (name.isEmpty())
            return Fault::NoName;
        auto category = categoryOf(textOf(feature, m_category));
        for (const QString &words : { QFileInfo(m_request.path).fileName(), name }) {
            if (category == geodata::PlaceCategory::Other)
                category = categoryOf(words);
        }
        m_source.features.places.push_back(NamedPlace { name, category, position, textOf(feature, m_district) });
        return std::nullopt;
    }

    OGRLayer &m_layer;
    OGRFeatureDefn &m_columns;
    const SourceRequest &m_request;
    Complaints &m_complaints;
    Source &m_source;
    int m_name, m_class, m_level, m_district, m_category, m_number, m_street;
    AreaKind m_area;
};

constexpr qint64 kUnpackedLimit = qint64 { 4 } * 1024 * 1024 * 1024; ///< bytes of layers in an archive

/// Without those that lie in an archive: its content is the file's own.
QStringList filesBeside(GDALDataset &file, const QString &path)
{
    QStringList beside;
    const CPLStringList parts(file.GetFileList());
    for (const char *one : parts) {
        const QString part = QString::fromUtf8(one);
        if (!part.startsWith("/vsi"_L1) && QFileInfo(part) != QFileInfo(path))
            beside << part;
    }
    beside.sort();
    return beside;
}

} // namespace

Result<Source> readLayers(const SourceRequest &request)
{
    Complaints complaints;
    const auto file = vectorfiles::openVectorFile(request.path, kUnpackedLimit, complaints);
    if (!file)
        return std::unexpected(file.error());
    Source source;
    source.format = SourceFormat::Layers;
    source.beside = filesBeside(**file, request.path);
    for (OGRLayer *layer : (*file)->GetLayers()) {
        if (const auto read = Layer(*layer, request, complaints, source).read(); !read)
            return std::unexpected(read.error());
    }
    return source;
}

} // namespace cortege::territory
