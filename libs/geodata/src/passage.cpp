#include <geodata/passage.h>

#include <algorithm>
#include <cmath>

namespace cortege::geodata
{
namespace
{

bool isPositive(double figure) { return std::isfinite(figure) && figure > 0; }

// Beyond some thousand years it is no time.
constexpr double kMostMilliseconds = 1e14;

std::chrono::milliseconds timeFor(double metres, const March &march)
{
    const double milliseconds = metres / march.kilometresPerHour * 3'600;
    return std::chrono::milliseconds { std::llround(std::clamp(milliseconds, 0.0, kMostMilliseconds)) };
}

GeoPoint pointAt(const LineString &line, double metres)
{
    for (size_t i = 1; i < line.size(); ++i) {
        const double length = distanceMetres(line[i - 1], line[i]);
        if (length > 0 && metres <= length) {
            const double part = std::max(0.0, metres / length);
            return { line[i - 1].longitude + (line[i].longitude - line[i - 1].longitude) * part,
                line[i - 1].latitude + (line[i].latitude - line[i - 1].latitude) * part };
        }
        metres -= length;
    }
    return line.empty() ? GeoPoint {} : line.back();
}

} // namespace

std::optional<double> columnMetres(const March &march)
{
    if (march.people < 0 || !isPositive(march.kilometresPerHour) || !isPositive(march.widthMetres)
        || !isPositive(march.peoplePerSquareMetre))
        return std::nullopt;
    return march.people / march.widthMetres / march.peoplePerSquareMetre;
}

int capacity(double squareMetres, double peoplePerSquareMetre)
{
    if (!isPositive(squareMetres) || !isPositive(peoplePerSquareMetre))
        return 0;
    return static_cast<int>(std::min(1e9, std::floor(squareMetres * peoplePerSquareMetre)));
}

std::optional<WalkingTime> walkingTime(double metres, const March &march)
{
    const auto column = columnMetres(march);
    if (!column || !std::isfinite(metres) || metres < 0)
        return std::nullopt;
    return WalkingTime { timeFor(metres, march), timeFor(metres + *column, march) };
}

std::vector<Passage> passages(const Path &path, const March &march)
{
    std::vector<Passage> all;
    const auto add = [&](const QString &street, GeoPoint position, double metres) {
        if (const auto time = walkingTime(metres, march))
            all.push_back({ street, position, metres, march.begins + time->head, march.begins + time->tail });
    };
    for (const CrossedStreet &street : path.crossed)
        add(street.name, street.position, street.metres);
    for (size_t i = 1; i < path.followed.size(); ++i) {
        const FollowedStreet &street = path.followed[i];
        if (!street.name.isEmpty())
            add(street.name, pointAt(path.line, street.fromMetres), street.fromMetres);
    }
    std::ranges::stable_sort(all, {}, &Passage::metres);
    return all;
}

} // namespace cortege::geodata
