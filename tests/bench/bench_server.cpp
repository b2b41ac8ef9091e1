// The server beside its floors and its peers, in one run and by turns: logins, saves, one save to many consoles, memory
// of a session. A figure, not a verdict: it ends with 0 whatever it has measured.
#include "contenders/cortege.h"
#include "contenders/floor.h"
#include "contenders/load.h"
#include "contenders/mosquitto.h"
#include "contenders/postgresql.h"
#include "contenders/setting.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <cstdio>
#include <future>

#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr int kWriters = 64;
constexpr int kComers = 16; ///< log in at once: that many share an fsync of the audit
constexpr int kTurns = 10; ///< of each contender in each trial: what else the machine does meanwhile befalls all
constexpr std::chrono::seconds kTurn { 1 };
constexpr int kSavesPerTurn = 10; ///< of those that every console has to hear of
constexpr double kTarget = 2; ///< times the floor

enum Side { Floor, Cortege, Postgresql, Mosquitto }; // the order in which they take turns, and of the columns
constexpr size_t kSides = 4;
template <class T>
using Each = std::array<T, kSides>;
using Contenders = Each<Contender *>;

/// Sums of turns.
struct Rate {
    double count = 0;
    double seconds = 0;
    void add(double more, double took)
    {
        count += more;
        seconds += took;
    }
    double perSecond() const { return seconds > 0 ? count / seconds : 0; }
};

/// One line of the result.
struct Figure {
    const char *what;
    Each<double> values;
    bool moreIsBetter;
};

struct Connected {
    Each<double> memory; ///< bytes that a session adds to the resident set
    Each<Samples> latency; ///< from before a save is sent until a console has it
};

/// All contenders with so many consoles at the same time.
Connected connectMany(const Contenders &contenders, int consoles)
{
    Connected figures {};
    Each<std::unique_ptr<Load>> loads;
    // Ours after the slow ones: a session that says nothing for long is cut.
    for (const Side side : { Mosquitto, Postgresql, Cortege, Floor }) {
        contenders[side]->login(); // what the first one makes is nobody's in particular
        const double before = contenders[side]->residentBytes();
        loads[side] = std::make_unique<Load>(*contenders[side], consoles, 1);
        figures.memory[side] = (contenders[side]->residentBytes() - before) / (consoles + 1);
    }
    for (int turn = 0; turn <= kTurns; ++turn) {
        for (size_t side = 0; side < kSides; ++side) {
            const Samples samples = loads[side]->oneByOne(kSavesPerTurn);
            if (turn > 0) // the first turn fills caches
                figures.latency[side].add(samples);
        }
    }
    return figures;
}

Rate logInForATurn(Contender &contender)
{
    const auto start = SteadyClock::now();
    const auto comeAndGo = [&] {
        int logins = 0;
        for (; SteadyClock::now() - start < kTurn; ++logins)
            contender.login();
        return logins;
    };
    std::vector<std::future<int>> comers;
    comers.reserve(kComers);
    for (int i = 0; i < kComers; ++i)
        comers.push_back(std::async(std::launch::async, comeAndGo));
    Rate rate;
    for (auto &comer : comers)
        rate.count += comer.get();
    rate.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    return rate;
}

Each<double> logins(const Contenders &contenders)
{
    Each<Rate> rates;
    for (int turn = 0; turn < kTurns; ++turn) {
        for (size_t side = 0; side < kSides; ++side) {
            const Rate one = logInForATurn(*contenders[side]);
            rates[side].add(one.count, one.seconds);
        }
    }
    Each<double> result {};
    std::ranges::transform(rates, result.begin(), &Rate::perSecond);
    return result;
}

struct Saves {
    Each<double> perSecond;
    double group; ///< saves of ours in one commit
    int refused;
};

/// The floor writes in each turn the groups that our server has just written.
Saves saves(const Contenders &contenders, const CortegeContender &cortege, DiskFloor &disk)
{
    constexpr int kNoEnd = 1'000'000;
    Each<Rate> rates;
    double commits = 0;
    Saves figures {};
    for (int turn = 0; turn < kTurns; ++turn) {
        for (const Side side : { Cortege, Postgresql, Mosquitto }) {
            Load load(*contenders[side], 1, kWriters);
            const auto before = static_cast<double>(cortege.commits());
            const Throughput one = load.allAtOnce(kNoEnd, kTurn);
            rates[side].add(static_cast<double>(one.saved), one.seconds);
            figures.refused += one.refused;
            if (side != Cortege)
                continue;
            const double ours = static_cast<double>(cortege.commits()) - before;
            commits += ours;
            const Throughput floor = disk.write(static_cast<double>(one.saved) / std::max(ours, 1.0), kTurn);
            rates[Floor].add(static_cast<double>(floor.saved), floor.seconds);
        }
    }
    std::ranges::transform(rates, figures.perSecond.begin(), &Rate::perSecond);
    figures.group = rates[Cortege].count / std::max(commits, 1.0);
    return figures;
}

