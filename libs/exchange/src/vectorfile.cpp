#include <exchange/vectorfile.h>

#include <exchange/gzip.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <mutex>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

// Formats of files. Others of GDAL's drivers open databases and addresses of the network.
constexpr const char *kDrivers[] { "GeoJSON", "GeoJSONSeq", "TopoJSON", "GPKG", "ESRI Shapefile", "FlatGeobuf", "GML",
    "KML", "GPX", "MapInfo File", nullptr };
// GML's driver writes what it found out beside the file, and fetches schemas. "@": the other drivers need not know.
constexpr const char *kOptions[] { "@WRITE_GFS=NO", "@DOWNLOAD_SCHEMA=NO", nullptr };

// A GeoJSON may name its coordinate system by an address of the network, a GML its schema.
CPLHTTPResult *askNobody(const char *, CSLConstList, GDALProgressFunc, void *, CPLHTTPFetchWriteFunc, void *, void *)
{
    auto *const answer = static_cast<CPLHTTPResult *>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    answer->nStatus = 1;
    answer->pszErrBuf = CPLStrdup("files are read without the network");
    return answer;
}

void hear(CPLErr severity, CPLErrorNum, const char *text)
{
    if (severity == CE_Failure)
        static_cast<QStringList *>(CPLGetErrorHandlerUserData())->append(QString::fromUtf8(text).simplified());
}

QString nameForGdal(const QString &path)
{
    QFile file(path);
    const bool packed = file.open(QIODevice::ReadOnly) && isGzip(file.read(16));
    if (packed)
        return u"/vsigzip/"_s + QFileInfo(path).absoluteFilePath();
    return path.endsWith(".zip"_L1, Qt::CaseInsensitive) ? u"/vsizip/"_s + QFileInfo(path).absoluteFilePath() : path;
}

} // namespace

void CloseVectorFile::operator()(GDALDataset *dataset) const { GDALClose(dataset); }

Complaints::Complaints()
{
    CPLErrorReset();
    CPLPushErrorHandlerEx(hear, &m_failures);
    CPLHTTPPushFetchCallback(askNobody, nullptr);
}
Complaints::~Complaints()
{
    CPLHTTPPopFetchCallback();
    CPLPopErrorHandler();
}

QString Complaints::text() const
{
    return m_failures.isEmpty() ? QString::fromUtf8(CPLGetLastErrorMsg()).simplified() : m_failures.first();
}
QString Complaints::takeFirst()
{
    CPLErrorReset();
    return m_failures.takeFirst();
}
void Complaints::keep(qsizetype count)
{
    CPLErrorReset();
    m_failures.resize(std::min(count, m_failures.size()));
}

Result<VectorFile> openVectorFile(const QString &path, const Complaints &complaints)
{
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    VectorFile file(GDALDataset::Open(
        nameForGdal(path).toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, kDrivers, kOptions));
    if (file)
        return file;
    const QString why = complaints.text();
    return fail(Failure::InvalidInput, why.isEmpty() ? u"no known format"_s : why);
}

} // namespace cortege::exchange
