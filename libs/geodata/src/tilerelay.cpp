#include "relayserver.h"
#include "upstream.h"

#include "tilerequest.h"
#include <geodata/tilerelay.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>

#include <array>
#include <functional>

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
    using MakeProvider = std::function<std::unique_ptr<TileProvider>()>;

    explicit Private(Description about) : description(std::move(about)) { thread.setObjectName(u"tiles"_s); }
    ~Private()
    {
        thread.quit();
        thread.wait();
    }
    Result<> open(const MakeProvider &makeProvider);

    Description description;
    QUrl base;
    QThread thread;
};

// Server, connections and provider are made, used and destroyed in the relay's thread.
Result<> TileRelay::Private::open(const MakeProvider &makeProvider)
{
    const QByteArray token = newToken();
    auto *starter = new QObject;
    starter->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, starter, &QObject::deleteLater);
    thread.start();
    Result<> opened;
    const auto openInThread = [&] {
        auto *server = new RelayServer(token, std::make_unique<TileDesk>(makeProvider(), description.zooms));
        server->setParent(starter);
        if (!server->open())
            opened = fail(Failure::Unavailable, server->errorString());
        base = QUrl(u"http://127.0.0.1:%1/%2/"_s.arg(server->serverPort()).arg(QString::fromLatin1(token)));
    };
    QMetaObject::invokeMethod(starter, openInThread, Qt::BlockingQueuedConnection);
    return opened;
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
    const QString &urlTemplate, const QString &attribution, int maximumZoom)
{
    const auto urls = UrlTemplate::parse(urlTemplate);
    if (!urls)
        return std::unexpected(urls.error());
    if (maximumZoom < 0 || maximumZoom > kDeepestZoom)
        return fail(Failure::InvalidInput, u"a maximum zoom of %1"_s.arg(maximumZoom));
    auto p = std::make_unique<Private>(Description { attribution, { 0, maximumZoom }, {}, {} });
    const auto makeProvider = [&urls] { return std::make_unique<Upstream>(*urls); };
    if (const auto opened = p->open(makeProvider); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<TileRelay>(new TileRelay(std::move(p)));
}

Result<std::unique_ptr<TileRelay>> TileRelay::startFor(
    const QString &tiles, const QString &attribution, GroundPalette palette)
{
    constexpr int kMaximumZoom = 19;
    if (tiles.contains(u"{z}"))
        return startProxy(tiles, attribution, kMaximumZoom);
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
