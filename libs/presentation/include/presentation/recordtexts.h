#pragma once

#include <domain/event.h>
#include <domain/validation.h>

#include <QtCore/QString>

#include <vector>

/// Records and what happened to them as words, for conflicts and histories.
namespace cortege::presentation
{

/// "Quai des Belges", "point sur la carte"; empty when there is neither a text nor a place.
QString addressText(const Address &address);
/// The value of one field: "1 200", "Vieux-Port ; Canebière", "1,4 km (12 points)"; "non renseigné" without one.
QString valueText(const EventRecord &record, Field field);

/// One version in the history of an event.
struct HistoryEntry {
    EventVersion version;
    QString what; ///< "Création", "Annulation", "Réactivation", or the fields that changed
    std::vector<Field> changed; ///< against the version before
};
/// The newest first. `versions` stand oldest first, as the platform answers.
std::vector<HistoryEntry> historyOf(const std::vector<EventVersion> &versions);

/// "Objet, Description / observations"
QString namesOf(const std::vector<Field> &fields);

} // namespace cortege::presentation
