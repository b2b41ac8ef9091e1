#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFileInfo>
#include <QtCore/QStringList>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <vector>

/// Layers as other people's programs leave them, written by GDAL. For tests of libraries that read by GDAL.
namespace cortege::test
{

/// In the layer's own coordinate system.
struct Metres {
    double east = 0;
    double north = 0;
};
struct VectorRecord {
    std::vector<Metres> points; ///< one makes a point, several a line; all records of a layer are alike
    QStringList values; ///< one for each column
};
struct VectorLayer {
    const char *driver = "ESRI Shapefile";
    int system = 2154; ///< EPSG
    QStringList columns;
    std::vector<VectorRecord> records;
    const char *encoding = nullptr; ///< of a Shapefile's texts; without, its driver's own choice
};

inline std::unique_ptr<OGRGeometry> shapeOf(const VectorRecord &record)
{
    if (record.points.size() == 1)
        return std::make_unique<OGRPoint>(record.points[0].east, record.points[0].north);
    auto line = std::make_unique<OGRLineString>();
    for (const Metres &point : record.points)
        line->addPoint(point.east, point.north);
    return line;
}

/// `path` is not there yet.
inline void writeLayer(const QString &path, const VectorLayer &layer)
{
    GDALAllRegister();
    GDALDriver *const driver = GetGDALDriverManager()->GetDriverByName(layer.driver);
    REQUIRE(driver);
    GDALDatasetUniquePtr file(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(file);
    OGRSpatialReference system;
    REQUIRE(system.importFromEPSG(layer.system) == OGRERR_NONE);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList options;
    if (layer.encoding)
        options.SetNameValue("ENCODING", layer.encoding);
    const bool points = layer.records.at(0).points.size() == 1;
    OGRLayer *const made = file->CreateLayer(
        QFileInfo(path).baseName().toUtf8().constData(), &system, points ? wkbPoint : wkbLineString, options.List());
    REQUIRE(made);
    for (const QString &column : layer.columns) {
        const OGRFieldDefn field(column.toUtf8().constData(), OFTString);
        REQUIRE(made->CreateField(&field) == OGRERR_NONE);
    }
    for (const VectorRecord &record : layer.records) {
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(made->GetLayerDefn()));
        for (int i = 0; i < static_cast<int>(record.values.size()); ++i)
            feature->SetField(i, record.values[i].toUtf8().constData());
        REQUIRE(feature->SetGeometry(shapeOf(record).get()) == OGRERR_NONE);
        REQUIRE(made->CreateFeature(feature.get()) == OGRERR_NONE);
    }
    REQUIRE(GDALClose(file.release()) == CE_None);
}

/// A Shapefile's parts beside `path`, the .shp, as they are given away: in one archive.
inline void zipShapefile(const QString &path, const QString &archive)
{
    void *const zip = CPLCreateZip(archive.toUtf8().constData(), nullptr);
    REQUIRE(zip);
    const QFileInfo info(path);
    for (const QString &ending : { QStringLiteral("shp"), QStringLiteral("shx"), QStringLiteral("dbf"),
             QStringLiteral("prj"), QStringLiteral("cpg") }) {
        const QString name = info.completeBaseName() + u'.' + ending;
        const QString part = info.path() + u'/' + name;
        if (QFileInfo::exists(part))
            REQUIRE(CPLAddFileInZip(
                        zip, name.toUtf8().constData(), part.toUtf8().constData(), nullptr, nullptr, nullptr, nullptr)
                == CE_None);
    }
    REQUIRE(CPLCloseZip(zip) == CE_None);
}

} // namespace cortege::test