void printHead(const RunFolder &folder, const PostgresqlContender &postgresql, const MosquittoContender &mosquitto,
    qsizetype request, int consoles)
{
    double load = 0;
    getloadavg(&load, 1);
    std::printf(
        "server; one run of %d turns each on %ld processors with a load of %.1f before; files on %s\n"
        "  logins/s   %d at a time: connect, TLS 1.3 with certificates on both sides (P-256), until one is in; ours\n"
        "             is WebSocket, hello, and its entry in the audit on the disk; floor: the handshake and one byte\n"
        "  saves/s    of %lld bytes, durable and audited, %d writers with one under way each, one console;\n"
        "             floor: as large groups as ours, one fdatasync each, no network\n"
        "  fan-out    one save at a time, until each of %d consoles has it; ms; ours is on the disk before;\n"
        "             floor: OpenSSL writes it to as many sockets, no disk\n"
        "  memory     what a session adds to the resident set (/proc, shared pages once); KiB\n"
        "  PostgreSQL %s: INSERT + NOTIFY; as durable, no audit, no history\n"
        "  Mosquitto  %s: quality of service 1, persistent; weaker: it acknowledges before its file is written,\n"
        "             and keeps nothing that was delivered\n\n",
        kTurns, sysconf(_SC_NPROCESSORS_ONLN), load, folder.fileSystem(), kComers, static_cast<long long>(request),
        kWriters, consoles, postgresql.version().toUtf8().constData(), mosquitto.version().toUtf8().constData());
    std::fflush(stdout);
}

double ratio(double value, double base) { return base > 0 ? value / base : 0; }

void print(const std::vector<Figure> &figures)
{
    std::printf("             |     floor   Cortège  × floor | PostgreSQL  × ours | Mosquitto  × ours\n");
    for (const auto &[what, values, moreIsBetter] : figures) {
        const auto better
            = [&](double value, double base) { return moreIsBetter ? ratio(value, base) : ratio(base, value); };
        std::printf("%-12s | %9.2f %9.2f %8.2f | %10.2f %7.2f | %9.2f %7.2f\n", what, values[Floor], values[Cortege],
            better(values[Floor], values[Cortege]), values[Postgresql], better(values[Postgresql], values[Cortege]),
            values[Mosquitto], better(values[Mosquitto], values[Cortege]));
    }
    std::printf("(× floor: how many times better the floor is; × ours: how many times better the peer is)\n\n");
    for (const auto &[what, values, moreIsBetter] : figures) {
        const double floor
            = moreIsBetter ? ratio(values[Floor], values[Cortege]) : ratio(values[Cortege], values[Floor]);
        std::printf("target: %s within %.0f × the floor: %.2f ×, %s", what, kTarget, floor,
            floor <= kTarget ? "met" : "NOT met");
        for (const Side peer : { Postgresql, Mosquitto }) {
            const bool ahead = moreIsBetter ? values[Cortege] > values[peer] : values[Cortege] < values[peer];
            std::printf(
                "; ahead of %s: %s", peer == Postgresql ? "PostgreSQL" : "Mosquitto", ahead ? "met" : "NOT met");
        }
        std::printf("\n");
    }
}

void measure(int consoles)
{
    const RunFolder folder;
    const EventRecord record = usualRecord();
    const QByteArray request = requestFor(record);
    const QByteArray feature = featureFor(record);
    const Credentials credentials(folder.of("keys"_L1));
    FloorContender floor(credentials, folder.of("floor"_L1), request.toStdString(), FloorContender::Disk::No);
    CortegeContender cortege(credentials, folder.of("cortege"_L1), record);
    PostgresqlContender postgresql(credentials, folder.of("postgresql"_L1), feature);
    MosquittoContender mosquitto(credentials, folder.of("mosquitto"_L1), feature);
    DiskFloor disk(folder.path(), request.size());
    const Contenders contenders { &floor, &cortege, &postgresql, &mosquitto };
    printHead(folder, postgresql, mosquitto, request.size(), consoles);

    const Connected many = connectMany(contenders, consoles);
    const Each<double> comers = logins(contenders);
    const Saves saved = saves(contenders, cortege, disk);
    Each<double> middle {};
    Each<double> late {};
    Each<double> memory {};
    for (size_t side = 0; side < kSides; ++side) {
        middle[side] = many.latency[side].percentile(0.50);
        late[side] = many.latency[side].percentile(0.99);
        memory[side] = many.memory[side] / 1024;
    }
    print({ { "logins/s", comers, true }, { "saves/s", saved.perSecond, true }, { "fan-out p50", middle, false },
        { "fan-out p99", late, false }, { "memory", memory, false } });
    std::printf("saves of ours in one commit: %.1f; refused by the rate limit and not counted: %d\n", saved.group,
        saved.refused);
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication app(argc, argv);
    const int consoles = argc > 1 ? app.arguments().at(1).toInt() : 500;
    demand(argc <= 2 && consoles > 0 && consoles <= 700, u"usage: bench_server [consoles, 1 to 700]"_s);
    prepareProcess();
    measure(consoles);
    return 0;
} catch (const std::exception &fault) {
    std::fprintf(stderr, "bench_server: %s\n", fault.what());
    return 1;
}
