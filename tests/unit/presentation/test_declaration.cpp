#include <presentation/declaration.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

std::optional<DeclarationAdvice> advice(
    const QString &date, QDate today, EventKind kind = EventKind::MovingDemonstration)
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    FormContent content = contentOf(emptyRecord(kind));
    content.begins.date = date;
    return declarationAdvice(content, today);
}

} // namespace

TEST_CASE("the days on which a demonstration is declared are told at its date")
{
    CHECK(advice(u"28/11/2026"_s, { 2026, 11, 1 })
        == DeclarationAdvice { u"À déclarer du jeudi 12 novembre 2026 au mardi 24 novembre 2026 (quinze à trois jours "
                               "francs avant)."_s,
            false });
    CHECK(advice(u"28/11/2026"_s, { 2026, 11, 24 })
        == DeclarationAdvice {
            u"À déclarer au plus tard le mardi 24 novembre 2026 (trois jours francs avant)."_s, false });
    CHECK(advice(u"28/11/2026"_s, { 2026, 11, 25 })
        == DeclarationAdvice { u"Délai légal dépassé : à déclarer au plus tard le mardi 24 novembre 2026 (trois jours "
                               "francs avant). L’événement peut être enregistré."_s,
            true });
    CHECK(advice(u"28/11/2026"_s, { 2026, 11, 28 })->late);
}

TEST_CASE("a last day on which the préfecture is closed is not moved, but said")
{
    // Friday 10 April 2026 leaves Easter Monday.
    CHECK(advice(u"10/04/2026"_s, { 2026, 3, 27 })->text
        == u"À déclarer au plus tard le lundi 6 avril 2026 (trois jours francs avant). Ce jour est férié : mieux vaut "
           "le vendredi 3 avril 2026."_s);
    CHECK(advice(u"10/04/2026"_s, { 2026, 4, 5 })->text.endsWith(u"Ce jour est férié."));
    CHECK_FALSE(advice(u"10/04/2026"_s, { 2026, 4, 6 })->late);
    // A Wednesday leaves the Saturday before it.
    CHECK(advice(u"09/12/2026"_s, { 2026, 12, 1 })
            ->text.endsWith(u"Ce jour n’est pas ouvré : mieux vaut le vendredi 4 décembre 2026."));
}

TEST_CASE("nothing is advised where there is nothing to declare")
{
    const QDate today(2026, 11, 25);
    CHECK_FALSE(advice(u"28/11/2026"_s, today, EventKind::OfficialVisit));
    CHECK_FALSE(advice(u"28/11/2026"_s, today, EventKind::PlannedOperation));
    CHECK(advice(u"28/11/2026"_s, today, EventKind::StaticDemonstration));
    CHECK_FALSE(advice(u"24/11/2026"_s, today));
    CHECK_FALSE(advice(u"bientôt"_s, today));
    CHECK_FALSE(advice({}, today));
}
