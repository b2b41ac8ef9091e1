#pragma once

#include <domain/geometry.h>

#include <QtCore/QString>

#include <array>
#include <expected>

/// Positions as numbers that people read and type.
namespace cortege::presentation
{

enum class CoordinateFormat {
    Decimal, ///< WGS 84, latitude first: "43,296500 ; 5,369800" in French, "43.296500, 5.369800" in English
    DegreesMinutesSeconds, ///< WGS 84: "43° 17′ 47,400″ N, 5° 22′ 11,280″ E"
    Lambert93, ///< EPSG:2154, metres, east first: "893 545,12 ; 6 246 960,55"
};
inline constexpr std::array kCoordinateFormats { CoordinateFormat::Decimal, CoordinateFormat::DegreesMinutesSeconds,
    CoordinateFormat::Lambert93 };
QString label(CoordinateFormat format);

/// Within 0.1 m of the point when it is read again. Empty where the format has no numbers for the point: Lambert-93 is
/// for metropolitan France.
QString coordinateText(GeoPoint point, CoordinateFormat format);

/// Any of the formats, whichever the text is in, with a comma or a point before the decimals, as they are found on web
/// maps, in tables and on paper; degrees, degrees and minutes, or degrees, minutes and seconds. N, S, E, O or W say
/// which of the two is which; without them degrees begin with the latitude, and metres are told apart by their size.
/// The error is one sentence for the person.
std::expected<GeoPoint, QString> readCoordinates(const QString &text);

} // namespace cortege::presentation
