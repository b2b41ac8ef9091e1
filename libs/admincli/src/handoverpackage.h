#pragma once

#include <domain/handover.h>
#include <domain/result.h>

#include <QtCore/QByteArray>

#include <vector>

namespace cortege::admincli
{

inline constexpr QLatin1StringView kHandoverReadme { "LISEZ-MOI.txt" };
inline constexpr QLatin1StringView kHandoverRecords { "evenements.geojson" };

/// What a package holds before it is signed and encrypted: the records as GeoJSON (RFC 7946), without who entered them,
/// and a text that says what they are for, until when, and what is owed then.
QByteArray handoverContent(const HandedOver &handed, const std::vector<EventVersion> &events, UtcTime at);

} // namespace cortege::admincli
