#pragma once

#include <presentation/formcontent.h>

#include <geodata/streetnetwork.h>

namespace cortege::presentation
{

/// The route of a march kept in step with its addresses, as `addressesInStep` keeps them in step with it: between two
/// addresses that stood beside each other before, the route stays as it was drawn; every other stretch follows the
/// streets, or goes straight where no street leads. What was drawn before the first and after the last address stays
/// while that address does.
///
/// Between two addresses alone, what was drawn by hand stays as well: it is cut where it passes the address that
/// changes, or led on to it along the streets; and led by the waypoint that comes, giving up no more of it to each side
/// than the waypoint is away.
///
/// Nothing when the route has no reason to change (another kind of event, the same places as before, fewer than two),
/// or when it was drawn before there were two places: a drawing is not thrown away because an address was found.
std::optional<LineString> routeInStep(
    const FormContent &before, const FormContent &after, const geodata::StreetNetwork &network);

/// Of the addresses that have one, in order.
std::vector<GeoPoint> placesOf(const FormContent &content);

/// For each place, the vertex of the line that stands for it: in the order of the line, as near as can be in all
/// (least sum of squared metres). Empty when the line is.
std::vector<size_t> verticesOf(const std::vector<GeoPoint> &places, const LineString &line);

} // namespace cortege::presentation
