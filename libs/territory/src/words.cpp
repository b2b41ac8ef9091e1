#include "readers.h"

#include <domain/folding.h>

#include <array>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::PlaceCategory;
namespace
{

struct Word {
    QLatin1StringView stem;
    PlaceCategory category {};
};
using enum PlaceCategory;
// The first that occurs decides: "Musée du Stade" is culture.
constexpr std::array kWords {
    Word { "monument"_L1, Monument },
    Word { "musee"_L1, Culture },
    Word { "theatre"_L1, Culture },
    Word { "bibliotheque"_L1, Culture },
    Word { "culturel"_L1, Culture },
    Word { "archives"_L1, Culture },
    Word { "opera"_L1, Culture },
    Word { "ecole"_L1, School },
    Word { "college"_L1, School },
    Word { "lycee"_L1, School },
    Word { "creche"_L1, School },
    Word { "accueil"_L1, School }, // "Multi accueil", "Accueil familial": what nurseries are called
    Word { "universit"_L1, School },
    Word { "crous"_L1, School },
    Word { "piscine"_L1, Sport },
    Word { "stade"_L1, Sport },
    Word { "sport"_L1, Sport },
    Word { "gymnase"_L1, Sport },
    Word { "nautique"_L1, Sport },
    Word { "boulodrome"_L1, Sport },
    Word { "plage"_L1, Park },
    Word { "jardin"_L1, Park },
    Word { "parc"_L1, Park },
    Word { "square"_L1, Park },
    Word { "hopital"_L1, Health },
    Word { "sante"_L1, Health },
    Word { "clinique"_L1, Health },
    Word { "gare"_L1, Station },
    Word { "eglise"_L1, Worship },
    Word { "mosquee"_L1, Worship },
    Word { "synagogue"_L1, Worship },
    Word { "temple"_L1, Worship },
    Word { "mairie"_L1, PublicService },
    Word { "bureau"_L1, PublicService },
    Word { "institution"_L1, PublicService },
    Word { "social"_L1, PublicService },
    Word { "quartier"_L1, PublicService },
    Word { "police"_L1, PublicService },
};

constexpr std::array<QLatin1StringView, 8> kSquares { "place "_L1, "placette "_L1, "square "_L1, "esplanade "_L1,
    "cours "_L1, "parvis "_L1, "rond-point "_L1, "rond point "_L1 };

} // namespace

PlaceCategory categoryOf(QStringView words)
{
    const QString plain = folded(words);
    const auto found = std::ranges::find_if(kWords, [&](const Word &word) { return plain.contains(word.stem); });
    return found == kWords.end() ? Other : found->category;
}

bool isSquareName(QStringView name)
{
    return std::ranges::any_of(
        kSquares, [&](QLatin1StringView square) { return name.startsWith(square, Qt::CaseInsensitive); });
}

bool isOnFoot(geodata::StreetClass streetClass, int level)
{
    using enum geodata::StreetClass;
    return streetClass != Motorway && (streetClass != Major || level >= 0);
}

} // namespace cortege::territory
