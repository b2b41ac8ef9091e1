#pragma once

#include <domain/time.h>

#include <optional>

namespace cortege
{

/// What is stated of a march; every figure shown with what is computed from it.
struct March {
    UtcTime begins {};
    double kilometresPerHour = 3; ///< of a crowd with stops, not of a walker
    int people = 0;
    double widthMetres = 8; ///< of the column: the roadway
    double peoplePerSquareMetre = 1;

    friend bool operator==(const March &, const March &) = default;
};

/// From its head to its tail, when it walks. Nothing when a figure is not positive (people: negative) or not finite.
std::optional<double> columnMetres(const March &march);

/// Until the head, and until the tail, has walked so far. Nothing when the march's figures make no sense.
struct WalkingTime {
    std::chrono::milliseconds head;
    std::chrono::milliseconds tail;
};
std::optional<WalkingTime> walkingTime(double metres, const March &march);

} // namespace cortege
