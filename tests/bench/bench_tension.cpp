// The density of N facts on a grid of 25 m over 20 × 24 km with a bandwidth of 150 m, from nothing and for a slider
// that moves by a part of the facts; hot spots; zones with their explanation. Beside them what the memory needs to move
// the same bytes, and what SciPy, scikit-learn, spatstat and spdep need, where they are installed. At the end one table
// of what was asked for: target, figure, ratio, met or not.
//
// arguments: [--facts N]… (10000, 100000, 1000000 and 5000000) [--threads N] [--no-peers]
#include "targets.h"
#include "tension/peers.h"

#include <tension/field.h>
#include <tension/hotspots.h>
#include <tension/zones.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <limits>
#include <thread>

using namespace cortege;
using namespace cortege::tension;
using namespace Qt::StringLiterals;

namespace
{

const Grid kCity { { 0, 0 }, 25, 800, 960 };
constexpr double kBandwidth = 150;
constexpr double kFrame = 1'000.0 / 60;

/// The same points in every run: quarters of different sizes, and a third of all anywhere.
class Points
{
public:
    FactColumns make(size_t count)
    {
        FactColumns columns;
        columns.reserve(count);
        for (size_t i = 0; i < count; ++i)
            columns.add({ place(i), static_cast<FactTime>(i), 0, static_cast<std::uint16_t>(i % 12), 1 });
        return columns;
    }

private:
    double uniform()
    {
        m_state = m_state * 6364136223846793005 + 1442695040888963407;
        return static_cast<double>(m_state >> 11) / 9007199254740992.0;
    }
    MetricPoint place(size_t i)
    {
        if (i % 3 == 0)
            return { uniform() * 19'999, uniform() * 23'999 };
        const size_t quarter = i % 40;
        const double distance = (300 + 40.0 * static_cast<double>(quarter)) * std::sqrt(-2 * std::log(1 - uniform()));
        const double angle = 6.283185307179586 * uniform();
        return { std::clamp(2'000 + 400.0 * static_cast<double>(quarter) + distance * std::cos(angle), 0.0, 19'999.0),
            std::clamp(22'000 - 500.0 * static_cast<double>(quarter) + distance * std::sin(angle), 0.0, 23'999.0) };
    }

