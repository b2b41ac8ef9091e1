#pragma once

#include <domain/geometry.h>

#include <QtCore/QString>

#include <optional>

namespace cortege::map
{

/// A rectangle of the map that a person frames from corner to corner.
class FrameTool
{
public:
    void set(bool active);
    bool isActive() const { return m_active; }
    const std::optional<GeoPoint> &corner() const { return m_corner; }

    /// Where the next corner would be; nothing while nobody points anywhere.
    void aim(std::optional<GeoPoint> at) { m_aim = at; }
    /// The first corner, or the second: then the rectangle, unless it has no area.
    std::optional<GeoBox> place(GeoPoint at);
    bool takeBack(); ///< the first corner; false when there is none
    std::optional<GeoBox> preview() const;
    QString hint() const;

private:
    bool m_active = false;
    std::optional<GeoPoint> m_corner;
    std::optional<GeoPoint> m_aim;
};

} // namespace cortege::map
