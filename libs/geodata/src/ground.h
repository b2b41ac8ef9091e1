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
    /// A square of a tile's size whose upper left corner is `origin`, in logical pixels of the world.
    QImage paint(int zoom, QPoint origin);
    const GroundLabels &labels(int zoom);

private:
    struct View;
    void paintAreas(QPainter &painter, const View &view) const;
    void paintShores(QPainter &painter, const View &view) const;
    void paintLines(QPainter &painter, const View &view) const;
    void paintLabels(QPainter &painter, const View &view);

    std::vector<GroundShapeOnMap> m_shapes; ///< in drawing order
    GroundPalette m_palette;
    std::map<int, GroundLabels> m_labels; ///< by zoom, made when first needed
};

/// The data in the library's resources.
Result<GroundData> marseille();

} // namespace cortege::geodata
