#include "relayserver.h"
#include "upstream.h"

#include "tilerequest.h"
#include <geodata/tilerelay.h>

#include <QtCore/QEventLoop>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>

#include <array>
#include <future>
#include <thread>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

class Local final : public TileProvider
{
public:
    explicit Local(std::unique_ptr<TileSource> source) : m_source(std::move(source)) { }
    void fetch(TileKey key, Done done) override { done(m_source->tile(key)); }

private:
    std::unique_ptr<TileSource> m_source;
};

QByteArray newToken()
{
    std::array<quint32, 4> random {};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    return QByteArray::fromRawData(reinterpret_cast<const char *>(random.data()), sizeof(random)).toHex();
}

struct Description {
    QString attribution;
    ZoomLevels zooms;
    std::optional<GeoBox> extent;
    std::optional<GeoBox> home;
};

} // namespace

class TileRelay::Private
{
public:
    explicit Private(Description about) : description(std::move(about)) { }
    ~Private()
    {
        if (server)
            server->thread()->quit();
        if (thread.joinable())
            thread.join();
    }
    template <class MakeProvider>
    Result<> open(MakeProvider makeProvider);

    Description description;
    QUrl base;
    RelayServer *server = nullptr;
    std::thread thread; ///< one whose end ThreadSanitizer sees
};

// Server, connections and provider are made, used and destroyed in the relay's thread.
template <class MakeProvider>
Result<> TileRelay::Private::open(MakeProvider makeProvider)
{
    struct Opened {
        RelayServer *server;
        quint16 port;
    };
    const QByteArray token = newToken();
    std::promise<Result<Opened>> promise;
    auto future = promise.get_future();
    const auto run = [token, makeProvider = std::move(makeProvider), zooms = description.zooms](
                         std::promise<Result<Opened>> done) mutable {
        QEventLoop loop;
        RelayServer relay(token, std::make_unique<TileDesk>(makeProvider(), zooms));
        if (!relay.open()) {
            done.set_value(fail(Failure::Unavailable, relay.errorString()));
            return;
        }
        done.set_value(Opened { &relay, relay.serverPort() });
        loop.exec();
    };
    thread = std::thread(std::move(run), std::move(promise));
    const auto opened = future.get();
    if (!opened)
        return std::unexpected(opened.error());
    server = opened->server;
    base = QUrl(u"http://127.0.0.1:%1/%2/"_s.arg(opened->port).arg(QString::fromLatin1(token)));
    return {};
}

TileRelay::TileRelay(std::unique_ptr<Private> p) : d(std::move(p)) { }
TileRelay::~TileRelay() = default;

Result<std::unique_ptr<TileRelay>> TileRelay::start(std::unique_ptr<TileSource> source)
{
    auto p = std::make_unique<Private>(Description {
        source->attribution(), { source->minimumZoom(), source->maximumZoom() }, source->extent(), source->home() });
    const auto makeProvider = [&source] { return std::make_unique<Local>(std::move(source)); };
    if (const auto opened = p->open(makeProvider); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<TileRelay>(new TileRelay(std::move(p)));
}

Result<std::unique_ptr<TileRelay>> TileRelay::startProxy(
    const QString &urlTemplate, const QString &attribution, int maximumZoom, const QUrl &proxy)
{
    const auto urls = UrlTemplate::parse(urlTemplate);
    if (!urls)
        return std::unexpected(urls.error());
    if (maximumZoom < 0 || maximumZoom > kDeepestZoom)
        return fail(Failure::InvalidInput, u"a maximum zoom of %1"_s.arg(maximumZoom));
    auto p = std::make_unique<Private>(Description { attribution, { 0, maximumZoom }, {}, {} });
    const auto makeProvider = [&] { return std::make_unique<Upstream>(*urls, proxy); };
    if (const auto opened = p->open(makeProvider); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<TileRelay>(new TileRelay(std::move(p)));
}

Result<std::unique_ptr<TileRelay>> TileRelay::startFor(
    const QString &tiles, const QString &attribution, GroundPalette palette, const QUrl &proxy)
{
    constexpr int kMaximumZoom = 19;
    if (tiles.contains(u"{z}"))
        return startProxy(tiles, attribution, kMaximumZoom, proxy);
    if (!tiles.isEmpty())
        return openMbtiles(tiles).and_then(&TileRelay::start).transform([&](std::unique_ptr<TileRelay> relay) {
            if (!attribution.isEmpty())
                relay->d->description.attribution = attribution;
            return relay;
        });
    return start(schematicGround(palette));
}

QUrl TileRelay::base() const { return d->base; }
QString TileRelay::attribution() const { return d->description.attribution; }
int TileRelay::minimumZoom() const { return d->description.zooms.minimum; }
int TileRelay::maximumZoom() const { return d->description.zooms.maximum; }
std::optional<GeoBox> TileRelay::extent() const { return d->description.extent; }
std::optional<GeoBox> TileRelay::home() const { return d->description.home; }

} // namespace cortege::geodata
