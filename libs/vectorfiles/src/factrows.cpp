#include "formats.h"
#include "towgs84.h"

#include <exchange/csv.h>
#include <exchange/factfile.h>
#include <exchange/facttable.h>
#include <vectorfiles/vectorfile.h>
#include <vectorfiles/vectorrecords.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::CsvReader;
using exchange::FactRecipe;
using exchange::kFactFileLimit;
using exchange::RawFault;
using exchange::RawRow;
using exchange::readTable;
using exchange::ShapeFault;
namespace
{

constexpr int kWgs84 = 4326;

QString placeField() { return cortege::name(FactField::Place); }
std::unexpected<RawFault> noPlace(const QString &reason, const QString &value = {})
{
    return std::unexpected(RawFault { reason, placeField(), value });
}

/// Coordinates out of two cells.
class CellPlace
{
public:
    CellPlace(const FactRecipe &recipe, const QStringList &columns, ToWgs84 way)
        : m_longitude(columns.indexOf(recipe.place.longitude)), m_latitude(columns.indexOf(recipe.place.latitude)),
          m_comma(recipe.place.decimalComma), m_way(std::move(way))
    {
    }

    std::expected<GeoPoint, RawFault> operator()(const QStringList &cells) const
    {
        const QString &x = cells[m_longitude];
        const QString &y = cells[m_latitude];
        if (x.isEmpty() || y.isEmpty())
            return noPlace(u"missing"_s);
        const auto east = number(x);
        const auto north = number(y);
        if (!east || !north)
            return noPlace(u"not-a-number"_s, east ? y : x);
        const auto place = m_way.apply(*east, *north);
        return place ? std::expected<GeoPoint, RawFault>(*place) : noPlace(u"outside-world"_s, x + u' ' + y);
    }

private:
    std::optional<double> number(QString text) const
    {
        if (m_comma)
            text.replace(u',', u'.');
        bool good = false;
        const double value = text.toDouble(&good);
        return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
    }

