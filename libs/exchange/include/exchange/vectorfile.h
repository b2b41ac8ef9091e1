#pragma once

#include <domain/result.h>

#include <QtCore/QString>

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

/// While one lives, what GDAL complains about on this thread goes nowhere but into `text`, and GDAL asks nobody on the
/// network for what a file names by an address.
class Complaints
{
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints &) = delete;
    Complaints &operator=(const Complaints &) = delete;
    static QString text();
    static bool hasFailure();
};

/// GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf, GML, KML, GPX and MapInfo, packed by gzip or zip as well,
/// known by their content; none of GDAL's drivers for databases and addresses of the network. InvalidInput when no
/// driver knows it. Hold `Complaints` while the file is open.
Result<VectorFile> openVectorFile(const QString &path);

/// From the layer's coordinates to WGS 84, longitude first. Null where they are that already, or where the file does
/// not say what they are: they are taken for WGS 84. InvalidInput when nobody knows the way.
Result<Transformation> transformationToWgs84(OGRLayer &layer);

} // namespace cortege::exchange
