#pragma once

#include <domain/event.h>

#include <QtGui/QColor>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

class QApplication;

/// Icons and colours that both programs share. Colours follow the palette, light or dark, and never carry a meaning
/// alone.
namespace cortege::widgets
{

/// Fusion, which looks the same on every workstation, in quiet colours: light or dark as the desktop asks for.
void installLook(QApplication &application);
QPalette lookPalette(bool dark);

/// An icon of resources/icons, drawn in the colour of the palette's text; `name` without folder and extension.
QIcon icon(const QString &name);
/// The same in a colour of its own.
QIcon icon(const QString &name, const QColor &colour);
/// An arrow (déambulatoire), a square (statique), a diamond (opération), a star (visite), in the colour of the kind.
QIcon iconOf(EventKind kind);
QString nameOfIcon(EventKind kind);
QColor colourOf(EventKind kind);

enum class Tone { Good, Busy, Warning, Error, Quiet };
QColor colourOf(Tone tone, const QPalette &palette);
bool isDark(const QPalette &palette);

/// Distances in device-independent pixels.
inline constexpr int kMargin = 12;
inline constexpr int kSpacing = 8;

} // namespace cortege::widgets
