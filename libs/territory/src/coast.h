#pragma once

#include <domain/geometry.h>

#include <vector>

namespace cortege::territory
{

/// The land on the left of coastlines, which have the sea on their right (OpenStreetMap's rule), in a frame that the
/// lines cross. Beyond the frame the land goes straight on, so that a map which shows more does not end in a made-up
/// sea. Empty without any usable line: then it is not known where the sea is.
std::vector<Ring> landFromCoast(const std::vector<LineString> &coast, const GeoBox &frame);

} // namespace cortege::territory
