#include "frenchspacing.h"

#include <presentation/texts.h>
#include <widgets/application.h>
#include <widgets/theme.h>

#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMessageBox>

#include <cstdio>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

void install(QApplication &application, const QString &file, const QString &directory)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(file, directory))
        application.installTranslator(translator);
}

QString keyFor(const QMainWindow &window, QLatin1StringView what) { return window.objectName() + u'/' + what; }

} // namespace

void installLanguage(QApplication &application, const QString &language)
{
    QLocale::setDefault(language == u"en" ? QLocale(QLocale::English, QLocale::UnitedKingdom)
                                          : QLocale(QLocale::French, QLocale::France));
    install(application, u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (language == u"fr")
        QCoreApplication::installTranslator(new FrenchSpacing(&application));
    else
        install(application, u"cortege_"_s + language, u":/i18n"_s);
}

void nameApplication(QApplication &application, const QString &program)
{
    application.setOrganizationName(u"cortege"_s);
    application.setApplicationName(program);
    application.setApplicationVersion(QStringLiteral(CORTEGE_VERSION));
    // The name of the program's .desktop file, by which a Wayland desktop finds its icon.
    application.setDesktopFileName(u"fr.marseille."_s + QString(program).replace(u'-', u'.'));
    application.setWindowIcon(icon(u"cortege"_s, QColor(0x1f5fbf)));
}

int endWith(QApplication &application, const QString &text, const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(QApplication::applicationName()), qPrintable(error.detail));
    auto *box
        = new QMessageBox(QMessageBox::Critical, QApplication::applicationDisplayName(), text, QMessageBox::Close);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(presentation::describe(error.kind));
    box->setDetailedText(error.detail);
    box->open();
    application.exec();
    return 1;
}

void restoreGeometryOf(QMainWindow &window)
{
    const QSettings settings;
    window.restoreGeometry(settings.value(keyFor(window, "geometry"_L1)).toByteArray());
    window.restoreState(settings.value(keyFor(window, "state"_L1)).toByteArray());
}

void rememberGeometryOf(const QMainWindow &window)
{
    QSettings settings;
    settings.setValue(keyFor(window, "geometry"_L1), window.saveGeometry());
    settings.setValue(keyFor(window, "state"_L1), window.saveState());
}

} // namespace cortege::widgets
