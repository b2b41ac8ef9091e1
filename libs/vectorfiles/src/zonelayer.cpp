#include "formats.h"

#include <exchange/columns.h>
#include <vectorfiles/vectorfile.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <memory>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::columnsOf;
using exchange::PublishedZone;
using exchange::PublishedZones;
using exchange::Stamp;
using exchange::ZoneColumns;
namespace
{

constexpr const char *kZones = "zones";
/// The four upper colours of the console's density, as QGIS writes them.
constexpr std::array kFills { "254,217,118", "253,141,60", "227,26,28", "128,0,38" };

using Feature = std::unique_ptr<OGRFeature, void (*)(OGRFeature *)>;

Feature newFeature(OGRLayer &layer)
{
    return { OGRFeature::CreateFeature(layer.GetLayerDefn()), OGRFeature::DestroyFeature };
}

bool addField(OGRLayer &layer, const QString &name, OGRFieldType type)
{
    OGRFieldDefn field(name.toUtf8().constData(), type);
    return layer.CreateField(&field) == OGRERR_NONE;
}

void addRing(OGRPolygon &polygon, const Ring &points)
{
    OGRLinearRing ring;
    for (const GeoPoint &point : points)
        ring.addPoint(point.longitude, point.latitude);
    ring.closeRings();
    polygon.addRing(&ring);
}

bool addZone(OGRLayer &layer, const PublishedZone &zone, const ZoneColumns &columns)
{
    const Feature feature = newFeature(layer);
    for (const auto &[name, value] : columns.texts)
        feature->SetField(name.toUtf8().constData(), value.toUtf8().constData());
    for (const auto &[name, value] : columns.numbers)
        feature->SetField(name.toUtf8().constData(), value);
    auto polygon = std::make_unique<OGRPolygon>();
    addRing(*polygon, zone.outline);
    for (const Ring &hole : zone.holes)
        addRing(*polygon, hole);
    feature->SetGeometryDirectly(polygon.release());
    return layer.CreateFeature(feature.get()) == OGRERR_NONE;
}

/// The table in which QGIS looks for the style of a layer of this file; the columns are those that it makes itself.
bool addStyle(GDALDataset &dataset, const QString &style)
{
    OGRLayer *layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone);
    if (!layer)
        return false;
    const std::pair<const char *, QString> values[] { { "f_table_catalog", {} }, { "f_table_schema", {} },
        { "f_table_name", QLatin1StringView(kZones) }, { "f_geometry_column", u"geom"_s }, { "styleName", u"zones"_s },
        { "styleQML", style }, { "styleSLD", {} }, { "description", u"Zones de tension"_s }, { "owner", {} },
        { "ui", {} } };
    for (const auto &[name, value] : values) {
        if (!addField(*layer, QLatin1StringView(name), OFTString))
            return false;
    }
    OGRFieldDefn byDefault("useAsDefault", OFTInteger);
    byDefault.SetSubType(OFSTBoolean);
    if (layer->CreateField(&byDefault) != OGRERR_NONE || !addField(*layer, u"update_time"_s, OFTDateTime))
        return false;
    const Feature feature = newFeature(*layer);
    for (const auto &[name, value] : values)
        feature->SetField(name, value.toUtf8().constData());
    feature->SetField("useAsDefault", 1);
    return layer->CreateFeature(feature.get()) == OGRERR_NONE;
}

QString zoneStyle(const PublishedZones &zones)
{
    double top = 0;
    for (const PublishedZone &zone : zones.zones)
        top = std::max(top, zone.highest);
    QString ranges;
    QString symbols;
    for (size_t i = 0; i < kFills.size(); ++i) {
        const double lower = top * static_cast<double>(i) / kFills.size();
        const double upper = top * static_cast<double>(i + 1) / kFills.size();
        ranges += uR"(<range render="true" symbol="%1" lower="%2" upper="%3" label="%4 – %5 / ha"/>)"_s.arg(i)
                      .arg(lower, 0, 'g', 15)
                      .arg(upper, 0, 'g', 15)
                      .arg(lower, 0, 'g', 3)
                      .arg(upper, 0, 'g', 3);
        symbols
            += uR"(<symbol type="fill" name="%1" alpha="0.6" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" pass="0" locked="0" enabled="1"><Option type="Map"><Option type="QString" name="color" value="%2,255"/><Option type="QString" name="outline_color" value="28,33,39,255"/><Option type="QString" name="outline_width" value="0.5"/><Option type="QString" name="outline_width_unit" value="MM"/><Option type="QString" name="style" value="solid"/></Option></layer></symbol>)"_s
                   .arg(i)
                   .arg(QLatin1StringView(kFills[i]));
    }
    return uR"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.34" styleCategories="Symbology|Labeling" labelsEnabled="1"><renderer-v2 type="graduatedSymbol" attr="maximum_ha" graduatedMethod="GraduatedColor" symbollevels="0" enableorderby="0" forceraster="0"><ranges>%1</ranges><symbols>%2</symbols></renderer-v2><labeling type="simple"><settings calloutType="simple"><text-style fieldName="zone" isExpression="0" fontSize="11" fontWeight="75" textColor="28,33,39,255"/></settings></labeling></qgis>
)"_s.arg(ranges, symbols);
}

} // namespace

Result<> Formats::writeZones(const QString &path, const PublishedZones &zones, const Stamp &stamp) const
{
    GDALAllRegister();
    const Complaints complaints;
    const auto unavailable = [&] { return fail(Failure::Unavailable, complaints.text()); };
    GDALDriver *const driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (!driver)
        return fail(Failure::Unavailable, u"GDAL without its driver GPKG"_s);
    const VectorFile dataset(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset)
        return unavailable();
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer *layer = dataset->CreateLayer(kZones, &wgs84, wkbPolygon);
    if (!layer)
        return unavailable();
    const ZoneColumns columns = columnsOf(PublishedZone {}, zones, stamp);
    for (const auto &[name, value] : columns.texts) {
        if (!addField(*layer, name, OFTString))
            return unavailable();
    }
    for (const auto &[name, value] : columns.numbers) {
        if (!addField(*layer, name, OFTReal))
            return unavailable();
    }
    for (const PublishedZone &zone : zones.zones) {
        if (!addZone(*layer, zone, columnsOf(zone, zones, stamp)))
            return unavailable();
    }
    if (!addStyle(*dataset, zoneStyle(zones)) || dataset->FlushCache(true) != CE_None)
        return unavailable();
    return {};
}

} // namespace cortege::vectorfiles
