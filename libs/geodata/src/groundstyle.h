#pragma once

#include "grounddata.h"

#include <geodata/tilesource.h>

#include <QtGui/QColor>
#include <QtGui/QFont>

#include <optional>

namespace cortege::geodata
{

// Sizes are logical pixels: a tile is 256 of them wide, and drawn twice as fine.

struct AreaStyle {
    QColor fill;
    int fromZoom = 0;
};
struct LineStyle {
    QColor fill;
    QColor casing; ///< invalid: none
    double width = 0;
    bool dashed = false;
};
struct LabelStyle {
    QColor text;
    QColor halo;
    QFont font; ///< its pixel size is logical
    int fromZoom = 0;
    int toZoom;
    bool capitals = false;
    bool dot = false;
    bool alongLine = false;
};
struct ShieldStyle {
    QColor fill;
    QColor text;
    QFont font;
};

QColor seaColour(GroundPalette palette);
QColor shoreColour(GroundPalette palette);
AreaStyle areaStyle(GroundKind kind, GroundPalette palette);
/// Nothing where lines of this kind are not drawn at this zoom.
std::optional<LineStyle> lineStyle(const GroundFeature &feature, int zoom, GroundPalette palette);
/// Nothing for kinds that are never named on the map.
std::optional<LabelStyle> labelStyle(GroundKind kind, int zoom, GroundPalette palette);
ShieldStyle shieldStyle(GroundPalette palette);
bool isRoad(GroundKind kind);

} // namespace cortege::geodata
