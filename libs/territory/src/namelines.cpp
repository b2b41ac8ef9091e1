#include "namelines.h"

#include <QtCore/QHash>

#include <algorithm>
#include <cmath>
#include <map>

namespace cortege::territory
{
using geodata::Street;
namespace
{

double heading(const GeoPoint &from, const GeoPoint &to)
{
    const double shrink = std::cos(from.latitude * M_PI / 180);
    return std::atan2(to.latitude - from.latitude, (to.longitude - from.longitude) * shrink);
}
/// How far `next`, which begins where `line` ends, turns from it; radians.
double turn(const LineString &line, const LineString &next)
{
    const double difference = heading(line[line.size() - 2], line.back()) - heading(next[0], next[1]);
    return std::abs(std::remainder(difference, 2 * M_PI));
}

class Joiner
{
public:
    explicit Joiner(std::vector<const Street *> stretches) : m_stretches(std::move(stretches))
    {
        m_taken.resize(m_stretches.size(), false);
        for (size_t i = 0; i < m_stretches.size(); ++i) {
            m_ends[m_stretches[i]->line.front()].push_back(i);
            m_ends[m_stretches[i]->line.back()].push_back(i);
        }
    }
    std::vector<Street> lines()
    {
        std::vector<Street> all;
        for (size_t i = 0; i < m_stretches.size(); ++i) {
            if (m_taken[i])
                continue;
            m_taken[i] = true;
            Street street = *m_stretches[i];
            extend(street.line);
            std::ranges::reverse(street.line);
            extend(street.line);
            all.push_back(std::move(street));
        }
        return all;
    }

private:
    void extend(LineString &line)
    {
        constexpr double kBend = 1.0;
        for (;;) {
            const auto at = m_ends.find(line.back());
            LineString best;
            size_t found = 0;
            for (const size_t i : at->second) {
                if (m_taken[i])
                    continue;
                LineString next = m_stretches[i]->line;
                if (next.front() != line.back())
                    std::ranges::reverse(next);
                if (turn(line, next) < (best.empty() ? kBend : turn(line, best))) {
                    best = std::move(next);
                    found = i;
                }
            }
            if (best.empty())
                return;
            m_taken[found] = true;
            line.insert(line.end(), best.begin() + 1, best.end());
        }
    }

    std::vector<const Street *> m_stretches;
    std::vector<bool> m_taken;
    std::map<GeoPoint, std::vector<size_t>> m_ends;
};

} // namespace

std::vector<Street> namedLines(const std::vector<Street> &streets)
{
    std::map<std::pair<QString, geodata::StreetClass>, std::vector<const Street *>> byName;
    for (const Street &street : streets) {
        if (!street.name.isEmpty())
            byName[{ street.name, street.streetClass }].push_back(&street);
    }
    std::vector<Street> lines;
    for (auto &[name, stretches] : byName)
        std::ranges::move(Joiner(std::move(stretches)).lines(), std::back_inserter(lines));
    std::ranges::stable_sort(lines, {}, &Street::streetClass);
    return lines;
}

} // namespace cortege::territory
