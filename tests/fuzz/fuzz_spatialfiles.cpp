#include "inputfile.h"

#include <geodata/gazetteer.h>
#include <geodata/territory.h>
#include <geodata/tilesource.h>
#include <images.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

constexpr GeoPoint kHere { 5.38, 43.29 };

bool liesOnEarth(const std::optional<GeoBox> &box)
{
    return !box || (isOnEarth(box->southWest) && isOnEarth(box->northEast));
}

/// Levels in their order, and pictures on them.
void checkTiles(const QString &path)
{
    const auto source = openMbtiles(path);
    if (!source)
        return;
    const int least = (*source)->minimumZoom();
    const int most = (*source)->maximumZoom();
    if (least < 0 || least > most || most > 30 || !liesOnEarth((*source)->extent()) || !liesOnEarth((*source)->home()))
        __builtin_trap();
    for (const int zoom : { least, most }) {
        const auto tile = (*source)->tile({ zoom, 0, 0 });
        if (tile && !imageType(*tile))
            __builtin_trap();
    }
}

/// No more answers than were asked for, each once; nothing far away is said of a point.
void checkGazetteer(const QString &path)
{
    constexpr int kMost = 5;
    const auto gazetteer = Gazetteer::open(path);
    if (!gazetteer)
        return;
    for (const QString &typed : { u"rue de rome"_s, u"1 rome"_s, u"rome / dragon"_s, u"castelane"_s }) {
        const auto found = gazetteer->complete(typed, kMost, kHere);
        if (std::ssize(found) > kMost)
            __builtin_trap();
        for (size_t i = 0; i < found.size(); ++i) {
            for (size_t k = 0; k < i; ++k) {
                if (found[i] == found[k])
                    __builtin_trap();
                (void)gazetteer->crossings(found[i], found[k]);
            }
            if (gazetteer->pointsAlong(found[i]).size() % 2 != 0)
                __builtin_trap();
        }
    }
    if (const auto nearest = gazetteer->nearest(kHere); nearest && !(distanceMetres(kHere, nearest->position) < 310))
        __builtin_trap();
}

/// What is read is the same once it was written again.
void checkTerritory(const QString &folder, const QByteArray &text)
{
    // Half of a surrogate pair has no UTF-8, and Qt takes a byte order mark off the front of a text.
    if (text.contains("\\u") || text.contains("\xEF\xBB\xBF"))
        return;
    const QString path = folder + u'/' + Territory::kDescription;
    writeInput(path, text);
    const auto read = Territory::open(folder);
    if (!read)
        return;
    writeInput(path, read->toJson());
    const auto again = Territory::open(folder);
    if (!again || !(*again == *read) || read->name.isEmpty() || !liesOnEarth(read->bounds))
        __builtin_trap();
}

} // namespace

// The first byte chooses the kind of file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder;
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    const QString path = folder.filePath(u"input"_s);
    switch (data[0] % 3) {
    case 0:
        writeInput(path, bytes);
        checkTiles(path);
        break;
    case 1:
        writeInput(path, bytes);
        checkGazetteer(path);
        break;
    default:
        checkTerritory(folder.path(), bytes);
    }
    return 0;
}
