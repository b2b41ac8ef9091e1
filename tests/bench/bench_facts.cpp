// A console from connect to its first complete picture: all facts of a real server in the cloud, density, zones and
// hot spots computed, squares of the map counted. Beside it what the same bytes take from one OpenSSL to another over
// TLS 1.3 on loopback, by turns in the same run, and what each part takes alone. A figure, not a verdict: it ends with
// 0 whatever it has measured.
//
// arguments: [facts] (1000000)
#include "contenders/cortege.h"
#include "contenders/floor.h"
#include "contenders/setting.h"
#include "facts/madefacts.h"
#include "facts/quietmap.h"

#include <client/factimporter.h>
#include <client/factstore.h>
#include <presentation/consolecontroller.h>
#include <protocol/codec.h>
#include <storage/sqliteregister.h>
#include <support/grantor.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kTurns = 9;
constexpr double kTarget = 2.5; ///< times the floor
constexpr std::chrono::minutes kPatience { 10 };
constexpr auto kProgram = "bench/1"_L1;

/// Runs events until it is so.
void await(const std::function<bool()> &done, const char *what)
{
    QTimer waking; // to look at the time, where nothing happens
    waking.start(std::chrono::milliseconds { 100 });
    const auto begun = SteadyClock::now();
    while (!done()) {
        demand(SteadyClock::now() - begun < kPatience, u"in vain: "_s + QLatin1StringView(what));
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

/// The platform with the facts in it, and who looks at them.
class Setting
{
public:
    explicit Setting(size_t count)
        : m_credentials(m_folder.of("keys"_L1)),
          m_server(m_credentials, m_folder.of("cortege"_L1), emptyRecord(EventKind::OfficialVisit))
    {
        import(madeFacts(count));
    }

    const RunFolder &folder() const { return m_folder; }
    const Credentials &credentials() const { return m_credentials; }
    std::unique_ptr<client::Platform> platform() const { return platformOf(m_credentials.reader()); }

private:
    std::unique_ptr<client::Platform> platformOf(const Credentials::Identity &who) const
    {
        const client::Profile profile { m_folder.path(), QUrl(u"wss://127.0.0.1:%1"_s.arg(m_server.port())),
            who.files };
        auto opened = client::Platform::open(profile, kProgram, m_clock, client::Platform::UnsentWork::None);
        demand(opened.has_value(), opened ? QString() : opened.error().detail);
        return std::move(*opened);
    }
    Credentials::Identity importer() const
    {
        const auto who = m_credentials.issue(u"importer"_s, Role::Admin);
        using Register = storage::SqlitePersonRegister;
        const auto persons = Register::open(m_server.database(), Register::Access::ReadWrite);
        const auto grantor = test::Grantor::make(m_credentials.clients(), m_server.database(), m_clock);
        demand(persons && grantor && (*persons)->add(who.person)
                && (*persons)->bind(who.fingerprint, who.person.id, m_clock.now())
                && (*grantor)->grant(who.person.id, Role::Admin),
            u"nobody may import"_s);
        return who;
    }
    void import(std::vector<MadeSource> sources)
    {
        const auto platform = platformOf(importer());
        platform->start();
        await([&] { return platform->link() == client::Link::Online; }, "who imports is online");
        for (MadeSource &made : sources) {
            std::optional<std::expected<protocol::Answer, protocol::WireError>> reply;
            QObject context;
            platform->request(protocol::RecordSourceRequest { made.source }, &context,
                [&reply](const auto &answer) { reply = answer; });
            await([&] { return reply.has_value(); }, "a source is recorded");
            demand(reply->has_value(), u"the server takes no source"_s);
            const SourceNumber number = std::get<protocol::SourceRecordedAnswer>(**reply).number;
            client::FactImporter importer(*platform, number, std::move(made.blocks));
            bool finished = false;
            QObject::connect(&importer, &client::FactImporter::finished, &importer, [&finished] { finished = true; });
            importer.start();
            await([&] { return finished; }, "a source is imported");
            demand(!importer.trouble(), importer.trouble() ? importer.trouble()->detail : QString());
        }
    }

    SystemClock m_clock;
    RunFolder m_folder;
    Credentials m_credentials;
    CortegeContender m_server;
};

enum Moment { Greeted, FirstBatch, LastBatch, Cloud, Density, Squares, Complete };
constexpr std::array kMoments { "greeted", "first block of facts", "last block", "cloud in order",
    "density, zones, hot spots", "squares of the map", "complete picture" };
enum Part { Transfer, Decode, Order, Analysis, Counting };
constexpr std::array kParts { "transfer, with its decoding", "  of which decoding", "projecting and sorting",
    "density, zones, hot spots", "squares of the map" };

using Times = std::array<Samples, kMoments.size()>;
using PartTimes = std::array<Samples, kParts.size()>;

/// From connect on, all of the console but its window.
void connectConsole(const Setting &setting, qint64 facts, Times &times)
{
    const SystemClock clock;
    const auto platform = setting.platform();
    QuietMap map(kMadeCity);
    presentation::ConsoleController console(*platform, clock);
    console.setMap(map);
    console.timeWindow().setWindow(madePeriod());
    const auto &tension = console.tension();
    const auto &lens = console.factLens();
    const auto &board = console.facts();
    const auto isSettled
        = [&] { return tension.parameters().window == madePeriod() && tension.isUpToDate() && lens.isUpToDate(); };
    await(isSettled, "an empty console");

    std::array<SteadyClock::time_point, kMoments.size()> moments {};
    const auto mark = [&](Moment moment) { moments[moment] = SteadyClock::now(); };
    QObject::connect(platform.get(), &client::Platform::factsArrived, &console, [&] {
        if (moments[FirstBatch] == SteadyClock::time_point())
            mark(FirstBatch);
        mark(LastBatch);
    });
    QObject::connect(platform.get(), &client::Platform::linkChanged, &console, [&] {
        if (platform->greeting() && moments[Greeted] == SteadyClock::time_point())
            mark(Greeted);
    });
    QObject::connect(&board, &presentation::FactBoard::cloudChanged, &console, [&] { mark(Cloud); });
    QObject::connect(&tension, &presentation::TensionOverlay::pictureChanged, &console, [&] { mark(Density); });
    QObject::connect(&lens, &presentation::FactLens::found, &console, [&] { mark(Squares); });
    const auto begun = SteadyClock::now();
    platform->start();
    await(
        [&] {
            return board.isComplete() && static_cast<qint64>(board.cloud()->size()) == facts && isSettled()
                && tension.facts().facts == board.cloud()->tension().facts
                && lens.findings().wish.cloud == board.cloud();
        },
        "a complete picture");
    mark(Complete);
    const auto timed = static_cast<qint64>(tension.facts().facts->size());
    demand(tension.picture()->facts == timed && map.density() && map.marks() && !map.marks()->empty()
            && lens.findings().marks.facts == facts,
        u"the picture is not complete"_s);
    for (size_t moment = 0; moment < moments.size(); ++moment)
        times[moment].add(moments[moment] - begun);
}

/// The client alone, without what is made of the facts.
SteadyClock::duration transfer(const Setting &setting)
{
    const auto platform = setting.platform();
    const client::FactStore store(*platform);
    const auto begun = SteadyClock::now();
    platform->start();
    await([&store] { return store.isComplete(); }, "all facts");
    return SteadyClock::now() - begun;
}

/// What a console is sent, as it is sent.
struct Sent {
    std::vector<QByteArray> batches;
    std::vector<KnownSource> sources;
    size_t bytes = 0; ///< with the heads of their frames
};
Sent sentBy(const Setting &setting)
{
    constexpr size_t kFrameHead = 10; // a message of more than 64 KiB (RFC 6455 §5.2)
    Sent sent;
    const auto platform = setting.platform();
    const client::FactStore store(*platform);
    QObject::connect(platform.get(), &client::Platform::factsArrived, &store, [&](const protocol::FactBatch &batch) {
        sent.batches.push_back(protocol::encodeFactBatch({ batch.block, batch.source, columnBytes(batch.columns) }));
        sent.bytes += static_cast<size_t>(sent.batches.back().size()) + kFrameHead;
    });
    platform->start();
    await([&store] { return store.isComplete(); }, "all facts");
    sent.sources = store.sources();
    return sent;
}

presentation::FactCloud::News decoded(const Sent &sent)
{
    presentation::FactCloud::News news;
    for (const QByteArray &bytes : sent.batches) {
        const auto batch = protocol::decodeFactBatch(bytes);
        demand(batch.has_value(), u"a batch cannot be read"_s);
        news.columns.append(batch->columns);
        news.sourceOf.insert(news.sourceOf.end(), batch->columns.size(), static_cast<quint16>(batch->source));
    }
    return news;
}

SteadyClock::duration took(const auto &work)
{
    const auto begun = SteadyClock::now();
    work();
    return SteadyClock::now() - begun;
}

/// Each part after the other, with nothing beside it.
void doParts(const Setting &setting, const Sent &sent, const tension::Lattice &lattice, PartTimes &times)
{
    times[Transfer].add(transfer(setting));
    presentation::FactCloud::News news;
    times[Decode].add(took([&] { news = decoded(sent); }));
    presentation::FactWish wish;
    times[Order].add(took([&] { wish.cloud = presentation::FactCloud::grown({}, news, sent.sources, lattice); }));

    presentation::TensionOverlay tension(presentation::kTerritory);
    tension.setParameters({ madePeriod(), {} });
    await([&] { return tension.isUpToDate(); }, "an empty density");
    times[Analysis].add(took([&] {
        tension.setFacts(wish.cloud->tension());
        await([&] { return tension.isUpToDate(); }, "a density");
    }));
    const QuietMap map(kMadeCity);
    wish.choice.window = tension::factWindow(madePeriod());
    wish.choice.box = presentation::worldBox(kMadeCity);
    wish.zoom = map.sight()->zoom;
    times[Counting].add(took([&] { (void)presentation::findingsOf(wish); }));
}

void printHead(const Setting &setting, size_t facts, const Sent &sent)
{
    double load = 0;
    getloadavg(&load, 1);
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t categories = 0;
    for (const KnownSource &known : sent.sources)
        categories += known.source.categories.size();
    std::printf(
        "facts to a console; one run of %d turns each on %ld processors with a load of %.1f before; "
        "files on %s\n"
        "  %zu facts of %zu sources and %zu categories: %zu bytes in %zu blocks; all lie in a window of 31 days\n"
        "  console    from connect: TLS 1.3 with certificates on both sides; hello, subscription and question\n"
        "             in the audit on the disk; blocks out of the database, until the picture is complete\n"
        "  floor      connect, handshake and the same bytes, from a program that does nothing else to one that\n"
        "             throws them away, both OpenSSL itself; in turns with the console\n"
        "  all times are medians in ms\n\n",
        kTurns, processors, load, setting.folder().fileSystem(), facts, sent.sources.size(), categories, sent.bytes,
        sent.batches.size());
    if (load > static_cast<double>(processors) / 2)
        std::printf("  The machine is busy: the console has more threads than the floor and waits longer.\n\n");
    std::fflush(stdout);
}

double median(const Samples &samples) { return samples.percentile(0.5); }

void print(const Samples &floor, const Times &times, const PartTimes &parts, size_t bytes)
{
    const double base = median(floor);
    const double whole = median(times[Complete]);
    std::printf("%-34s %9s %8s\n", "from connect until", "ms", "x floor");
    std::printf(
        "%-34s %9.1f %8.2f   %.0f MB/s\n", "floor: all bytes", base, 1.0, static_cast<double>(bytes) / base / 1'000);
    for (size_t moment = 0; moment < times.size(); ++moment)
        std::printf("%-34s %9.1f %8.2f\n", kMoments[moment], median(times[moment]), median(times[moment]) / base);
    std::printf("\n%-34s %9s %8s %8s\n", "each part alone", "ms", "x floor", "share");
    for (size_t part = 0; part < parts.size(); ++part)
        std::printf("%-34s %9.1f %8.2f %6.0f %%\n", kParts[part], median(parts[part]), median(parts[part]) / base,
            100 * median(parts[part]) / whole);
    std::printf("(share: of the time to the complete picture; the last two run beside each other there)\n\n"
                "%-44s %12s %12s %8s\n",
        "target", "asked for", "figure", "ratio");
    std::printf("%-44s <= %6.4g x  %9.4g x  %8.2f  %s\n", "connect to complete picture, times the floor", kTarget,
        whole / base, whole / base / kTarget, whole / base <= kTarget ? "met" : "NOT MET");
}

void measure(size_t facts)
{
    const Setting setting(facts);
    const Sent sent = sentBy(setting);
    FloorContender floor(setting.credentials(), setting.folder().of("floor"_L1),
        std::string(static_cast<size_t>(sent.batches.front().size()), 'x'), FloorContender::Disk::No);
    printHead(setting, facts, sent);
    const tension::Lattice lattice;
    Samples floorTimes;
    Times times;
    PartTimes parts;
    for (int turn = 0; turn <= kTurns; ++turn) {
        if (turn == 1) { // the first one fills caches
            floorTimes = {};
            times = {};
            parts = {};
        }
        floorTimes.add(took([&] { floor.fetch(sent.bytes); }));
        connectConsole(setting, static_cast<qint64>(facts), times);
        doParts(setting, sent, lattice, parts);
    }
    print(floorTimes, times, parts, sent.bytes);
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication app(argc, argv);
    const size_t facts = argc > 1 ? app.arguments().at(1).toULongLong() : 1'000'000;
    demand(argc <= 2 && facts >= 100'000 && facts <= 20'000'000, u"usage: bench_facts [facts, 100000 to 20000000]"_s);
    prepareProcess();
    measure(facts);
    return 0;
} catch (const std::exception &fault) {
    std::fprintf(stderr, "bench_facts: %s\n", fault.what());
    return 1;
}
