#include <domain/march.h>

#include <algorithm>
#include <cmath>

namespace cortege
{
namespace
{

bool isStated(double figure) { return std::isfinite(figure) && figure > 0; }

// Beyond some thousand years it is no time.
constexpr double kMostMilliseconds = 1e14;

std::chrono::milliseconds timeFor(double metres, const March &march)
{
    const double milliseconds = metres / march.kilometresPerHour * 3'600;
    return std::chrono::milliseconds { std::llround(std::clamp(milliseconds, 0.0, kMostMilliseconds)) };
}

} // namespace

std::optional<double> columnMetres(const March &march)
{
    if (march.people < 0 || !isStated(march.kilometresPerHour) || !isStated(march.widthMetres)
        || !isStated(march.peoplePerSquareMetre))
        return std::nullopt;
    return march.people / march.widthMetres / march.peoplePerSquareMetre;
}

std::optional<WalkingTime> walkingTime(double metres, const March &march)
{
    const auto column = columnMetres(march);
    if (!column || !std::isfinite(metres) || metres < 0)
        return std::nullopt;
    return WalkingTime { timeFor(metres, march), timeFor(metres + *column, march) };
}

} // namespace cortege
