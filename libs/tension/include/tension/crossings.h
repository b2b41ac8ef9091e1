#pragma once

#include <domain/event.h>
#include <domain/march.h>

#include <tension/facts.h>
#include <tension/zones.h>

namespace cortege::tension
{

/// When two things cross: no farther apart than that, and with less than the margin between them in time.
struct CrossingRule {
    double metres = 300;
    std::chrono::minutes margin { 60 };

    friend bool operator==(const CrossingRule &, const CrossingRule &) = default;
};

/// An event as it takes up ground in time: pieces of its shape, each with the time during which somebody is there. A
/// march is where `MarchOnRoute` has it; a gathering and what has addresses only are there from begin to end. The
/// organiser's status is not in it.
struct Presence {
    struct Piece {
        MetricPoint from; ///< a segment; of one point for a place
        MetricPoint to;
        UtcInterval during;
    };
    std::vector<Piece> pieces;
    MetricRing footprint; ///< of a gathering: what lies inside is at no distance; else empty
    UtcInterval during;
    double people = 0; ///< expected, else declared; 0 where nobody said
};
/// Nothing for an event that is cancelled, has not both dates, or no place. Events of no length of time are there at
/// their moment. `figures` as in `MarchOnRoute::of`.
std::optional<Presence> presenceOf(const EventVersion &version, const March &figures, const Projection &projection);

/// Two events that cross.
struct Crossing {
    size_t first = 0; ///< places in the list given; first < second
    size_t second = 0;
    // Of the two pieces, one of each, that cross most gravely:
    double metres = 0;
    MetricPoint place; ///< half-way between their nearest points
    std::chrono::milliseconds apart {}; ///< from the end of the one to the beginning of the other; 0 at the same time
    /// From when to when pieces that are near each other are there at the same time. Where none ever are: the gap
    /// between the two.
    UtcInterval during;
    /// Between 0 and 1: closeness in space × closeness in time × size,
    ///     (1 − metres/rule.metres) · (1 − apart/rule.margin) · √(p / (p + 1,000)),   p the smaller number of people,
    /// each closeness at least 0.05 and p at least 1. A crossing of two crowds of 1,000 in one place is 0.71.
    double severity = 0;

    friend bool operator==(const Crossing &, const Crossing &) = default;
};
/// The gravest first; then by time, then in the order of the list. A missing presence crosses nothing. Indexed by a
/// grid: the cost grows with the pieces that are near each other.
std::vector<Crossing> crossingsOf(std::span<const std::optional<Presence>> events, const CrossingRule &rule);

/// An event and the facts around it.
struct FactCrossing {
    size_t event = 0; ///< place in the list given
    std::uint32_t fact = 0; ///< number in `Facts`
    double metres = 0;
    MetricPoint place; ///< of the fact
    std::chrono::milliseconds apart {};
    double severity = 0; ///< as between events, with √(w / (w + 10)) for the size, w what the fact weighs

    friend bool operator==(const FactCrossing &, const FactCrossing &) = default;
};
/// By event, then the gravest first, then in the order of `Facts`. Facts that weigh nothing cross nothing. The cost
/// grows with the facts that are near each event in time, and with its pieces that are near those on the ground.
std::vector<FactCrossing> crossingsOf(std::span<const std::optional<Presence>> events, const Facts &facts,
    const Weighting &weighting, const CrossingRule &rule);

} // namespace cortege::tension
