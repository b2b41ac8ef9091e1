#pragma once

#include <geodata/tilerelay.h>
#include <presentation/placefinder.h>
#include <widgets/startoptions.h>

#include <future>

namespace cortege::widgets
{

/// The ground under the map, and why it is another one than was asked for.
struct GroundStart {
    std::unique_ptr<geodata::TileRelay> relay;
    std::optional<Error> trouble;
};
/// What `options` ask for. Where that cannot be opened, the schematic ground: events on a poor map are worth more than
/// a program that does not start. The error is that of a machine where nothing can be served on loopback.
Result<GroundStart> startGround(const StartOptions &options);
/// Streets and quarters; nullptr where no territory was asked for.
using Places = std::unique_ptr<presentation::PlaceFinder>;
/// Those of the territory that `options` name, beside whatever the caller does: the gazetteer is checked and the
/// network read as a whole. What is wrong is logged.
std::future<Result<Places>> openPlaces(const StartOptions &options);
/// For the person: what is missing, and whom to tell.
QString groundMissing();

} // namespace cortege::widgets