    qsizetype m_longitude;
    qsizetype m_latitude;
    bool m_comma;
    ToWgs84 m_way;
};

Result<std::vector<qsizetype>> placesOf(const QStringList &columns, const QStringList &header)
{
    std::vector<qsizetype> places;
    for (const QString &column : columns) {
        const qsizetype place = header.indexOf(column);
        if (place < 0)
            return fail(Failure::InvalidInput, u"the file has no column \"%1\""_s.arg(column));
        if (header.indexOf(column, place + 1) >= 0)
            return fail(Failure::InvalidInput, u"the file has two columns \"%1\""_s.arg(column));
        places.push_back(place);
    }
    return places;
}

Result<> forEachTableRow(const QString &path, const FactRecipe &recipe,
    const std::function<void(const RawRow &row)> &take, const std::stop_token &stop)
{
    Complaints complaints;
    const QStringList columns = recipe.columns();
    auto way = ToWgs84::fromEpsg(recipe.place.epsg.value_or(kWgs84), complaints);
    if (!way)
        return std::unexpected(way.error());
    const CellPlace placeOf(recipe, columns, std::move(*way));
    const auto text = readTable(path, recipe.file.encoding);
    if (!text)
        return std::unexpected(text.error());
    CsvReader reader(*text, recipe.file.delimiter);
    const auto first = reader.next();
    if (!first || !*first)
        return fail(Failure::InvalidInput, u"%1: no header that can be read"_s.arg(path));
    QStringList header = (*first)->cells;
    for (QString &column : header)
        column = column.trimmed();
    const auto places = placesOf(columns, header);
    if (!places)
        return fail(places.error().kind, u"%1: %2"_s.arg(path, places.error().detail));
    while (const auto next = reader.next()) {
        if (stop.stop_requested())
            break;
        RawRow row { .line = *next ? (*next)->line : next->error().line, .cells = {}, .place = noPlace(u"missing"_s) };
        if (!*next) {
            row.fault = RawFault { name(next->error().problem) };
        } else if (const QStringList &cells = (*next)->cells; cells.size() != header.size()) {
            row.fault = RawFault { u"wrong-number-of-cells"_s, {}, u"%1/%2"_s.arg(cells.size()).arg(header.size()) };
        } else {
            for (const qsizetype place : *places)
                row.cells.append(cells[place].trimmed());
            row.place = placeOf(row.cells);
            complaints.keep(0); // the way's, which the place answers for
        }
        take(row);
    }
    return {};
}

// --- layers ----------------------------------------------------------------------------------------------------------

std::expected<GeoPoint, RawFault> placeOf(const std::expected<Shape, ShapeFault> &shape, bool centroid)
{
    if (!shape) {
        const ShapeFault &fault = shape.error();
        return noPlace(fault.kind == ShapeFault::Kind::Missing ? u"missing"_s
                : fault.kind == ShapeFault::Kind::OffEarth     ? u"outside-world"_s
                                                               : u"unreadable-geometry"_s);
    }
    const OGRGeometry &geometry = **shape;
    OGRPoint point;
    if (wkbFlatten(geometry.getGeometryType()) == wkbPoint)
        point = *geometry.toPoint();
    else if (!centroid)
        return noPlace(u"not-a-point"_s, QString::fromLatin1(geometry.getGeometryName()));
    else if (geometry.Centroid(&point) != OGRERR_NONE || point.IsEmpty())
        return noPlace(u"no-centre"_s, QString::fromLatin1(geometry.getGeometryName()));
    return GeoPoint { point.getX(), point.getY() };
}

Result<> forEachLayerRow(const QString &path, const FactRecipe &recipe,
    const std::function<void(const RawRow &row)> &take, const std::stop_token &stop)
{
    Complaints complaints;
    const auto named
        = [&path](const Error &error) { return Error { error.kind, u"%1: %2"_s.arg(path, error.detail) }; };
    const auto file = openVectorFile(path, kFactFileLimit, complaints);
    if (!file)
        return std::unexpected(named(file.error()));
    OGRLayer *const layer = layerOf(**file, recipe.file.layer);
    if (!layer)
        return fail(Failure::InvalidInput, u"%1: no layer \"%2\""_s.arg(path, recipe.file.layer));
    QStringList header;
    const OGRFeatureDefn &definition = *layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        header.append(QString::fromUtf8(definition.GetFieldDefn(i)->GetNameRef()));
    const QStringList columns = recipe.columns();
    const auto places = placesOf(columns, header);
    if (!places)
        return std::unexpected(named(places.error()));
    std::optional<CellPlace> cellPlace;
    if (!recipe.place.longitude.isEmpty()) {
        auto way = ToWgs84::fromEpsg(recipe.place.epsg.value_or(kWgs84), complaints);
        if (!way)
            return std::unexpected(way.error());
        cellPlace.emplace(recipe, columns, std::move(*way));
    }
    int count = 0;
    const auto read = forEachRecord(
        *layer, complaints,
        [&](const VectorRecord &record) {
            if (stop.stop_requested())
                return;
            ++count;
            bool isNumber = false;
            const int number = record.number.toInt(&isNumber);
            RawRow row { .line = isNumber ? number : count, .cells = {}, .place = noPlace(u"missing"_s) };
            for (const qsizetype place : *places)
                row.cells.append(cellOf(record.feature, static_cast<int>(place)));
            row.place = cellPlace ? (*cellPlace)(row.cells) : placeOf(record.shape, recipe.place.centroid);
            take(row);
        },
        recipe.place.epsg);
    return read.transform_error(named);
}

} // namespace

Result<> Formats::forEachRow(const QString &path, const FactRecipe &recipe,
    const std::function<void(const RawRow &row)> &take, const std::stop_token &stop) const
{
    return recipe.file.form == FactRecipe::Form::Table ? forEachTableRow(path, recipe, take, stop)
                                                       : forEachLayerRow(path, recipe, take, stop);
}

} // namespace cortege::vectorfiles
