#include <streetgraph.h>

using namespace cortege;
using namespace cortege::geodata;

// The checksum is put right, so that what is behind it is reached. What is accepted answers every question.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)StreetNetwork::read(bytes);
    QByteArray contents = kStreetMagic.toByteArray();
    contents += QByteArray("\1\0\0\0", 4);
    const auto network = StreetNetwork::read(sealed(contents + bytes));
    if (!network)
        return 0;
    const auto box = network->extent();
    if (!box)
        return 0;
    const GeoPoint a = box->southWest;
    const GeoPoint b = box->northEast;
    const GeoPoint middle { (a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2 };
    (void)network->snap(middle);
    (void)network->face(middle);
    if (const auto path = network->route(a, b); path && path->line.size() < 2)
        __builtin_trap();
    return 0;
}
