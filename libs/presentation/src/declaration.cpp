#include <presentation/declaration.h>

#include <domain/calendar.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>

namespace cortege::presentation
{
namespace
{

struct DeclarationTexts {
    Q_DECLARE_TR_FUNCTIONS(DeclarationTexts)
};

QString adviceBefore(const DeclarationPeriod &period, QDate today)
{
    const QString last = longDate(period.last);
    QString text = today < period.first
        ? DeclarationTexts::tr("À déclarer du %1 au %2 (quinze à trois jours francs avant).")
              .arg(longDate(period.first), last)
        : DeclarationTexts::tr("À déclarer au plus tard le %1 (trois jours francs avant).").arg(last);
    if (period.lastWorking == period.last)
        return text;
    const QString closed = isPublicHoliday(period.last) ? DeclarationTexts::tr("Ce jour est férié")
                                                        : DeclarationTexts::tr("Ce jour n’est pas ouvré");
    return period.lastWorking < today ? DeclarationTexts::tr("%1 %2.", "sentence, why").arg(text, closed)
                                      : DeclarationTexts::tr("%1 %2 : mieux vaut le %3.", "sentence, why, day")
                                            .arg(text, closed, longDate(period.lastWorking));
}

} // namespace

std::optional<DeclarationAdvice> declarationAdvice(const FormContent &content, QDate today)
{
    const auto day = isDemonstration(content.kind) ? dateFromText(content.begins.date, today) : std::nullopt;
    if (!day || *day < today)
        return std::nullopt;
    const auto period = declarationPeriod(*day);
    if (today <= period.last)
        return DeclarationAdvice { adviceBefore(period, today), false };
    return DeclarationAdvice { DeclarationTexts::tr("Délai légal dépassé : à déclarer au plus tard le %1 (trois jours "
                                                    "francs avant). L’événement peut être enregistré.")
                                   .arg(longDate(period.last)),
        true };
}

} // namespace cortege::presentation
