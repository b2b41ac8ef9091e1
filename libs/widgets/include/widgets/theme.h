#pragma once

#include <domain/event.h>

#include <QtGui/QColor>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

#include <optional>

class QApplication;

/// Icons and colours that both programs share. Colours follow the palette, light or dark, and never carry a meaning
/// alone.
namespace cortege::widgets
{

enum class Look {
    Light,
    Dark,
    Contrast, ///< black and white with outlines; text at 7:1 at least (WCAG 2.2, 1.4.6)
};
/// Fusion, which looks the same on every workstation, in quiet colours; without a wish, light or dark as the desktop
/// asks for.
void installLook(QApplication &application, std::optional<Look> wanted = std::nullopt);
/// Text stands out at 4.5:1 at least in each (WCAG 2.2, 1.4.3), hints and disabled text included.
QPalette lookPalette(Look look);

enum class Tone { Good, Busy, Warning, Error, Quiet };

/// An icon of resources/icons, drawn in the colour of the palette's text; `name` without folder and extension.
QIcon icon(const QString &name);
/// The same in a colour of its own.
QIcon icon(const QString &name, const QColor &colour);
QIcon icon(const QString &name, Tone tone);
/// An arrow (déambulatoire), a square (statique), a diamond (opération), a star (visite), in the colour of the kind.
QIcon iconOf(EventKind kind);
QString nameOfIcon(EventKind kind);
QColor colourOf(EventKind kind);

QColor colourOf(Tone tone, const QPalette &palette);
bool isDark(const QPalette &palette);

/// Distances in device-independent pixels.
inline constexpr int kMargin = 12;
inline constexpr int kSpacing = 8;

} // namespace cortege::widgets
