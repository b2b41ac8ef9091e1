#include "options.h"

#include <client/platform.h>
#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/consolecontroller.h>
#include <presentation/texts.h>
#include <widgets/application.h>
#include <widgets/consolewindow.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace cortege;

namespace
{

struct ConsoleMain {
    Q_DECLARE_TR_FUNCTIONS(ConsoleMain)
};

constexpr int kMaximumZoom = 19;

/// Says it in a window, because nobody reads the terminal of a workstation; and there too, for whoever does.
int endWith(QApplication &application, const QString &text, const Error &error)
{
    std::fprintf(stderr, "cortege-console: %s\n", qPrintable(error.detail));
    auto *box
        = new QMessageBox(QMessageBox::Critical, QApplication::applicationDisplayName(), text, QMessageBox::Close);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(presentation::describe(error.kind));
    box->setDetailedText(error.detail);
    box->open();
    application.exec();
    return 1;
}

Result<std::unique_ptr<geodata::TileRelay>> startRelay(const Options &options)
{
    if (options.tiles.contains(u"{z}"))
        return geodata::TileRelay::startProxy(options.tiles, options.tilesAttribution, kMaximumZoom);
    if (!options.tiles.isEmpty())
        return geodata::openMbtiles(options.tiles).and_then(&geodata::TileRelay::start);
    const bool dark = widgets::isDark(QApplication::palette());
    return geodata::TileRelay::start(
        geodata::schematicGround(dark ? geodata::GroundPalette::Dark : geodata::GroundPalette::Light));
}

Result<std::unique_ptr<client::Platform>> openPlatform(const Options &options, const Clock &clock)
{
    const auto profile = client::Profile::load(options.profile);
    if (!profile)
        return std::unexpected(profile.error());
    return client::Platform::open(*profile, u"cortege-console/"_s + QApplication::applicationVersion(), clock,
        client::Platform::UnsentWork::None);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    widgets::nameApplication(application, u"cortege-console"_s, ConsoleMain::tr("Cortège – Console"));
    const auto options = parseOptions(application.arguments());
    if (!options) {
        std::fprintf(stderr, "cortege-console: %s\n", qPrintable(options.error()));
        return 2;
    }
    widgets::installLanguage(application, options->language);
    widgets::installLook(application);

    const SystemClock clock;
    const auto platform = openPlatform(*options, clock);
    if (!platform)
        return endWith(application,
            ConsoleMain::tr("Le profil de ce poste ne peut pas être utilisé : %1")
                .arg(QDir::toNativeSeparators(options->profile)),
            platform.error());
    map::keepRequestsLocal();
    const auto relay = startRelay(*options);
    if (!relay)
        return endWith(application, ConsoleMain::tr("Le fond de carte ne peut pas être ouvert."), relay.error());

    presentation::ConsoleController controller(**platform, clock);
    auto map = std::make_unique<map::MapView>(**relay);
    controller.setMap(map->port());
    widgets::ConsoleWindow window(controller, map.release());
    window.show();
    (*platform)->start();
    return application.exec();
}
