#pragma once

#include <domain/time.h>

#include <geodata/streetnetwork.h>

/// When a march is where.
namespace cortege::geodata
{

/// What is stated of a march; every figure shown with its passage times.
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

/// How many stand on a surface or a stretch of street at a stated density; 0 for figures that are not positive.
int capacity(double squareMetres, double peoplePerSquareMetre);

struct Passage {
    QString street; ///< crossed, or turned into
    GeoPoint position;
    double metres = 0; ///< along the path
    UtcTime head;
    UtcTime tail; ///< the last ones have passed

    friend bool operator==(const Passage &, const Passage &) = default;
};

/// Each street crossed or turned into, in order. Empty when the march's figures make no sense.
std::vector<Passage> passages(const Path &path, const March &march);

/// Until the head, and until the tail, is at the end of the path. Nothing when the march's figures make no sense.
struct WalkingTime {
    std::chrono::milliseconds head;
    std::chrono::milliseconds tail;
};
std::optional<WalkingTime> walkingTime(double metres, const March &march);

} // namespace cortege::geodata
