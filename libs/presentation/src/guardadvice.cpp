#include <presentation/guardadvice.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct GuardTexts {
    Q_DECLARE_TR_FUNCTIONS(GuardTexts)
};

/// On a button there is place for a few words.
constexpr qsizetype kShownWords = 28;

QString brief(QString words)
{
    words = words.simplified();
    return words.size() <= kShownWords ? words : words.first(kShownWords - 1).trimmed() + u'…';
}

QString explanation(const PersonalFinding &finding, const QString &words)
{
    const QString what = looksLike(finding.kind);
    return finding.certainty == Certainty::Certain
        ? GuardTexts::tr("« %1 » est %2 : la convention (article 3) ne permet pas de donnée personnelle.")
              .arg(words, what)
        : GuardTexts::tr("« %1 » semble être %2 : la convention (article 3) ne permet pas de donnée personnelle. "
                         "L’événement peut être enregistré.")
              .arg(words, what);
}

QString offerOf(const QString &text, const Rephrasing &rephrasing)
{
    const QString old = brief(text.sliced(rephrasing.begin, rephrasing.length));
    const QString instead = brief(rephrasing.text);
    return instead.isEmpty() ? GuardTexts::tr("Retirer « %1 »").arg(old)
                             : GuardTexts::tr("Remplacer « %1 » par « %2 »").arg(old, instead);
}

/// What is certain; else the name on which everything that is suspected hangs.
const PersonalFinding &weightiest(const std::vector<PersonalFinding> &found)
{
    const auto certain = std::ranges::find(found, Certainty::Certain, &PersonalFinding::certainty);
    const auto name = std::ranges::find(found, PersonalKind::Name, &PersonalFinding::kind);
    return certain != found.end() ? *certain : name != found.end() ? *name : found.front();
}

std::optional<GuardAdvice> adviceOn(const QString &text, FormPlace place, TextUse use, const QSet<QString> &notPersons)
{
    const auto found = findPersonalData(text, use, notPersons);
    if (found.empty())
        return std::nullopt;
    const PersonalFinding &first = weightiest(found);
    const QString words = text.sliced(first.begin, first.length);
    return GuardAdvice { place, first.certainty, words, explanation(first, brief(words)),
        offerOf(text, first.rephrasing), rephrased(text, first.rephrasing) };
}

} // namespace

QString looksLike(PersonalKind kind)
{
    switch (kind) {
    case PersonalKind::Name:
        return GuardTexts::tr("le nom d’une personne");
    case PersonalKind::Phone:
        return GuardTexts::tr("un numéro de téléphone");
    case PersonalKind::Email:
        return GuardTexts::tr("une adresse électronique");
    case PersonalKind::Address:
        return GuardTexts::tr("le domicile d’une personne");
    case PersonalKind::Birth:
        return GuardTexts::tr("l’âge ou la date de naissance d’une personne");
    case PersonalKind::Plate:
        return GuardTexts::tr("une plaque d’immatriculation");
    case PersonalKind::SocialSecurity:
        return GuardTexts::tr("un numéro de sécurité sociale");
    case PersonalKind::Iban:
        return GuardTexts::tr("un compte bancaire");
    case PersonalKind::Sensitive:
        return GuardTexts::tr("ce qu’une personne pense, croit ou est");
    }
    return {};
}

std::vector<GuardAdvice> guardAdvice(const FormContent &content, const QSet<QString> &notPersons)
{
    std::vector<GuardAdvice> all;
    const auto look = [&](const QString &text, FormPlace place, TextUse use) {
        if (auto advice = adviceOn(text, place, use, notPersons))
            all.push_back(std::move(*advice));
    };
    look(content.subject, { Field::Subject }, TextUse::Prose);
    look(content.description, { Field::Description }, TextUse::Prose);
    for (int number = 0; number < std::ssize(content.addresses); ++number)
        look(content.addresses[static_cast<size_t>(number)].text, placeOfAddress(content, number), TextUse::Address);
    return all;
}

} // namespace cortege::presentation
