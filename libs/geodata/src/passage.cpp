#include <geodata/passage.h>

#include <algorithm>
#include <cmath>

namespace cortege::geodata
{
namespace
{

bool isPositive(double figure) { return std::isfinite(figure) && figure > 0; }

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

int capacity(double squareMetres, double peoplePerSquareMetre)
{
    if (!isPositive(squareMetres) || !isPositive(peoplePerSquareMetre))
        return 0;
    return static_cast<int>(std::min(1e9, std::floor(squareMetres * peoplePerSquareMetre)));
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
