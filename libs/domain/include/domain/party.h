#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QStringView>

#include <optional>

namespace cortege
{

/// Who signed the convention. Each keeps the list of its own services, the Préfecture also that of the police's.
enum class Party {
    City, ///< its authority is the Directeur Général Adjoint à la Sécurité (Art. 6)
    Prefecture, ///< validates every change of its list (Art. 7)
};
QLatin1StringView name(Party party); ///< "ville", "prefecture"
std::optional<Party> partyFromName(QStringView name);

} // namespace cortege
