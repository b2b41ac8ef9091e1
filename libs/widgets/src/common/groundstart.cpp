#include <widgets/groundstart.h>
#include <widgets/theme.h>

#include <geodata/territory.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtGui/QGuiApplication>

namespace cortege::widgets
{
namespace
{

struct GroundTexts {
    Q_DECLARE_TR_FUNCTIONS(GroundTexts)
};

} // namespace

Result<GroundStart> startGround(const StartOptions &options)
{
    const auto palette
        = isDark(QGuiApplication::palette()) ? geodata::GroundPalette::Dark : geodata::GroundPalette::Light;
    GroundStart start;
    auto relay = geodata::TileRelay::startFor(options.tiles, options.tilesAttribution, palette, options.proxy);
    if (!relay && !options.tiles.isEmpty()) {
        start.trouble = relay.error();
        qWarning().noquote() << "ground:" << relay.error().detail;
        relay = geodata::TileRelay::startFor({}, {}, palette);
    }
    if (!relay)
        return std::unexpected(relay.error());
    start.relay = std::move(*relay);
    return start;
}

std::future<Result<Places>> openPlaces(const StartOptions &options)
{
    return std::async(std::launch::async, [territory = options.territory]() -> Result<Places> {
        if (territory.isEmpty())
            return nullptr;
        auto places = geodata::Territory::open(territory).and_then([](const geodata::Territory &described) {
            return presentation::PlaceFinder::open(described.gazetteer(), described.network());
        });
        if (!places)
            qWarning().noquote() << "territory:" << places.error().detail;
        return places;
    });
}

QString groundMissing()
{
    return GroundTexts::tr("Le fond de carte de ce poste ne peut pas être lu : un fond schématique le remplace. "
                           "Prévenez le service informatique.");
}

} // namespace cortege::widgets
