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

/// Why a record of a layer has no shape that can be used.
struct ShapeFault {
    enum class Kind {
        Missing, ///< the record is without one
        Unreadable, ///< the format's own reader says in `detail` why
        OffEarth, ///< not a number, beyond the poles, or far from where the layer's coordinate system is meant for
    };
    Kind kind {};
    QString detail;

    friend bool operator==(const ShapeFault &, const ShapeFault &) = default;
};

/// A record of which no drawing can be made.
struct RefusedDrawing {
    QString record; ///< its number in the file
    QString name; ///< may be empty
    ShapeFault fault;

    friend bool operator==(const RefusedDrawing &, const RefusedDrawing &) = default;
};
struct Drawings {
    std::vector<Drawing> drawings; ///< empty when there is none in the file
    std::vector<RefusedDrawing> refused;
};

/// Larger files are no drawing of a route.
inline constexpr qint64 kDrawingFileLimit = qint64 { 16 } * 1024 * 1024;
/// Of a packed one, unpacked.
inline constexpr qint64 kDrawingUnpackedLimit = qint64 { 128 } * 1024 * 1024;

/// All lines and surfaces of a file that `openVectorFile` opens, in its order; each part of a feature of several parts
/// is a drawing of its own, holes are left out. A bad record does not cost the others.
///
/// NotFound, Forbidden or TooLarge for the file, InvalidInput when no reader knows it or its coordinates, Corrupt when
/// it breaks off or has nothing but bad records. The detail names the file.
Result<Drawings> readDrawings(const QString &path);

} // namespace cortege::exchange
