#pragma once

#include <domain/result.h>

#include <QtCore/QString>

class QApplication;
class QMainWindow;

/// What both programs do at their start and end.
namespace cortege::widgets
{

/// French or English: our texts, Qt's own dialogs and the formats of dates and numbers. `language` is "fr" or "en".
/// Call it once, before the first window.
void installLanguage(QApplication &application, const QString &language);
/// The application's name, after which its folders are named, its version and its window icon. `program` is "cortege"
/// or "cortege-console". The title is a text: QApplication::setApplicationDisplayName, once there is a language.
void nameApplication(QApplication &application, const QString &program);

/// Ends a program that cannot start: says it in a window, because nobody reads the terminal of a workstation, and there
/// too, for whoever does. Returns the exit code once the window is closed.
int endWith(QApplication &application, const QString &text, const Error &error);

/// Size, place and docks of a window, kept in QSettings under the window's objectName.
void restoreGeometryOf(QMainWindow &window);
void rememberGeometryOf(const QMainWindow &window);

} // namespace cortege::widgets
