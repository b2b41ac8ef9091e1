#include <presentation/facttexts.h>

#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
namespace
{

struct FactTexts {
    Q_DECLARE_TR_FUNCTIONS(FactTexts)
};

constexpr std::array kFactFields { FactField::Place, FactField::When, FactField::Category, FactField::Weight,
    FactField::Key, FactField::SourceId, FactField::SourceName, FactField::Provenance, FactField::Licence,
    FactField::Categories };

QString sourceRuleText(Rule rule, int limit)
{
    switch (rule) {
    case Rule::Required:
        return FactTexts::tr("À renseigner.");
    case Rule::TooLong:
        return FactTexts::tr("Trop long : %1 caractères au plus.").arg(QLocale().toString(limit));
    case Rule::TooMany:
        return FactTexts::tr("Trop nombreuses : %1 au plus.").arg(QLocale().toString(limit));
    case Rule::PersonalData:
        return FactTexts::tr("Une donnée personnelle y figure : elle ne peut pas être transmise (article 3).");
    case Rule::ControlCharacter:
        return FactTexts::tr("Un caractère invisible s’y trouve : effacez-le et saisissez de nouveau.");
    default:
        return FactTexts::tr("Cette valeur n’est pas acceptée.");
    }
}

} // namespace

QString label(FactField field)
{
    switch (field) {
    case FactField::Place:
        return FactTexts::tr("Lieu");
    case FactField::When:
        return FactTexts::tr("Date et heure");
    case FactField::Category:
        return FactTexts::tr("Catégorie");
    case FactField::Weight:
        return FactTexts::tr("Poids");
    case FactField::Key:
        return FactTexts::tr("Clé");
    case FactField::SourceId:
        return FactTexts::tr("Identifiant");
    case FactField::SourceName:
        return FactTexts::tr("Nom");
    case FactField::Provenance:
        return FactTexts::tr("Provenance");
    case FactField::Licence:
        return FactTexts::tr("Licence");
    case FactField::Categories:
        return FactTexts::tr("Catégories");
    }
    Q_UNREACHABLE_RETURN({});
}

QString describe(const FactIssue &issue)
{
    const QString problem = sourceRuleText(issue.rule, issue.limit);
    return issue.index < 0 ? FactTexts::tr("%1 : %2", "field: problem").arg(label(issue.field), problem)
                           : FactTexts::tr("%1, ligne %2 : %3", "field, row: problem")
                                 .arg(label(issue.field))
                                 .arg(issue.index + 1)
                                 .arg(problem);
}

QString fieldText(const exchange::RowIssue &issue)
{
    if (issue.field.isEmpty())
        return FactTexts::tr("Toute la ligne");
    const auto *const known
        = std::ranges::find_if(kFactFields, [&](FactField field) { return issue.field == cortege::name(field); });
    return known == kFactFields.end() ? issue.field : label(*known);
}

QString reasonText(const exchange::RowIssue &issue)
{
    struct Reason {
        QLatin1StringView word;
        QString text;
    };
    const std::array reasons {
        Reason { "missing"_L1, FactTexts::tr("absent") },
        Reason { "not-a-number"_L1, FactTexts::tr("n’est pas un nombre") },
        Reason { "outside-world"_L1, FactTexts::tr("hors de la Terre, ou loin de là où ce système vaut") },
        Reason { "outside-area"_L1, FactTexts::tr("hors du territoire") },
        Reason { "unreadable-geometry"_L1, FactTexts::tr("géométrie illisible") },
        Reason { "not-a-point"_L1, FactTexts::tr("n’est pas un point") },
        Reason { "no-centre"_L1, FactTexts::tr("n’a pas de milieu") },
        Reason { "unreadable-time"_L1, FactTexts::tr("date ou heure illisible avec ce format") },
        Reason { "skipped-time"_L1, FactTexts::tr("cette heure n’existe pas : passage à l’heure d’été") },
        Reason { "unknown-value"_L1, FactTexts::tr("n’est aucune des catégories") },
        Reason { "repeated-key"_L1, FactTexts::tr("cette clé figure déjà plus haut dans le fichier") },
        Reason { "wrong-number-of-cells"_L1, FactTexts::tr("n’a pas autant de cellules que l’en-tête") },
        Reason { "unclosed-quote"_L1, FactTexts::tr("guillemets non refermés : la suite ne peut pas être lue") },
        Reason { "text-after-quote"_L1, FactTexts::tr("texte après des guillemets refermés") },
        Reason { "row-too-long"_L1, FactTexts::tr("ligne trop longue") },
        Reason { "not-utf8"_L1, FactTexts::tr("n’est pas dans cet encodage") },
        Reason { "too-long"_L1, FactTexts::tr("trop long") },
        Reason { "end-before-start"_L1, FactTexts::tr("finit avant de commencer") },
        Reason { "too-long-duration"_L1, FactTexts::tr("dure trop longtemps") },
        Reason { "negative"_L1, FactTexts::tr("négatif") },
        Reason { "too-big"_L1, FactTexts::tr("trop grand") },
    };
    const auto found = std::ranges::find(reasons, issue.reason, &Reason::word);
    return found == reasons.end() ? issue.reason : found->text;
}

QString placeText(GeoPoint place)
{
    constexpr int kDecimals = 5; // about a metre
    const QLocale locale;
    return FactTexts::tr("%1 ; %2", "latitude, longitude")
        .arg(locale.toString(place.latitude, 'f', kDecimals), locale.toString(place.longitude, 'f', kDecimals));
}

QString timeText(const std::optional<UtcInterval> &when)
{
    if (!when)
        return FactTexts::tr("permanent");
    return when->begin == when->end
        ? dateAndTime(when->begin)
        : FactTexts::tr("%1 – %2", "begin, end").arg(dateAndTime(when->begin), dateAndTime(when->end));
}

} // namespace cortege::presentation
