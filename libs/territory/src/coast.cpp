#include "coast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace cortege::territory
{
namespace
{

constexpr double kBeyond = 2.0; ///< degrees that land goes on outside the frame

// Ways of one coast follow each other end to start.
std::vector<LineString> joined(std::vector<LineString> lines)
{
    std::erase_if(lines, [](const LineString &line) { return line.size() < 2; });
    std::map<GeoPoint, size_t> startsAt;
    std::map<GeoPoint, size_t> endsAt;
    for (size_t i = 0; i < lines.size(); ++i) {
        startsAt.emplace(lines[i].front(), i);
        endsAt.emplace(lines[i].back(), i);
    }
    std::vector<bool> taken(lines.size(), false);
    std::vector<LineString> chains;
    const auto follow = [&](size_t first) {
        LineString chain = lines[first];
        taken[first] = true;
        for (auto next = startsAt.find(chain.back()); next != startsAt.end() && !taken[next->second];
            next = startsAt.find(chain.back())) {
            taken[next->second] = true;
            const LineString &more = lines[next->second];
            chain.insert(chain.end(), more.begin() + 1, more.end());
        }
        chains.push_back(std::move(chain));
    };
    for (size_t i = 0; i < lines.size(); ++i) {
        if (!endsAt.contains(lines[i].front()) && !taken[i])
            follow(i);
    }
    for (size_t i = 0; i < lines.size(); ++i) {
        if (!taken[i])
            follow(i); // only rings are left
    }
    return chains;
}

double signedArea(const LineString &ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const GeoPoint &a = ring[i];
        const GeoPoint &b = ring[(i + 1) % ring.size()];
        sum += a.longitude * b.latitude - b.longitude * a.latitude;
    }
    return sum / 2;
}

class Frame
{
public:
    explicit Frame(const GeoBox &box) : m_box(box) { }

    bool contains(const GeoPoint &p) const
    {
        return p.longitude >= west() && p.longitude <= east() && p.latitude >= south() && p.latitude <= north();
    }
    /// The part of the segment that is inside (Liang and Barsky).
    std::optional<std::pair<GeoPoint, GeoPoint>> clip(const GeoPoint &a, const GeoPoint &b) const
    {
        const double dx = b.longitude - a.longitude;
        const double dy = b.latitude - a.latitude;
        double from = 0;
        double to = 1;
        const std::array<std::pair<double, double>, 4> sides { std::pair { -dx, a.longitude - west() },
            { dx, east() - a.longitude }, { -dy, a.latitude - south() }, { dy, north() - a.latitude } };
        for (const auto &[p, q] : sides) {
            if (p == 0 && q < 0)
                return std::nullopt;
            if (p < 0)
                from = std::max(from, q / p);
            if (p > 0)
                to = std::min(to, q / p);
        }
        if (from > to)
            return std::nullopt;
        const auto at = [&](double t) {
            return t == 0 ? a : t == 1 ? b : GeoPoint { a.longitude + t * dx, a.latitude + t * dy };
        };
        return std::pair(at(from), at(to));
    }
    /// Nearest point of the frame's outline, by its distance along it, anticlockwise from the south-west: 0 to 4.
    double along(const GeoPoint &p) const
    {
        const double x = std::clamp((p.longitude - west()) / (east() - west()), 0.0, 1.0);
        const double y = std::clamp((p.latitude - south()) / (north() - south()), 0.0, 1.0);
        const std::array<std::pair<double, double>, 4> sides { std::pair { y, x }, { 1 - x, 1 + y }, { 1 - y, 3 - x },
            { x, 4 - y } };
        return std::fmod(std::ranges::min(sides).second, 4.0);
    }
    /// On an outline that lies `beyond` degrees outside the frame.
    GeoPoint at(double along, double beyond) const
    {
        const double t = along - std::floor(along);
        const double x = west() + t * (east() - west());
        const double y = south() + t * (north() - south());
        switch (static_cast<int>(std::floor(along)) % 4) {
        case 0:
            return { x, south() - beyond };
        case 1:
            return { east() + beyond, y };
        case 2:
            return { east() - (x - west()), north() + beyond };
        default:
            return { west() - beyond, north() - (y - south()) };
        }
    }
    GeoPoint corner(int number, double beyond) const
    {
        const bool right = number % 4 == 1 || number % 4 == 2;
        const bool top = number % 4 == 2 || number % 4 == 3;
        return { right ? east() + beyond : west() - beyond, top ? north() + beyond : south() - beyond };
    }

private:
    double west() const { return m_box.southWest.longitude; }
    double south() const { return m_box.southWest.latitude; }
    double east() const { return m_box.northEast.longitude; }
    double north() const { return m_box.northEast.latitude; }
    GeoBox m_box;
};

std::vector<LineString> insideOf(const Frame &frame, const LineString &line)
{
    std::vector<LineString> pieces;
    LineString piece;
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const auto part = frame.clip(line[i], line[i + 1]);
        if (part && piece.empty())
            piece.push_back(part->first);
        if (part)
            piece.push_back(part->second);
        if (!piece.empty() && (!part || part->second != line[i + 1]))
            pieces.push_back(std::exchange(piece, {}));
    }
    if (piece.size() > 1)
        pieces.push_back(piece);
    return pieces;
}

