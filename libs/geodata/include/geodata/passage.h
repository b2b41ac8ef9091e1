#pragma once

#include <domain/march.h>

#include <geodata/streetnetwork.h>

/// When a march is where.
namespace cortege::geodata
{

using cortege::columnMetres;
using cortege::March;
using cortege::walkingTime;
using cortege::WalkingTime;

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

} // namespace cortege::geodata
