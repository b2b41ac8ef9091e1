#pragma once

#include <domain/geometry.h>
#include <domain/result.h>

#include <QtCore/QString>

#include <vector>

namespace cortege::exchange
{

/// A line or the outline of a surface, as somebody else has drawn it.
struct Drawing {
    QString name; ///< of the feature; may be empty
    std::vector<GeoPoint> points; ///< WGS 84, none twice in a row; a surface's first point is not repeated at the end
    bool closed = false; ///< a surface, or a line that comes back to its start

    friend bool operator==(const Drawing &, const Drawing &) = default;
};

/// Larger files are no drawing of a route.
inline constexpr qint64 kDrawingFileLimit = qint64 { 16 } * 1024 * 1024;

/// All lines and surfaces of a file that `openVectorFile` opens, in its order; each part of a feature of several parts
/// is a drawing of its own, holes are left out. Empty when there is none in it.
///
/// NotFound, Forbidden or TooLarge for the file, InvalidInput when no reader knows it or its coordinates, Corrupt when
/// it is damaged or its places lie off the earth. The detail names the file.
Result<std::vector<Drawing>> readDrawings(const QString &path);

} // namespace cortege::exchange
