#pragma once

#include "groundlabels.h"

#include <geodata/tilesource.h>

#include <QtGui/QImage>

#include <map>

namespace cortege::geodata
{

/// Draws the schematic ground, tile by tile. Used by one thread at a time.
class Ground
{
public:
    Ground(const GroundData &data, GroundPalette palette);
    QImage paint(TileKey key);
    const GroundLabels &labels(int zoom);

private:
    struct View;
    void paintAreas(QPainter &painter, const View &view) const;
    void paintLines(QPainter &painter, const View &view) const;
    void paintLabels(QPainter &painter, const View &view);

    std::vector<GroundShapeOnMap> m_shapes; ///< in drawing order
    GroundPalette m_palette;
    std::map<int, GroundLabels> m_labels; ///< by zoom, made when first needed
};

/// The data in the library's resources.
Result<GroundData> marseille();

} // namespace cortege::geodata
