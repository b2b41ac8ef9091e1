#pragma once

#include <geodata/gazetteer.h>
#include <geodata/streetnetwork.h>

#include <QtCore/QString>

/// A small invented town about the middle of Marseille: "Rue 1" … run to the east, "Avenue 1" … to the north.
namespace cortege::test
{
using namespace Qt::StringLiterals;

constexpr double kBlock = 0.001; ///< degrees between two streets
constexpr int kStreets = 6; ///< each way

/// Where "Avenue column" and "Rue row" cross; both count from 0.
inline GeoPoint corner(int column, int row) { return { 5.37 + column * kBlock, 43.292 + row * kBlock }; }

inline std::vector<geodata::Street> townStreets()
{
    std::vector<geodata::Street> streets;
    for (int i = 0; i < kStreets; ++i) {
        geodata::Street east { .name = u"Rue %1"_s.arg(i), .line = {}, .district = u"Damier"_s };
        geodata::Street north { .name = u"Avenue %1"_s.arg(i), .line = {}, .district = u"Damier"_s };
        for (int j = 0; j < kStreets; ++j) {
            east.line.push_back(corner(j, i));
            north.line.push_back(corner(i, j));
        }
        streets.push_back(east);
        streets.push_back(north);
    }
    return streets;
}

inline geodata::StreetNetwork townNetwork()
{
    geodata::StreetNetworkBuilder builder;
    for (const geodata::Street &street : townStreets())
        builder.add(street);
    return geodata::StreetNetwork::read(builder.bytes()).value();
}

inline geodata::Gazetteer townGazetteer(const QString &file)
{
    geodata::GazetteerWriter writer;
    for (const geodata::Street &street : townStreets())
        writer.add(street);
    writer.finish(file).value();
    return geodata::Gazetteer::open(file).value();
}

} // namespace cortege::test
