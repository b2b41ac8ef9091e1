#include "frametool.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <utility>

namespace cortege::map
{
namespace
{

struct FrameTexts {
    Q_DECLARE_TR_FUNCTIONS(FrameTool)
};

std::optional<GeoBox> boxBetween(GeoPoint one, GeoPoint other)
{
    if (one.longitude == other.longitude || one.latitude == other.latitude)
        return std::nullopt;
    const auto [west, east] = std::minmax(one.longitude, other.longitude);
    const auto [south, north] = std::minmax(one.latitude, other.latitude);
    return GeoBox { { west, south }, { east, north } };
}

} // namespace

void FrameTool::set(bool active)
{
    m_active = active;
    m_corner.reset();
    m_aim.reset();
}

std::optional<GeoBox> FrameTool::place(GeoPoint at)
{
    m_aim = at;
    if (m_corner)
        return boxBetween(*m_corner, at);
    m_corner = at;
    return std::nullopt;
}

bool FrameTool::takeBack() { return std::exchange(m_corner, std::nullopt).has_value(); }

std::optional<GeoBox> FrameTool::preview() const
{
    return m_corner && m_aim ? boxBetween(*m_corner, *m_aim) : std::nullopt;
}

QString FrameTool::hint() const
{
    return m_corner ? FrameTexts::tr("Menez jusqu’au coin opposé, ou cliquez-y. Échap pour reprendre.")
                    : FrameTexts::tr("Tracez un rectangle, ou cliquez à l’un de ses coins. Échap pour renoncer.");
}

} // namespace cortege::map
