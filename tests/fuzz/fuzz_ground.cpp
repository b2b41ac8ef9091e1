#include <grounddata.h>

#include <cmath>

using namespace cortege;
using namespace cortege::geodata;

// What is accepted can be drawn: enough points for its shape, all of them on the map.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto ground = readGround(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!ground)
        return 0;
    for (const GroundFeature &feature : ground->features) {
        const size_t least = shapeOf(feature.kind) == GroundShape::Area ? 3
            : shapeOf(feature.kind) == GroundShape::Line                ? 2
                                                                        : 1;
        if (feature.points.size() < least)
            __builtin_trap();
        for (const GeoPoint point : feature.points) {
            if (!isOnEarth(point) || std::abs(point.latitude) > 85)
                __builtin_trap();
        }
    }
    return 0;
}
