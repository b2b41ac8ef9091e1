#pragma once

#include <domain/result.h>

#include <QtCore/QStringList>

#include <memory>

class GDALDataset;

/// Files of points, lines and surfaces, opened by GDAL.
namespace cortege::vectorfiles
{

struct CloseVectorFile {
    void operator()(GDALDataset *dataset) const;
};
using VectorFile = std::unique_ptr<GDALDataset, CloseVectorFile>;

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
/// driver knows it; TooLarge when a packed one would be more than `unpackedLimit` bytes. `complaints` must outlive the
/// file.
Result<VectorFile> openVectorFile(const QString &path, qint64 unpackedLimit, const Complaints &complaints);

} // namespace cortege::vectorfiles
