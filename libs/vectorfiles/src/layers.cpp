#include "formats.h"

#include <exchange/columns.h>
#include <vectorfiles/vectorfile.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::Columns;
using exchange::columnsOf;
using exchange::columnsOfNothing;
using exchange::Stamp;
using exchange::stampColumns;
namespace
{

using Geometry = std::unique_ptr<OGRGeometry>;

std::unexpected<Error> trouble(const Complaints &complaints) { return fail(Failure::Unavailable, complaints.text()); }

Geometry routeOf(const EventRecord &record)
{
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    if (!moving || moving->route.size() < 2)
        return nullptr;
    auto line = std::make_unique<OGRLineString>();
    for (const GeoPoint &point : moving->route)
        line->addPoint(point.longitude, point.latitude);
    return line;
}

Geometry footprintOf(const EventRecord &record)
{
    const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    if (!fixed || fixed->footprint.size() < 3)
        return nullptr;
    OGRLinearRing ring;
    for (const GeoPoint &point : fixed->footprint)
        ring.addPoint(point.longitude, point.latitude);
    ring.closeRings();
    auto area = std::make_unique<OGRPolygon>();
    area->addRing(&ring);
    return area;
}

Geometry markersOf(const EventRecord &record)
{
    const auto places = placesOf(record);
    if (places.empty() || routeOf(record) || footprintOf(record))
        return nullptr;
    auto points = std::make_unique<OGRMultiPoint>();
    for (const GeoPoint &place : places) {
        const OGRPoint point(place.longitude, place.latitude);
        points->addGeometry(&point);
    }
    return points;
}

struct LayerKind {
    const char *name;
    OGRwkbGeometryType type;
    std::function<Geometry(const EventRecord &)> geometry; ///< none: not in this layer
};

class Writer
{
public:
    Writer(GDALDataset &dataset, const Complaints &complaints, CopyForm form, const Stamp &stamp)
        : m_dataset(dataset), m_complaints(complaints), m_isKml(form == CopyForm::Kml), m_stamp(stampColumns(stamp))
    {
        m_wgs84.SetWellKnownGeogCS("WGS84");
        m_wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }

    Result<> write(const LayerKind &kind, std::span<const EventVersion> events)
    {
        const auto isHere = [&](const EventVersion &event) {
            return kind.type == wkbNone
                ? !routeOf(event.record) && !footprintOf(event.record) && !markersOf(event.record)
                : kind.geometry(event.record) != nullptr;
        };
        OGRLayer *layer = m_dataset.CreateLayer(kind.name, kind.type == wkbNone ? nullptr : &m_wgs84, kind.type);
        if (!layer || !addColumns(*layer))
            return trouble(m_complaints);
        for (const EventVersion &event : events) {
            if (isHere(event) && !add(*layer, event, kind))
                return trouble(m_complaints);
        }
        return {};
    }

private:
    bool addColumns(OGRLayer &layer)
    {
        Columns columns = columnsOfNothing();
        columns.insert(columns.end(), m_stamp.begin(), m_stamp.end());
        if (m_isKml) // what Google Earth and QGIS show beside the symbol
            columns.insert(columns.begin(), { u"Name"_s, {} });
        return std::ranges::all_of(columns, [&](const auto &column) {
            OGRFieldDefn field(column.first.toUtf8().constData(), OFTString);
            return layer.CreateField(&field) == OGRERR_NONE;
        });
    }
    bool add(OGRLayer &layer, const EventVersion &event, const LayerKind &kind)
    {
        const std::unique_ptr<OGRFeature, void (*)(OGRFeature *)> feature(
            OGRFeature::CreateFeature(layer.GetLayerDefn()), OGRFeature::DestroyFeature);
        Columns columns = columnsOf(event);
        columns.insert(columns.end(), m_stamp.begin(), m_stamp.end());
        if (m_isKml)
            columns.emplace_back(u"Name"_s, event.record.subject);
        for (const auto &[name, value] : columns)
            feature->SetField(name.toUtf8().constData(), value.toUtf8().constData());
        if (kind.type != wkbNone)
            feature->SetGeometryDirectly(kind.geometry(event.record).release());
        return layer.CreateFeature(feature.get()) == OGRERR_NONE;
    }

    GDALDataset &m_dataset;
    const Complaints &m_complaints;
    bool m_isKml;
    Columns m_stamp;
    OGRSpatialReference m_wgs84;
};

} // namespace

QString Formats::wktOf(const EventRecord &record) const
{
    OGRWktOptions options;
    options.variant = wkbVariantIso;
    for (const auto &geometry : { routeOf, footprintOf, markersOf }) {
        if (const Geometry shape = geometry(record))
            return QString::fromStdString(shape->exportToWkt(options));
    }
    return {};
}

Result<> Formats::writeEvents(
    const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp) const
{
    GDALAllRegister();
    const Complaints complaints;
    const char *const name = form == CopyForm::Kml ? "LIBKML" : "GPKG";
    GDALDriver *const driver = GetGDALDriverManager()->GetDriverByName(name);
    if (!driver)
        return fail(Failure::Unavailable, u"GDAL without its driver "_s + QLatin1StringView(name));
    const VectorFile dataset(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset)
        return trouble(complaints);
    const LayerKind kinds[] { { "parcours", wkbLineString, routeOf }, { "emprises", wkbPolygon, footprintOf },
        { "lieux", wkbMultiPoint, markersOf }, { "sans_lieu", wkbNone, {} } };
    Writer writer(*dataset, complaints, form, stamp);
    for (const LayerKind &kind : kinds) {
        if (auto done = writer.write(kind, events); !done)
            return done;
    }
    if (dataset->FlushCache(true) != CE_None)
        return trouble(complaints);
    return {};
}

} // namespace cortege::vectorfiles
