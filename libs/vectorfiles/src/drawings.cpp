#include "formats.h"

#include <vectorfiles/vectorfile.h>
#include <vectorfiles/vectorrecords.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::Drawings;
using exchange::kDrawingFileLimit;
using exchange::kDrawingUnpackedLimit;
using exchange::RefusedDrawing;
using exchange::ShapeFault;
namespace
{

QString nameOf(const OGRFeature &feature)
{
    for (const char *column : { "name", "Name", "nom", "libelle", "label", "title" }) {
        const int at = feature.GetDefnRef()->GetFieldIndex(column); // whatever the case of its letters
        if (at >= 0 && feature.IsFieldSetAndNotNull(at))
            return QString::fromUtf8(feature.GetFieldAsString(at)).simplified();
    }
    return {};
}

std::vector<GeoPoint> pointsOf(const OGRSimpleCurve &curve)
{
    std::vector<GeoPoint> points;
    for (int i = 0; i < curve.getNumPoints(); ++i) {
        const GeoPoint point { curve.getX(i), curve.getY(i) };
        if (points.empty() || points.back() != point)
            points.push_back(point);
    }
    return points;
}

QString described(const RefusedDrawing &refused)
{
    return u"record %1: %2"_s.arg(refused.record,
        refused.fault.kind == ShapeFault::Kind::OffEarth ? u"coordinates off the earth"_s : refused.fault.detail);
}

class Collector
{
public:
    void add(const VectorRecord &record)
    {
        const QString name = nameOf(record.feature);
        if (record.shape)
            addShape(name, **record.shape);
        else if (record.shape.error().kind != ShapeFault::Kind::Missing) // a row of a table is no drawing
            m_found.refused.push_back({ record.number, name, record.shape.error() });
    }
    Drawings take() { return std::move(m_found); }

private:
    void addShape(const QString &name, const OGRGeometry &geometry)
    {
        if (const auto *collection = dynamic_cast<const OGRGeometryCollection *>(&geometry)) {
            for (const OGRGeometry *part : *collection)
                addShape(name, *part);
            return;
        }
        switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbLineString:
            return addPoints(name, pointsOf(*geometry.toLineString()), false);
        case wkbPolygon:
            if (const OGRLinearRing *outline = geometry.toPolygon()->getExteriorRing())
                addPoints(name, pointsOf(*outline), true);
            return;
        default:
            return;
        }
    }
    void addPoints(const QString &name, std::vector<GeoPoint> points, bool surface)
    {
        const bool comesBack = points.size() > (surface ? 1 : 3) && points.front() == points.back();
        if (surface && comesBack)
            points.pop_back();
        if (points.size() >= (surface ? 3 : 2))
            m_found.drawings.push_back({ name, std::move(points), surface || comesBack });
    }

    Drawings m_found;
};

Result<Drawings> readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return fail(Failure::NotFound, u"no such file"_s);
    if (QFile file(path); !file.open(QIODevice::ReadOnly))
        return fail(Failure::Forbidden, file.errorString());
    if (info.size() > kDrawingFileLimit)
        return fail(Failure::TooLarge, u"larger than %1 bytes"_s.arg(kDrawingFileLimit));
    Complaints complaints;
    const auto file = openVectorFile(path, kDrawingUnpackedLimit, complaints);
    if (!file)
        return std::unexpected(file.error());
    Collector collector;
    for (OGRLayer *layer : (*file)->GetLayers()) {
        const auto read = forEachRecord(*layer, complaints, [&](const VectorRecord &record) { collector.add(record); });
        if (!read)
            return std::unexpected(read.error());
    }
    Drawings found = collector.take();
    if (found.drawings.empty() && !found.refused.empty())
        return fail(Failure::Corrupt, described(found.refused.front()));
    return found;
}

} // namespace

Result<Drawings> Formats::readDrawings(const QString &path) const
{
    auto found = readFile(path);
    if (!found)
        return fail(found.error().kind, u"%1: %2"_s.arg(path, found.error().detail));
    return found;
}

} // namespace cortege::vectorfiles
