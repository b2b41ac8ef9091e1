#pragma once

#include <presentation/shapemodel.h>

#include <QtCore/QString>

#include <vector>

namespace cortege::presentation
{

/// What a file has that can become the drawing.
struct ImportOffer {
    struct Choice {
        QString label; ///< "Boucle du matin : 2,4 km, 312 points"
        std::vector<GeoPoint> points;
    };
    std::vector<Choice> choices; ///< none where there is trouble
    QString trouble; ///< one or two sentences that name the file; empty where there is none
    QString leftOut; ///< a sentence that names the file and the objects of which no drawing can be made; or empty
};

/// GPX, KML, GeoJSON, Shapefile and what else `exchange::readDrawings` reads. A route may be a line or go round a
/// surface; a footprint is a surface or a line that comes back to its start. What has more points than annexe 1 takes
/// is made simpler by the least that is needed, and its label says by how much.
ImportOffer offerOf(const QString &path, ShapeModel::Kind kind);

} // namespace cortege::presentation
