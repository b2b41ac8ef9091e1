// Save → console, in one run: latency and saves per second with 1, 10, 100 and 500 consoles, beside what the disk and
// TLS take at the least, and beside PostgreSQL. A figure, not a verdict: it ends with 0 whatever it has measured.
#include "contenders/cortege.h"
#include "contenders/floor.h"
#include "contenders/load.h"
#include "contenders/postgresql.h"
#include "contenders/setting.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kWriters = 64;
/// The floor's saves and a contender's take turns: what else the machine does meanwhile befalls both.
constexpr int kTurns = 20;
constexpr std::chrono::seconds kThroughputTime { 5 };
constexpr int kThroughputSaves = 20'000;

int savesPerTurn(int consoles) { return consoles <= 10 ? 100 : consoles <= 100 ? 15 : 8; }

struct Figures {
    Samples latency;
    Throughput throughput;
};
struct Row {
    int consoles;
    Samples floor;
    Figures cortege;
    Figures postgresql;
};

Figures figuresOf(Contender &contender, int consoles, Load &floor, Samples &floorSamples)
{
    Load load(contender, consoles, kWriters);
    load.oneByOne(20); // prepared statements, page caches, the first checkpoint
    Figures figures;
    for (int turn = 0; turn < kTurns; ++turn) {
        floorSamples.add(floor.oneByOne(savesPerTurn(consoles)));
        figures.latency.add(load.oneByOne(savesPerTurn(consoles)));
    }
    figures.throughput = load.allAtOnce(kThroughputSaves, kThroughputTime);
    return figures;
}

double ratio(double value, double base) { return base > 0 ? value / base : 0; }

void printRow(const Row &row)
{
    const auto pair = [&](const Samples &samples) {
        const double p50 = samples.percentile(0.50);
        const double p99 = samples.percentile(0.99);
        std::printf(" | %8.2f %8.2f  %5.1f %5.1f", p50, p99, ratio(p50, row.floor.percentile(0.50)),
            ratio(p99, row.floor.percentile(0.99)));
    };
    std::printf("%8d | %7.2f %7.2f", row.consoles, row.floor.percentile(0.50), row.floor.percentile(0.99));
    pair(row.cortege.latency);
    pair(row.postgresql.latency);
    const Throughput &ours = row.cortege.throughput;
    const Throughput &theirs = row.postgresql.throughput;
    std::printf(" | %7.0f %10.0f %5.1f | %4.2f/%4.2f %4.2f/%4.2f\n", ours.savesPerSecond, theirs.savesPerSecond,
        ratio(ours.savesPerSecond, theirs.savesPerSecond), ours.contenderCpu, ours.generatorCpu, theirs.contenderCpu,
        theirs.generatorCpu);
    if (ours.refused > 0)
        std::printf("%8s | %d saves were refused by the rate limit and are not counted\n", "", ours.refused);
    std::fflush(stdout);
}

void printHead(qsizetype request, qsizetype feature, const RunFolder &folder, const QString &version)
{
    double load = 0;
    getloadavg(&load, 1);
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    std::printf(
        "save → console; one run on %ld processors with a load of %.1f before; files on %s\n"
        "  one save   %lld bytes of JSON (%lld as a feature in the notification), a route of 40 points\n"
        "  latency    one save at a time, from before it is sent until each console has it; ms\n"
        "  saves/s    %d writers with one save under way each, until every console has every save\n"
        "  floor      the frame over TLS 1.3 loopback, append + fsync, the frame to as many consoles, by a\n"
        "             program that does nothing else; in turns with the saves\n"
        "  PostgreSQL %s: INSERT + NOTIFY in one prepared statement, the feature in the notification, LISTEN; TLS 1.3\n"
        "             with client certificates; fsync and synchronous_commit on\n"
        "  processors used by server/load generator while saves/s were measured\n\n",
        processors, load, folder.fileSystem(), static_cast<long long>(request), static_cast<long long>(feature),
        kWriters, version.toUtf8().constData());
    if (load > static_cast<double>(processors) / 2)
        std::printf("  The machine is busy: the more threads a contender has, the more of the processors it gets.\n\n");
    std::printf("         | floor, ms       | Cortège, ms       × floor      | PostgreSQL, ms    × floor      | saves/s"
                "                   | processors: server/load\n"
                "consoles |     p50     p99 |      p50      p99    p50   p99 |      p50      p99    p50   p99 | Cortège"
                " PostgreSQL   × | Cortège   PostgreSQL\n");
    std::fflush(stdout);
}

void printTargets(const std::vector<Row> &rows)
{
    std::printf("\n");
    const double one = rows.front().consoles == 1 ? rows.front().floor.percentile(0.99) : 0;
    for (const Row &row : rows) {
        const double p99 = row.cortege.latency.percentile(0.99);
        const double times = ratio(p99, row.floor.percentile(0.99));
        std::printf("target: p99 within 3 × the floor with %d console(s): %.1f ×, %s", row.consoles, times,
            times <= 3 ? "met" : "NOT met");
        if (row.consoles > 1 && one > 0)
            std::printf(" (%.1f × the floor of one console)", p99 / one);
        std::printf("\n");
        if (row.consoles == 500) {
            const double saves = ratio(row.cortege.throughput.savesPerSecond, row.postgresql.throughput.savesPerSecond);
            std::printf("target: 5 × PostgreSQL's saves/s with 500 consoles: %.1f ×, %s\n", saves,
                saves >= 5 ? "met" : "NOT met");
        }
    }
}

void measure(const std::vector<int> &consoleCounts)
{
    const RunFolder folder;
    const EventRecord record = usualRecord();
    const QByteArray request = requestFor(record);
    const QByteArray feature = featureFor(record);
    const Credentials credentials(folder.of("keys"_L1));
    PostgresqlContender postgresql(credentials, folder.of("postgresql"_L1), feature);
    CortegeContender cortege(credentials, folder.of("cortege"_L1), record);
    printHead(request.size(), feature.size(), folder, postgresql.version());
    std::vector<Row> rows;
    for (const int consoles : consoleCounts) {
        Row row { consoles, {}, {}, {} };
        FloorContender floorContender(
            credentials, folder.of("floor"_L1), request.toStdString(), FloorContender::Disk::Yes);
        Load floor(floorContender, consoles, 1);
        floor.oneByOne(50);
        row.cortege = figuresOf(cortege, consoles, floor, row.floor);
        row.postgresql = figuresOf(postgresql, consoles, floor, row.floor);
        printRow(row);
        rows.push_back(std::move(row));
    }
    printTargets(rows);
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication app(argc, argv);
    std::vector<int> consoleCounts;
    for (const QString &argument : app.arguments().mid(1)) {
        const int count = argument.toInt();
        demand(count > 0 && count <= 700, u"usage: bench_delivery [consoles, 1 to 700 …]"_s);
        consoleCounts.push_back(count);
    }
    if (consoleCounts.empty())
        consoleCounts = { 1, 10, 100, 500 };
    prepareProcess();
    measure(consoleCounts);
    return 0;
} catch (const std::exception &fault) {
    std::fprintf(stderr, "bench_delivery: %s\n", fault.what());
    return 1;
}
