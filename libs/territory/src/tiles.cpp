#include "mercator.h"
#include "painter.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace cortege::territory
{
using geodata::TileKey;
namespace
{

constexpr int kSide = 8; ///< tiles of one picture
constexpr int kEverywhere = 16; ///< the deepest zoom with a tile at every place of the bounds

struct Job {
    TileFile::Square square;
    std::vector<TileKey> keys;
};
using Jobs = std::map<std::tuple<int, int, int>, Job>;

void add(Jobs &jobs, const TileKey &key)
{
    Job &job = jobs[{ key.zoom, key.x / kSide, key.y / kSide }];
    job.square = { key.zoom, key.x / kSide, key.y / kSide };
    job.keys.push_back(key);
}

void addWholeZoom(Jobs &jobs, const GeoBox &box, int zoom)
{
    for (int y = mercator::row(box.northEast.latitude, zoom); y <= mercator::row(box.southWest.latitude, zoom); ++y) {
        for (int x = mercator::column(box.southWest.longitude, zoom);
            x <= mercator::column(box.northEast.longitude, zoom); ++x)
            add(jobs, { zoom, x, y });
    }
}

// A tile that a street touches, and its neighbours: one looks a little beside the street as well.
void addStreets(Jobs &jobs, const Features &features, const GeoBox &box, int zoom)
{
    const int west = mercator::column(box.southWest.longitude, zoom);
    const int east = mercator::column(box.northEast.longitude, zoom);
    const int north = mercator::row(box.northEast.latitude, zoom);
    const int south = mercator::row(box.southWest.latitude, zoom);
    std::set<TileKey> keys;
    for (const geodata::Street &street : features.streets) {
        for (size_t i = 0; i + 1 < street.line.size(); ++i) {
            const auto [x0, x1] = std::minmax({ mercator::column(street.line[i].longitude, zoom),
                mercator::column(street.line[i + 1].longitude, zoom) });
            const auto [y0, y1] = std::minmax(
                { mercator::row(street.line[i].latitude, zoom), mercator::row(street.line[i + 1].latitude, zoom) });
            for (int x = std::max(x0 - 1, west); x <= std::min(x1 + 1, east); ++x) {
                for (int y = std::max(y0 - 1, north); y <= std::min(y1 + 1, south); ++y)
                    keys.insert({ zoom, x, y });
            }
        }
    }
    for (const TileKey &key : keys)
        add(jobs, key);
}

std::vector<Job> jobsFor(const Features &features, const TileOptions &options)
{
    std::vector<Job> all;
    for (int zoom = options.minimumZoom; zoom <= options.maximumZoom; ++zoom) {
        Jobs jobs;
        zoom <= kEverywhere ? addWholeZoom(jobs, options.bounds, zoom)
                            : addStreets(jobs, features, options.bounds, zoom);
        for (auto &[place, job] : jobs)
            all.push_back(std::move(job));
    }
    return all;
}

class Workshop
{
public:
    Workshop(std::vector<Job> jobs, TileFile &file, const TileOptions &options, const Progress &progress,
        std::stop_token stop)
        : m_jobs(std::move(jobs)), m_file(file), m_options(options), m_progress(progress), m_stop(std::move(stop))
    {
        for (const Job &job : m_jobs)
            m_total += std::ssize(job.keys);
    }

    Result<TileTally> work(const Painter &painter)
    {
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
                threads.emplace_back([this, own = painter] mutable { drawJobs(own); });
        }
        if (m_trouble)
            return std::unexpected(*m_trouble);
        if (m_stop.stop_requested())
            return fail(Failure::Unavailable, QStringLiteral("stopped"));
        return m_tally;
    }

private:
    void drawJobs(Painter &painter)
    {
        for (size_t i = m_next++; i < m_jobs.size() && !m_stop.stop_requested(); i = m_next++) {
            const Job &job = m_jobs[i];
            if (!settle(job))
                continue;
            const auto tiles = painter.draw(job.keys, m_options.pixels);
            const std::lock_guard lock(m_mutex);
            const auto put = tiles ? m_file.put(job.square, *tiles) : std::unexpected(tiles.error());
            if (!put) {
                m_trouble = put.error();
                m_next = m_jobs.size();
                return;
            }
            m_tally.drawn += std::ssize(job.keys);
            report();
        }
    }
    bool settle(const Job &job) // whether it is still to be drawn
    {
        const std::lock_guard lock(m_mutex);
        if (!m_file.has(job.square))
            return true;
        m_tally.kept += std::ssize(job.keys);
        report();
        return false;
    }
    void report()
    {
        if (m_progress)
            m_progress(m_tally.drawn + m_tally.kept, m_total);
    }

    const std::vector<Job> m_jobs;
    TileFile &m_file;
    const TileOptions &m_options;
    const Progress &m_progress;
    const std::stop_token m_stop;
    qsizetype m_total = 0;
    std::atomic<size_t> m_next = 0;
    std::mutex m_mutex; ///< of what follows, and of the file
    TileTally m_tally;
    std::optional<Error> m_trouble;
};

} // namespace

Result<TileTally> drawTiles(const Features &features, const TileOptions &options, const QString &path,
    const Progress &progress, const std::stop_token &stop)
{
    const auto painter = Painter::make(features);
    if (!painter)
        return std::unexpected(painter.error());
    const QByteArray fingerprint
        = styleFingerprint() + ' ' + QByteArray::number(options.pixels) + ' ' + options.sources;
    auto file = TileFile::open(path, fingerprint);
    if (!file)
        return std::unexpected(file.error());
    const auto tally = Workshop(jobsFor(features, options), *file, options, progress, stop).work(*painter);
    if (!tally)
        return tally;
    return file->finish(options).transform([&] { return *tally; });
}

} // namespace cortege::territory
