#pragma once

#include <presentation/formcontent.h>
#include <presentation/placefinder.h>

/// The addresses of a march kept in step with its route, as `routeInStep` keeps the route in step with them.
namespace cortege::presentation
{

/// How one calls a place: by the territory's name for it, else by its coordinates. `places` may be null.
QString nameOfPlace(GeoPoint place, const PlaceFinder *places);

/// The address at another place, and called after it unless somebody wrote its text: what was chosen from the
/// proposals, given by `nameOfPlace` or left empty is nobody's.
Address movedTo(const Address &address, GeoPoint place, const PlaceFinder *places);

/// What a drawing makes of the addresses of `before`, whose `shape` is the route until now; nothing: they stay.
///
/// Where departure and arrival are both empty, the two ends of the route become theirs. Where a vertex is moved at
/// which an address stood, the address goes along. Where the route gets another end by adding, taking away or replacing
/// vertices, the address that stood at the former end goes along if nobody wrote its text.
std::optional<std::vector<Address>> addressesInStep(
    const FormContent &before, const LineString &drawn, const PlaceFinder *places);

} // namespace cortege::presentation
