#include "checksum.h"
#include "readers.h"

#include <exchange/gzip.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <array>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kTextLimit = qsizetype { 1024 } * 1024 * 1024; ///< bytes of a text file, unpacked
constexpr qsizetype kHead = qsizetype { 64 } * 1024;

struct Head {
    QByteArray bytes; ///< the beginning, unpacked
    bool packed = false;
};

std::unexpected<Error> unreadable(const QString &path, const QString &why)
{
    return fail(Failure::Forbidden, u"%1: %2"_s.arg(path, why));
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    if (file.size() > kTextLimit)
        return fail(Failure::TooLarge, u"%1: larger than %2 bytes"_s.arg(path).arg(kTextLimit));
    QByteArray bytes = file.readAll();
    return exchange::isGzip(bytes) ? exchange::gunzip(bytes, kTextLimit) : Result<QByteArray>(std::move(bytes));
}

bool startsAs(QByteArrayView text, std::initializer_list<QByteArrayView> beginnings)
{
    return std::ranges::any_of(beginnings, [&](QByteArrayView beginning) { return text.startsWith(beginning); });
}

// A blob header of type OSMHeader stands first in every .pbf.
bool isPbf(QByteArrayView bytes) { return bytes.first(std::min(bytes.size(), qsizetype(64))).contains("OSMHeader"); }
bool isOsmXml(QByteArrayView text) { return text.first(std::min(text.size(), qsizetype(1024))).contains("<osm "); }
// Only these are ours; other JSON is GDAL's.
bool isStreetIndex(QByteArrayView text)
{
    const QByteArrayView head = text.first(std::min(text.size(), qsizetype(2048)));
    return head.startsWith('[') && head.contains("\"name\"") && head.contains("\"centroid\"");
}
bool isTable(QByteArrayView text)
{
    const QByteArray header
        = QByteArrayView(text).first(std::max(text.indexOf('\n'), qsizetype(0))).toByteArray().toLower();
    const auto has = [&](QByteArrayView word) { return header.contains(word); };
    // A database may well have such columns and a line break; a text has no zero byte.
    return !startsAs(text, { "{", "[", "<" }) && !header.contains('\0') && has("lat") && has("lon");
}

Result<Source> readKnown(const SourceRequest &request)
{
    QFile file(request.path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(request.path, file.errorString());
    const QByteArray beginning = file.read(kHead);
    if (isPbf(beginning))
        return readOpenStreetMap(request, "pbf");
    const bool packed = exchange::isGzip(beginning);
    if (packed && request.path.endsWith(".osm.gz"_L1))
        return readOpenStreetMap(request, "osm.gz");
    if (isOsmXml(beginning))
        return readOpenStreetMap(request, "osm");
    // GDAL reads packed files itself; only texts of our own readers are unpacked here.
    QByteArray text = beginning;
    if (packed) {
        auto whole = contentOf(request.path);
        if (!whole)
            return std::unexpected(whole.error());
        if (isOsmXml(*whole))
            return readOpenStreetMap(request, "osm.gz");
        text = std::move(*whole);
    }
    QByteArrayView view(text);
    if (view.startsWith("\xef\xbb\xbf"))
        view = view.sliced(3);
    view = view.trimmed();
    const bool index = isStreetIndex(view);
    if (!index && !isTable(view))
        return readLayers(request);
    const auto whole = contentOf(request.path);
    if (!whole)
        return std::unexpected(whole.error());
    return index ? readStreetIndex(*whole) : readTable(*whole, QFileInfo(request.path).fileName());
}

} // namespace

qsizetype Features::count() const
{
    return std::ssize(streets) + std::ssize(numbers) + std::ssize(places) + std::ssize(areas)
        + std::ssize(streetCentres);
}

void Features::append(Features &&more)
{
    const auto add = [](auto &to, auto &from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    add(streets, more.streets);
    add(numbers, more.numbers);
    add(places, more.places);
    add(areas, more.areas);
    add(streetCentres, more.streetCentres);
}

Result<Source> readSource(const SourceRequest &request)
{
    if (!QFileInfo(request.path).isFile())
        return fail(Failure::NotFound, u"%1: no such file"_s.arg(request.path));
    auto source = readKnown(request);
    if (!source)
        return fail(source.error().kind,
            source.error().detail.startsWith(request.path) ? source.error().detail
                                                           : u"%1: %2"_s.arg(request.path, source.error().detail));
    const auto hash = sha256Of(QStringList { request.path } + source->beside);
    if (!hash)
        return std::unexpected(hash.error());
    source->sha256 = *hash;
    if (source->features.count() == 0 && source->refusals.empty())
        return fail(Failure::InvalidInput, u"%1: holds nothing that a territory is made of"_s.arg(request.path));
    return source;
}

} // namespace cortege::territory
