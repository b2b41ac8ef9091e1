#include <domain/copy.h>

#include <QtCore/QtTranslation>

#include <algorithm>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kForms { "geojson"_L1, "geopackage"_L1, "csv"_L1, "kml"_L1, "icalendar"_L1, "datex2"_L1, "cifs"_L1,
    "fiche"_L1, "feuilleDuJour"_L1, "carteImage"_L1, "cartePdf"_L1, "zonesGeojson"_L1, "zonesGeopackage"_L1,
    "instantane"_L1 };
constexpr std::array kNames { "preparation"_L1, "conduite"_L1, "compteRendu"_L1, "analyse"_L1, "demandeAutorite"_L1 };
// The context under which presentation::purposeText translates them.
constexpr std::array kLabels { QT_TRANSLATE_NOOP("Texts", "Préparation du service d’ordre"),
    QT_TRANSLATE_NOOP("Texts", "Conduite des opérations"), QT_TRANSLATE_NOOP("Texts", "Compte rendu à la hiérarchie"),
    QT_TRANSLATE_NOOP("Texts", "Analyse de la tension sur la voie publique"),
    QT_TRANSLATE_NOOP("Texts", "Réponse à une autorité habilitée") };
static_assert(
    kForms.size() == kCopyForms.size() && kNames.size() == kPurposes.size() && kLabels.size() == kPurposes.size());

template <class Value>
std::optional<Value> find(const auto &names, QStringView name)
{
    const auto found = std::ranges::find_if(names, [name](QLatin1StringView one) { return name == one; });
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

} // namespace

QLatin1StringView jsonName(CopyForm form) { return kForms.at(static_cast<size_t>(form)); }
std::optional<CopyForm> copyFormFromJsonName(QStringView name) { return find<CopyForm>(kForms, name); }
QLatin1StringView jsonName(Purpose purpose) { return kNames.at(static_cast<size_t>(purpose)); }
std::optional<Purpose> purposeFromJsonName(QStringView name) { return find<Purpose>(kNames, name); }

QString label(Purpose purpose) { return QString::fromUtf8(kLabels.at(static_cast<size_t>(purpose))); }

} // namespace cortege
