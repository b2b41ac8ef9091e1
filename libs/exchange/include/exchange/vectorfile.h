#pragma once

#include <domain/result.h>

#include <QtCore/QStringList>

#include <memory>

class GDALDataset;
class OGRCoordinateTransformation;
class OGRLayer;

/// Files of points, lines and surfaces, opened by GDAL.
namespace cortege::exchange
{

struct CloseVectorFile {
    void operator()(GDALDataset *dataset) const;
};
using VectorFile = std::unique_ptr<GDALDataset, CloseVectorFile>;
struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation *transformation) const;
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation>;

/// While one lives, what GDAL complains about on this thread goes nowhere but into it, and GDAL asks nobody on the
/// network for what a file names by an address.
class Complaints
{
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints &) = delete;
    Complaints &operator=(const Complaints &) = delete;

    /// As they were heard and not dealt with since. GDAL's own last error is no measure: a warning after a failure
    /// takes its place, and a failure that has been dealt with stays in it.
    const QStringList &failures() const { return m_failures; }
    /// The first failure; without any, what GDAL said last, which may be nothing.
    QString text() const;
    /// The first failure is dealt with.
    QString takeFirst();
    /// All but the first `count` are dealt with.
    void keep(qsizetype count);

private:
    QStringList m_failures;
};

/// GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf, GML, KML, GPX and MapInfo, packed by gzip or zip as well,
/// known by their content; none of GDAL's drivers for databases and addresses of the network. InvalidInput when no
/// driver knows it. `complaints` must outlive the file.
Result<VectorFile> openVectorFile(const QString &path, const Complaints &complaints);

/// From the layer's coordinates to WGS 84, longitude first. Null where they are that already, or where the file does
/// not say what they are: they are taken for WGS 84. InvalidInput when nobody knows the way.
Result<Transformation> transformationToWgs84(OGRLayer &layer, const Complaints &complaints);

} // namespace cortege::exchange
