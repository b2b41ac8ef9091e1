#pragma once

#include <domain/geometry.h>
#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <vector>

namespace cortege::geodata
{

/// What a feature of the schematic ground is. Areas first, then lines, then points; within each, drawn in this order.
enum class GroundKind {
    Land,
    Built,
    Massif,
    Park,
    Beach,
    Water,
    Port,
    CommuneLimit,
    DistrictLimit,
    River,
    Breakwater,
    Rail,
    Tunnel,
    Pedestrian,
    Street,
    Secondary,
    Primary,
    Motorway,
    City,
    Commune,
    District,
    Landmark,
    Station,
    Square,
    Quarter,
    Sea,
    Island,
    Summit,
};
enum class GroundShape { Area, Line, Point };
GroundShape shapeOf(GroundKind kind);

struct GroundFeature {
    GroundKind kind;
    QString name; ///< may be empty
    QString reference; ///< "A 7"
    std::optional<int> fromZoom; ///< instead of the kind's own
    std::vector<GeoPoint> points; ///< three or more for an area, two or more for a line, one for a point
};

struct GroundData {
    GeoBox extent; ///< what to show first
    std::vector<GroundFeature> features;
};

/// Reads the text that resources/ground/README.md describes. InvalidInput names the line.
Result<GroundData> readGround(const QByteArray &text);

} // namespace cortege::geodata
