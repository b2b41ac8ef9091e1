#pragma once

#include <presentation/stamp.h>

#include <optional>
#include <vector>

namespace cortege::map
{

/// The places of a stamp that are set so far, and what it would make with the next one.
class StampTool
{
public:
    using StampPtr = std::shared_ptr<const presentation::Stamp>;

    void set(StampPtr stamp);
    bool isActive() const { return m_stamp != nullptr; }
    const std::vector<GeoPoint> &places() const { return m_places; }

    /// Where the next place would be; nothing while nobody points anywhere.
    void aim(std::optional<GeoPoint> at);
    const Ring &preview() const { return m_preview; }
    /// The outline, when this was the last place and it makes one. A place that makes none is not taken.
    std::optional<Ring> place(GeoPoint at);
    bool takeBack(); ///< the latest place; false when there is none
    QString hint() const;

private:
    bool isComplete() const { return m_aim && m_places.size() + 1 == m_stamp->placeCount(); }

    StampPtr m_stamp;
    std::vector<GeoPoint> m_places;
    std::optional<GeoPoint> m_aim;
    Ring m_preview;
};

} // namespace cortege::map