/// Where a coast comes into the frame and where it leaves it.
struct Crossing {
    LineString line;
    double enters;
    double leaves;
};

// Anticlockwise along the frame from where one coast leaves it to where the next comes in: the land is on that side.
std::vector<Ring> closed(const std::vector<Crossing> &coasts, const Frame &frame)
{
    std::vector<bool> taken(coasts.size(), false);
    std::vector<Ring> rings;
    for (size_t first = 0; first < coasts.size(); ++first) {
        Ring ring;
        for (size_t now = first; !taken[now];) {
            taken[now] = true;
            const Crossing &coast = coasts[now];
            ring.push_back(frame.at(coast.enters, kBeyond));
            ring.insert(ring.end(), coast.line.begin(), coast.line.end());
            ring.push_back(frame.at(coast.leaves, kBeyond));
            const auto ahead = [&](size_t i) {
                const double way = coasts[i].enters - coast.leaves;
                return way >= 0 ? way : way + 4;
            };
            size_t next = first;
            for (size_t i = 0; i < coasts.size(); ++i) {
                if ((!taken[i] || i == first) && ahead(i) < ahead(next))
                    next = i;
            }
            for (int corner = static_cast<int>(std::floor(coast.leaves)) + 1; corner <= coast.leaves + ahead(next);
                ++corner)
                ring.push_back(frame.corner(corner, kBeyond));
            now = next;
        }
        if (ring.size() > 2)
            rings.push_back(std::move(ring));
    }
    return rings;
}

} // namespace

std::vector<Ring> landFromCoast(const std::vector<LineString> &coast, const GeoBox &box)
{
    const Frame frame(box);
    std::vector<Ring> land;
    std::vector<Crossing> crossings;
    for (const LineString &chain : joined(coast)) {
        if (chain.front() == chain.back() && std::ranges::all_of(chain, [&](auto &p) { return frame.contains(p); })) {
            if (chain.size() > 3 && signedArea(chain) > 0)
                land.emplace_back(chain.begin(), chain.end() - 1);
            continue;
        }
        for (LineString &piece : insideOf(frame, chain)) {
            const double enters = frame.along(piece.front());
            const double leaves = frame.along(piece.back());
            crossings.push_back({ std::move(piece), enters, leaves });
        }
    }
    std::vector<Ring> mainland = closed(crossings, frame);
    land.insert(land.end(), std::make_move_iterator(mainland.begin()), std::make_move_iterator(mainland.end()));
    return land;
}

} // namespace cortege::territory
