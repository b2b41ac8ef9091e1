#pragma once

#include <domain/event.h>

#include <optional>

namespace cortege
{

/// When an event counts for others: from its beginning to its end. One whose end nobody has said counts `unsaid` from
/// its beginning, one without a beginning as long before its end; nothing without either.
std::optional<UtcInterval> countedInterval(const EventRecord &record, std::chrono::hours unsaid);

/// How far apart the places of two events are, in metres on the ground; 0 where they meet, or where one lies inside the
/// footprint of the other. Places are what `pointsOf` gives: the drawing, else the located addresses. In the plane
/// about their common middle, within 0.5 % of the ellipsoid over a city. Nothing where one has no place.
std::optional<double> distanceMetres(const EventRecord &a, const EventRecord &b);

/// What near is.
struct ClashRule {
    std::chrono::minutes margin { 60 }; ///< between the end of one and the beginning of the other; less is near
    double metres = 300; ///< this far apart, or nearer
    std::chrono::hours unsaid { 4 };
};
struct Clash {
    double metres = 0;
    std::chrono::milliseconds apart {}; ///< from the end of one to the beginning of the other; 0 at the same time

    friend bool operator==(const Clash &, const Clash &) = default;
};
/// Whether two events come near each other in space and time. The same both ways round.
std::optional<Clash> clashOf(const EventRecord &a, const EventRecord &b, const ClashRule &rule = {});

} // namespace cortege
