#pragma once

#include <geodata/gazetteer.h>
#include <geodata/streetnetwork.h>

#include <QtCore/QStringList>

/// From what an agent is told, "Vieux-Port – Canebière – Réformés – Castellane", to points of the territory.
namespace cortege::geodata
{

/// The names, in order. Dashes with a space at one side, arrows, commas, semicolons, lines, "puis", "via", "vers" and a
/// slash with spaces part them; a hyphen within a name does not. What an announcement adds ("(ZK)", "Départ :",
/// "+++NEU+++") is left out; "Rathenower Str./Alt-Moabit" stays one name, a crossing.
QStringList readItinerary(QStringView text);

/// One name of an itinerary.
struct Stop {
    QString text; ///< as it was said
    std::vector<Found> alternatives; ///< what it may be, the likeliest first; empty when the territory does not know it
    std::optional<size_t> chosen; ///< of the alternatives
    /// Where people pass: the chosen one's position; of a street on the way, its crossing with the street before, or
    /// the point that is least out of the way. Nothing when nothing was chosen.
    std::optional<GeoPoint> point;
};

/// Chooses among what each name may be so that the whole is short: Marseille has Castellane and a boulevard of that
/// name far away. Consecutive streets that cross meet at their crossing.
std::vector<Stop> resolve(const Gazetteer &gazetteer, const QStringList &names, std::optional<GeoPoint> near = {});

/// Along the streets from point to point of the stops. NotFound, with the names of the stops between which there is no
/// way, or when fewer than two have a point.
Result<Path> routeThrough(const StreetNetwork &network, const std::vector<Stop> &stops);

} // namespace cortege::geodata
