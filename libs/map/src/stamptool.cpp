#include "stamptool.h"

#include <utility>

namespace cortege::map
{

void StampTool::set(StampPtr stamp)
{
    m_stamp = std::move(stamp);
    m_places.clear();
    m_aim.reset();
    m_preview.clear();
}

void StampTool::aim(std::optional<GeoPoint> at)
{
    if (!m_stamp || m_aim == at)
        return;
    m_aim = at;
    m_preview.clear();
    if (!isComplete())
        return;
    auto places = m_places;
    places.push_back(*at);
    m_preview = m_stamp->outline(places);
}

std::optional<Ring> StampTool::place(GeoPoint at)
{
    aim(at);
    if (isComplete())
        return m_preview.empty() ? std::nullopt : std::optional(m_preview);
    m_places.push_back(at);
    m_aim.reset();
    aim(at);
    return std::nullopt;
}

bool StampTool::takeBack()
{
    if (m_places.empty())
        return false;
    m_places.pop_back();
    const auto at = std::exchange(m_aim, std::nullopt);
    m_preview.clear();
    aim(at);
    return true;
}

QString StampTool::hint() const
{
    const bool startsAnew = m_aim && !m_places.empty() && *m_aim == m_places.back();
    return isComplete() && m_preview.empty() && !startsAnew ? m_stamp->trouble() : m_stamp->hint(m_places.size());
}

} // namespace cortege::map
