#pragma once

#include <presentation/division.h>
#include <presentation/factcloud.h>

#include <variant>

/// What a person chooses of the facts: a rectangle of the map, or a part of the city.
namespace cortege::presentation
{

using FactArea = std::variant<GeoBox, int>;

/// "Rectangle de 850 m sur 1,2 km", "Noailles".
QString nameOf(const FactArea &area, const Division &division);
std::vector<Ring> outlinesOf(const FactArea &area, const Division &division);
/// Where it is to be looked for.
GeoBox extentOf(const FactArea &area, const Division &division);

/// The facts of the choice that lie in the area, by number, in order; the box of the choice is not looked at. Each fact
/// of the territory lies in one part of the city at most, as in the tables.
std::vector<quint32> factsIn(
    const FactCloud &cloud, const FactChoice &choice, const FactArea &area, const Division &division);
/// One for each category.
std::vector<FactTally> talliesOf(const FactCloud &cloud, std::span<const quint32> numbers);
/// The events that touch it.
TensionEvents eventsIn(const TensionEvents &events, const FactArea &area, const Division &division);

} // namespace cortege::presentation
