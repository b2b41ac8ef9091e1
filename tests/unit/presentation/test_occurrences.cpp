#include <presentation/occurrences.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

const QDate kThatDay(2026, 11, 27);

FormContent usual()
{
    FormContent content;
    content.begins = { u"05/12/2026"_s, u"14:00"_s, {} };
    content.ends = { u"05/12/2026"_s, u"18:00"_s, {} };
    return content;
}

Occurrence at(const QString &day, const QString &begins, const QString &lastDay, const QString &ends)
{
    return { { day, begins, {} }, { lastDay, ends, {} } };
}

std::vector<Occurrence> read(const QString &text, const FormContent &content = usual())
{
    const auto all = readOccurrences(text, content, kThatDay);
    INFO((all ? std::string() : all.error().text.toStdString()));
    REQUIRE(all);
    return *all;
}

} // namespace

TEST_CASE("what a line does not say is as usual")
{
    CHECK(read(u"12/12"_s) == std::vector { at(u"12/12/2026"_s, u"14:00"_s, u"12/12/2026"_s, u"18:00"_s) });
    CHECK(
        read(u"samedi 12/12/2026 10h"_s) == std::vector { at(u"12/12/2026"_s, u"10h"_s, u"12/12/2026"_s, u"18:00"_s) });
    for (const QString &written : { u"12/12 9h30-11h"_s, u" sam. 12/12  de 9h30 à 11h "_s, u"2026-12-12 9h30 – 11h"_s })
        CHECK(read(written) == std::vector { at(u"12/12/2026"_s, u"9h30"_s, u"12/12/2026"_s, u"11h"_s) });
    CHECK(read(u"12/12\n\n13/12 8h"_s).size() == 2);
    CHECK(read(u"\n"_s).empty());
}

TEST_CASE("a night ends on the day after, and several days stay several")
{
    CHECK(read(u"31/12 22h-2h"_s) == std::vector { at(u"31/12/2026"_s, u"22h"_s, u"01/01/2027"_s, u"2h"_s) });
    FormContent camp = usual();
    camp.ends.date = u"08/12/2026"_s;
    CHECK(read(u"12/12"_s, camp) == std::vector { at(u"12/12/2026"_s, u"14:00"_s, u"15/12/2026"_s, u"18:00"_s) });
    camp.ends = {};
    CHECK(read(u"12/12"_s, camp) == std::vector { at(u"12/12/2026"_s, u"14:00"_s, {}, {}) });
}

TEST_CASE("of the hour that comes twice a slot begins in the first and ends in the second")
{
    auto night = at(u"25/10/2026"_s, u"2h30"_s, u"25/10/2026"_s, u"2h45"_s);
    night.begins.season = Season::Summer;
    night.ends.season = Season::Winter;
    CHECK(read(u"25/10/2026 2h30-2h45"_s) == std::vector { night });
}

TEST_CASE("what is wrong is told with its line")
{
    const auto fault = [](const QString &text) { return readOccurrences(text, usual(), kThatDay).error(); };
    CHECK(fault(u"12/12\nsamedi prochain"_s).line == 2);
    CHECK(fault(u"12/12 quatorze heures"_s).text == describe(MomentFault::UnreadableTime));
    CHECK(fault(u"28/3/2027 2h30-4h"_s).text == describe(MomentFault::Skipped));
    CHECK(fault(QString(u"12/12\n"_s).repeated(kMostOccurrences + 1)).line == kMostOccurrences + 1);
}

TEST_CASE("every week or day up to a date, as lines that read back")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    const auto weeks = occurrencesEvery(7, QDate(2026, 12, 26), usual(), kThatDay);
    CHECK(weeks
        == QStringList { u"samedi 12/12/2026 14:00 – 18:00"_s, u"samedi 19/12/2026 14:00 – 18:00"_s,
            u"samedi 26/12/2026 14:00 – 18:00"_s });
    CHECK(read(weeks.join(u'\n')).back() == at(u"26/12/2026"_s, u"14:00"_s, u"26/12/2026"_s, u"18:00"_s));
    FormContent camp = usual();
    camp.ends.date = u"08/12/2026"_s;
    CHECK(read(occurrencesEvery(1, QDate(2026, 12, 6), camp, kThatDay).join(u'\n'), camp)
        == std::vector { at(u"06/12/2026"_s, u"14:00"_s, u"09/12/2026"_s, u"18:00"_s) });
    CHECK(occurrencesEvery(1, QDate(2030, 1, 1), usual(), kThatDay).size() == kMostOccurrences + 1); // and is refused
    CHECK(occurrencesEvery(1, QDate(2026, 12, 24), FormContent {}, kThatDay).isEmpty());
}
