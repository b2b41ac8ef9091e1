#include "formats.h"
#include "inputfile.h"

#include <exchange/gzip.h>

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <array>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

// The first byte chooses the name. What is accepted can be drawn: points on the earth, enough of them for its shape,
// none twice in a row.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder;
    static const std::array<QString, 3> kNames { u"lines.gpx"_s, u"lines.kml"_s, u"lines.geojson"_s };
    if (size == 0)
        return 0;
    const QByteArray text(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    if (isGzip(text) || text.contains('\0'))
        return 0; // packed files and databases
    const QString path = folder.filePath(kNames[data[0] % kNames.size()]);
    writeInput(path, text);
    const auto found = vectorfiles::Formats().readDrawings(path);
    if (!found)
        return 0;
    for (const Drawing &drawing : found->drawings) {
        const auto &points = drawing.points;
        const size_t least = drawing.closed ? 3 : 2;
        if (points.size() < least || !std::ranges::all_of(points, isOnEarth)
            || std::ranges::adjacent_find(points) != points.end() || drawing.name != drawing.name.simplified())
            __builtin_trap();
        if (drawing.closed && points.size() == 3 && points.front() == points.back())
            __builtin_trap();
    }
    return 0;
}
