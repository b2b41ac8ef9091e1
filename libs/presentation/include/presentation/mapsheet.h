#pragma once

#include <domain/result.h>
#include <exchange/publication.h>
#include <presentation/factlens.h>
#include <presentation/tensionoverlay.h>

#include <QtGui/QImage>

namespace cortege::presentation
{

/// The console's map on paper, as the screen shows it, with what it means.
struct MapSheetContent {
    QImage map; ///< with its scale and the source of the ground
    TensionPicture picture;
    QString parameters; ///< printed
    QString source; ///< of the data
    std::vector<ShownCategory> facts {}; ///< that the map shows, the most first
    bool isDark = false; ///< the map, and so the signs of the facts on it
};
/// PDF, A4 lying. Errors are the disk's: Unavailable.
Result<> writeMapSheet(const QString &path, const MapSheetContent &sheet, const exchange::Stamp &stamp);
/// PNG with the same content, as on A4 at 200 dots an inch.
Result<> writeMapPicture(const QString &path, const MapSheetContent &sheet, const exchange::Stamp &stamp);

} // namespace cortege::presentation
