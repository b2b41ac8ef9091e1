#pragma once

#include <geodata/streetnetwork.h>

#include <QtCore/QString>

#include <array>
#include <memory>
#include <span>

namespace cortege::presentation
{

/// A footprint made of one or two places instead of vertex by vertex.
class Stamp
{
public:
    virtual ~Stamp() = default;
    virtual size_t placeCount() const = 0;
    /// Cheap enough for each move of the pointer. Empty where the places make no footprint.
    virtual Ring outline(std::span<const GeoPoint> places) const = 0;
    /// What to do next, when so many places are set.
    virtual QString hint(size_t placed) const = 0;
    /// Why there is no outline.
    virtual QString trouble() const = 0;
};

enum class FootprintTool { Polygon, Rectangle, Circle, Square, Street };
inline constexpr std::array kFootprintTools { FootprintTool::Polygon, FootprintTool::Rectangle, FootprintTool::Circle,
    FootprintTool::Square, FootprintTool::Street };
QString label(FootprintTool tool); ///< with & before its letter
bool needsStreets(FootprintTool tool);

inline constexpr double kStreetWidth = 12; ///< metres: a boulevard's roadway

/// Nothing for `Polygon`, which is drawn vertex by vertex, and for a tool that needs streets where there are none.
/// `width` in metres is that of a stretch of street. The network must outlive the stamp.
std::shared_ptr<const Stamp> stampOf(FootprintTool tool, const geodata::StreetNetwork *network, double width);

} // namespace cortege::presentation
