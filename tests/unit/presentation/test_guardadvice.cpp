#include <domain/folding.h>
#include <presentation/guardadvice.h>

#include <catch2/catch_test_macros.hpp>

#include <ranges>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

FormContent march(const QString &subject)
{
    FormContent content;
    content.subject = subject;
    content.addresses = { { u"Vieux-Port"_s, {} }, { u"Réformés"_s, {} }, { u"Castellane"_s, {} } };
    return content;
}

} // namespace

TEST_CASE("what is certain comes before what is suspected, and the name before what hangs on it")
{
    const auto certain = guardAdvice(march(u"Appel de Sandrine Bouvier, tél. 06 39 98 12 34"_s), {});
    REQUIRE(certain.size() == 1);
    CHECK(certain[0].certainty == Certainty::Certain);
    CHECK(certain[0].words == u"06 39 98 12 34"_s);
    CHECK(certain[0].offer.startsWith(u"Retirer « "_s));

    const auto suspected = guardAdvice(march(u"Le militant d’extrême droite Florian Baud"_s), {});
    REQUIRE(suspected.size() == 1);
    CHECK(suspected[0].certainty == Certainty::Suspected);
    CHECK(suspected[0].words == u"Florian Baud"_s);
    CHECK(guardAdvice(march(u"Le militant d’extrême droite Florian Baud"_s), { folded(suspected[0].words) }).empty());
}

TEST_CASE("what stands against saving in the form is what the platform would refuse")
{
    FormContent content = march(u"Marche des lumières"_s);
    content.description = u"Contact : M. Karim Benali"_s;
    content.addresses[1].text = u"12 rue Sénac, appt 4"_s;
    content.addresses.insert(content.addresses.begin() + 1, Address {}); // an empty line is no entry of the list
    const FormReading reading = read(content, QDate(2026, 11, 27));
    const auto here = reading.issues | std::views::transform(&FormIssue::place) | std::ranges::to<std::vector>();
    CHECK(here == std::vector<FormPlace> { { Field::Description }, { Field::Waypoints, 1 } });
    const auto issues = issuesForSaving(reading.record);
    const auto there = issues | std::views::transform(&FieldIssue::field) | std::ranges::to<std::vector>();
    CHECK(there == std::vector { Field::Description, Field::Waypoints });
}

TEST_CASE("one reading of the form has what stands against saving and what is advised, without names that are none")
{
    FormContent content = march(u"Appel de Sandrine Bouvier"_s);
    content.description = u"Contact : M. Karim Benali"_s;
    const QDate today(2026, 11, 27);
    const FormReading reading = read(content, today);
    CHECK(reading.advice == guardAdvice(content, {}));
    REQUIRE(reading.advice.size() == 2);
    // What is certain stays so, whoever says what.
    const FormReading other
        = read(content, today, { folded(reading.advice[0].words), folded(reading.advice[1].words) });
    REQUIRE(other.advice.size() == 1);
    CHECK(other.advice[0] == reading.advice[1]);
    CHECK(other.issues == reading.issues);
}

TEST_CASE("taking every offer ends with a text that may be saved, and an address keeps its point")
{
    FormContent content = march(u"Rassemblement de Mme Nadia Benali, 06 39 98 12 34, devant la mairie"_s);
    content.addresses[2] = { u"chez M. Dupont, 12 rue Sénac"_s, GeoPoint { 5.38, 43.29 } };
    for (int step = 0; step < 8; ++step) {
        const auto advice = guardAdvice(content, {});
        if (advice.empty())
            break;
        content = withProse(content, advice[0].place, advice[0].rephrased);
    }
    CHECK(guardAdvice(content, {}).empty());
    CHECK(content.subject.contains(u"devant la mairie"_s));
    CHECK(content.addresses[2].position == GeoPoint { 5.38, 43.29 });
    CHECK(content.addresses[0].text == u"Vieux-Port"_s);
}
