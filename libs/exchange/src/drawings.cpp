#include <exchange/drawings.h>

#include <exchange/vectorfile.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
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

class Collector
{
public:
    explicit Collector(const Complaints &complaints) : m_complaints(complaints) { }

    Result<> read(OGRLayer &layer)
    {
        const auto transformation = transformationToWgs84(layer, m_complaints);
        if (!transformation)
            return std::unexpected(transformation.error());
        layer.ResetReading();
        while (const OGRFeatureUniquePtr feature { layer.GetNextFeature() }) {
            const OGRGeometry *given = feature->GetGeometryRef();
            if (!given || given->IsEmpty())
                continue;
            const std::unique_ptr<OGRGeometry> geometry(
                given->hasCurveGeometry() ? given->getLinearGeometry() : given->clone());
            if (*transformation && geometry->transform(transformation->get()) != OGRERR_NONE)
                return fail(Failure::Corrupt, u"coordinates that do not fit their system"_s);
            if (!add(nameOf(*feature), *geometry))
                return fail(Failure::Corrupt, u"coordinates off the earth"_s);
        }
        return m_complaints.failures().isEmpty() ? Result<>() : fail(Failure::Corrupt, m_complaints.text());
    }
    std::vector<Drawing> take() { return std::move(m_drawings); }

private:
    bool add(const QString &name, const OGRGeometry &geometry)
    {
        if (const auto *collection = dynamic_cast<const OGRGeometryCollection *>(&geometry))
            return std::ranges::all_of(*collection, [&](const OGRGeometry *part) { return add(name, *part); });
        switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbLineString:
            return addPoints(name, pointsOf(*geometry.toLineString()), false);
        case wkbPolygon:
            return !geometry.toPolygon()->getExteriorRing()
                || addPoints(name, pointsOf(*geometry.toPolygon()->getExteriorRing()), true);
        default:
            return true;
        }
    }
    bool addPoints(const QString &name, std::vector<GeoPoint> points, bool surface)
    {
        const bool comesBack = points.size() > (surface ? 1 : 3) && points.front() == points.back();
        if (surface && comesBack)
            points.pop_back();
        if (!std::ranges::all_of(points, isOnEarth))
            return false;
        if (points.size() >= (surface ? 3 : 2))
            m_drawings.push_back({ name, std::move(points), surface || comesBack });
        return true;
    }

    const Complaints &m_complaints;
    std::vector<Drawing> m_drawings;
};

Result<std::vector<Drawing>> readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return fail(Failure::NotFound, u"no such file"_s);
    if (QFile file(path); !file.open(QIODevice::ReadOnly))
        return fail(Failure::Forbidden, file.errorString());
    if (info.size() > kDrawingFileLimit)
        return fail(Failure::TooLarge, u"larger than %1 bytes"_s.arg(kDrawingFileLimit));
    const Complaints complaints;
    const auto file = openVectorFile(path, complaints);
    if (!file)
        return std::unexpected(file.error());
    Collector collector(complaints);
    for (OGRLayer *layer : (*file)->GetLayers()) {
        if (const auto read = collector.read(*layer); !read)
            return std::unexpected(read.error());
    }
    return collector.take();
}

} // namespace

Result<std::vector<Drawing>> readDrawings(const QString &path)
{
    auto drawings = readFile(path);
    if (!drawings)
        return fail(drawings.error().kind, u"%1: %2"_s.arg(path, drawings.error().detail));
    return drawings;
}

} // namespace cortege::exchange
