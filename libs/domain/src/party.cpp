#include <domain/party.h>

namespace cortege
{
using namespace Qt::StringLiterals;

QLatin1StringView name(Party party) { return party == Party::City ? "ville"_L1 : "prefecture"_L1; }

std::optional<Party> partyFromName(QStringView text)
{
    for (const Party party : { Party::City, Party::Prefecture }) {
        if (name(party) == text)
            return party;
    }
    return std::nullopt;
}

} // namespace cortege