    std::uint64_t m_state = 1;
};

/// Milliseconds: the least of several, which other programs disturb least.
double best(int times, const auto &prepare, const auto &work)
{
    double least = 1e300;
    for (int i = 0; i < times; ++i) {
        prepare();
        const auto begun = std::chrono::steady_clock::now();
        work();
        least = std::min(
            least, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    }
    return least;
}
const auto kNothing = [] { };

/// What the machine needs to copy so many bytes, in as many threads.
double copying(size_t bytes, int threads)
{
    std::vector<char> from(bytes, 1);
    std::vector<char> to(bytes, 2);
    return best(7, kNothing, [&] {
        std::vector<std::jthread> others;
        others.reserve(static_cast<size_t>(threads));
        const size_t part = bytes / static_cast<size_t>(threads);
        for (int i = 0; i < threads; ++i)
            others.emplace_back([&, i] {
                const size_t begin = part * static_cast<size_t>(i);
                std::memcpy(to.data() + begin, from.data() + begin, part);
            });
    });
}

struct Options {
    std::vector<size_t> counts;
    int threads = 2;
    bool peers = true;
};

void say(const char *what, double milliseconds, const std::string &beside = {})
{
    std::printf("  %-44s %10.3f ms  %s\n", what, milliseconds, beside.c_str());
    std::fflush(stdout);
}
std::string times(double one, double other, const char *what)
{
    char text[80];
    std::snprintf(text, sizeof text, "%.2f x %s", one / other, what);
    return text;
}

std::vector<bench::Target> run(size_t count, const Options &options)
{
    std::vector<bench::Target> targets;
    const auto columns = Points().make(count);
    const auto facts = std::make_shared<const Facts>(columns);
    const auto end = static_cast<FactTime>(count);
    std::printf("\n%zu facts, %zu bytes each, %d threads\n", count, Facts::kBytesEach, options.threads);

    Field field(kCity, kBandwidth, options.threads);
    field.setFacts(facts, {});
    std::clock_t processor = std::numeric_limits<std::clock_t>::max(); // of all threads
    const double full = best(
        7,
        [&] {
            field.setWindow({});
            field.values();
        },
        [&] {
            const std::clock_t begun = std::clock();
            field.setWindow({ 0, end });
            field.values();
            processor = std::min(processor, std::clock() - begun);
        });
    // Read: place, category and weight of each fact. Written: the grid.
    const size_t bytes = count * (8 + 8 + 2 + 4) + kCity.columns * static_cast<size_t>(kCity.rows) * sizeof(double);
    const double floor = copying(bytes, options.threads);
    say("memory: copy of the same bytes", floor);
    say("density from nothing", full, times(full, floor, "the copy, ") + times(full, kFrame, "a frame"));
    // What it would take if no other program were there.
    say("  processor time for each thread", 1e3 * static_cast<double>(processor) / CLOCKS_PER_SEC / options.threads);
    for (const int parts : { 1'000, 100, 10 }) {
        const FactTime step = std::max<FactTime>(1, end / parts / 2); // so many go, so many come
        FactTime from = 0;
        field.setWindow({ from, end / 2 });
        field.values();
        const double tick = best(7, kNothing, [&] {
            from += step;
            field.setWindow({ from % (end / 2), from % (end / 2) + end / 2 });
            field.values();
        });
        char name[80];
        std::snprintf(name, sizeof name, "tick that changes %.1f %%", 100.0 / parts);
        say(name, tick, times(tick, full, "from nothing"));
        if (parts == 100)
            targets.push_back({ "tick that changes 1 %", tick, 8 });
    }
    targets.insert(targets.begin(), { "density from nothing, one frame", full, kFrame });

    field.setWindow({ 0, end });
    const auto &values = field.values();
    std::vector<Zone> zones;
    const double zoned = best(3, kNothing, [&] { zones = zonesOf(values, kCity, levelHolding(values, 0.25), 4); });
    Explanation why;
    const double explained = best(3, kNothing,
        [&] { why = explain(zones.front(), kCity, kBandwidth, *facts, { 0, end }, {}, {}, options.threads); });
    say("zones, and why the greatest", zoned + explained,
        std::to_string(zones.size()) + " zones, shares off by "
            + std::to_string(why.amount / zones.front().amount - 1));

    const Grid coarse { { 0, 0 }, 200, 100, 120 };
    const auto counts = countsOn(coarse, *facts, { 0, end }, {});
    const double hot = best(50, kNothing, [&] { (void)hotSpots(counts, coarse.columns, coarse.rows); });
    const double hotFine = best(3, kNothing, [&] { (void)hotSpots(values, kCity.columns, kCity.rows); });
    say("Gi* with false-discovery rates, 200 m", hot);
    say("Gi* with false-discovery rates, 25 m", hotFine);

    targets.push_back({ "zones, and why the greatest", zoned + explained, 50 });
    targets.push_back({ "bytes a fact", static_cast<double>(Facts::kBytesEach), 40, "B" });
    if (!options.peers)
        return targets;
    const auto peers = bench::peerTimes(columns, kCity, kBandwidth, std::chrono::minutes { 10 });
    for (const auto &[name, milliseconds] : peers)
        say(name.c_str(), milliseconds,
            name.starts_with("spdep") ? times(milliseconds, hot, "ours at 200 m") : times(milliseconds, full, "ours"));
    const auto faster = [&](const char *name, const char *what, double ours, double target) {
        if (const auto peer = peers.find(name); peer != peers.end())
            targets.push_back({ what, peer->second / ours, target, "x", true });
    };
    faster("spatstat_density.ppp", "density, faster than spatstat", full, 50);
    faster("scipy_gaussian_filter", "density, faster than SciPy", full, 5);
    faster("spdep_localG_BH", "Gi* with FDR, faster than spdep", hot, 100);
    return targets;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({ { u"facts"_s, u"how many"_s, u"N"_s }, { u"threads"_s, u"how many"_s, u"N"_s, u"2"_s },
        { u"no-peers"_s, u"ours alone"_s } });
    parser.process(app);
    Options options;
    for (const QString &count : parser.values(u"facts"_s))
        options.counts.push_back(std::max(10ULL, count.toULongLong()));
    if (options.counts.empty())
        options.counts = { 10'000, 100'000, 1'000'000, 5'000'000 };
    options.threads = std::clamp(parser.value(u"threads"_s).toInt(), 1, 256);
    options.peers = !parser.isSet(u"no-peers"_s);
    std::printf("grid of 800 x 960 cells of 25 m, bandwidth 150 m, %s\n",
        bestLanes() == Lanes::Portable   ? "portable lanes"
            : bestLanes() == Lanes::Avx2 ? "AVX2"
                                         : "AVX-512");
    std::vector<bench::Target> targets;
    for (const size_t count : options.counts) {
        auto reached = run(count, options);
        if (count == 1'000'000)
            targets = std::move(reached);
    }
    if (targets.empty()) // they are stated for a million facts
        return 0;
    std::printf("\n%d threads %s\n", options.threads, bench::aboutMachine().c_str());
    bench::printTargets(targets);
}
