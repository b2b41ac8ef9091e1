#include <vectorfiles/vectorfile.h>

#include <exchange/gzip.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <mutex>

namespace cortege::vectorfiles
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

enum class Packing { None, Gzip, Zip };
Packing packingOf(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && exchange::isGzip(file.read(16)))
        return Packing::Gzip;
    return path.endsWith(".zip"_L1, Qt::CaseInsensitive) ? Packing::Zip : Packing::None;
}

QString nameForGdal(const QString &path, Packing packing)
{
    if (packing == Packing::None)
        return path;
    return (packing == Packing::Gzip ? u"/vsigzip/"_s : u"/vsizip/"_s) + QFileInfo(path).absoluteFilePath();
}

struct CloseUnpacked {
    void operator()(VSILFILE *file) const { VSIFCloseL(file); }
};
/// What is left of `limit` bytes after that file; below 0 as soon as nothing is.
qint64 leftOf(qint64 limit, const QByteArray &file)
{
    constexpr qsizetype kPiece = qsizetype { 256 } * 1024;
    const std::unique_ptr<VSILFILE, CloseUnpacked> unpacked(VSIFOpenL(file.constData(), "rb"));
    QByteArray piece(kPiece, Qt::Uninitialized);
    while (unpacked && limit >= 0) {
        const size_t read = VSIFReadL(piece.data(), 1, kPiece, unpacked.get());
        if (read == 0)
            break;
        limit -= static_cast<qint64>(read);
    }
    return limit;
}

/// By unpacking it, a piece at a time: what an archive says of its sizes may be wrong, and a few kilobytes of zeros are
/// gigabytes to the reader that comes after.
bool unpacksBeyond(qint64 limit, const QByteArray &name, Packing packing)
{
    if (packing != Packing::Zip)
        return packing == Packing::Gzip && leftOf(limit, name) < 0;
    const CPLStringList entries(VSIReadDirRecursive(name.constData()));
    for (const char *entry : entries) {
        limit = leftOf(limit, name + '/' + entry);
        if (limit < 0)
            return true;
    }
    return false;
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

Result<VectorFile> openVectorFile(const QString &path, qint64 unpackedLimit, const Complaints &complaints)
{
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    const Packing packing = packingOf(path);
    const QByteArray name = nameForGdal(path, packing).toUtf8();
    if (unpacksBeyond(unpackedLimit, name, packing))
        return fail(Failure::TooLarge, u"more than %1 bytes when unpacked"_s.arg(unpackedLimit));
    VectorFile file(GDALDataset::Open(name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, kDrivers, kOptions));
    if (file)
        return file;
    const QString why = complaints.text();
    return fail(Failure::InvalidInput, why.isEmpty() ? u"no known format"_s : why);
}

} // namespace cortege::vectorfiles
