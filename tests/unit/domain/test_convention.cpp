#include <domain/convention.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>
#include <support/records.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::utc;
using enum ConventionState;

namespace
{

const QDate kNotified(2025, 11, 25);
constexpr std::chrono::milliseconds kInstant { 1 };

/// Acts in the order of recording, each on its own day at noon.
class Paper
{
public:
    Paper &add(ConventionAct::Content content, QDate on = { 2025, 12, 1 })
    {
        m_acts.push_back(
            { static_cast<int>(m_acts.size()) + 1, std::move(content), {}, u"Agnès Roche"_s, midnight(on) + 12h });
        return *this;
    }
    Convention convention() const { return Convention(m_acts); }

private:
    std::vector<ConventionAct> m_acts;
};

Convention notified(QDate day = kNotified) { return Paper().add(ConventionNotified { day }).convention(); }
ConventionTerm termOf(const Convention &convention) { return convention.status({}).term.value(); }
ConventionState stateAt(const Convention &convention, UtcTime at) { return convention.status(at).state; }

AnnexeVersion annexe(const QString &version)
{
    return { version, { { 2026, 1, 5 }, u"DPD-V/12"_s }, { { 2026, 1, 7 }, u"DPD-P/3"_s }, u"AIPD 2026-1"_s };
}

Failure refusal(const Convention &convention, ConventionAct::Content content, QDate on, const QString &reference = {})
{
    const auto accepted
        = convention.accepts({ 0, std::move(content), reference, u"Agnès Roche"_s, midnight(on) + 12h });
    REQUIRE_FALSE(accepted);
    return accepted.error().kind;
}
bool accepts(const Convention &convention, ConventionAct::Content content, QDate on, const QString &reference = {})
{
    return convention.accepts({ 0, std::move(content), reference, u"Agnès Roche"_s, midnight(on) + 12h }).has_value();
}

QDate anyDay(QDate from, int days) { return from.addDays(*rc::gen::inRange(0, days)); }

/// Any acts, sensible or not: letters of the wrong years, amendments that would put the end off.
Paper anyPaper()
{
    Paper paper;
    paper.add(ConventionNotified { anyDay({ 2024, 1, 1 }, 800) });
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
        const QDate day = anyDay({ 2023, 6, 1 }, 2'500);
        if (*rc::gen::arbitrary<bool>())
            paper.add(Denunciation { *rc::gen::element(Party::City, Party::Prefecture), day });
        else
            paper.add(Amendment {
                day, u"Objet"_s, test::maybe<QDate>([&] { return day.addDays(*rc::gen::inRange(0, 1'500)); }), {} });
    }
    return paper;
}

} // namespace

TEST_CASE("without a convention nothing is in force")
{
    CHECK(Convention().status(utc(u"2026-01-01T00:00:00Z")) == ConventionStatus {});
    CHECK_FALSE(Convention().status({}).isInForce());
    CHECK(Convention().renewals().empty());
}

TEST_CASE("it begins with the day of its notification and ends with the day before the fourth anniversary, in Paris")
{
    const Convention convention = notified();
    const UtcTime begins = utc(u"2025-11-24T23:00:00Z");
    const UtcTime ends = utc(u"2029-11-24T23:00:00Z");
    CHECK(termOf(convention) == ConventionTerm { begins, ends, EndCause::FourYears });
    CHECK(termOf(convention).firstDay() == kNotified);
    CHECK(termOf(convention).lastDay() == QDate(2029, 11, 24));
    CHECK(stateAt(convention, begins - kInstant) == NotYet);
    CHECK(stateAt(convention, begins) == Active);
    CHECK(stateAt(convention, ends - kInstant) == Active);
    CHECK(stateAt(convention, ends) == Ended);
    CHECK(convention.renewals() == std::vector<QDate> { { 2026, 11, 25 }, { 2027, 11, 25 }, { 2028, 11, 25 } });
}

TEST_CASE("a convention of 29 February has its anniversaries at the end of February")
{
    const Convention convention = notified({ 2024, 2, 29 });
    CHECK(convention.renewals() == std::vector<QDate> { { 2025, 2, 28 }, { 2026, 2, 28 }, { 2027, 2, 28 } });
    CHECK(termOf(convention).lastDay() == QDate(2028, 2, 28)); // the fourth anniversary is the 29th
    CHECK(termOf(notified({ 2096, 2, 29 })).lastDay() == QDate(2100, 2, 27)); // 2100 has no 29 February
}

TEST_CASE("a denunciation ends it two full months after the day of receipt")
{
    struct Case {
        QDate received;
        QDate lastDay;
    };
    const Case cases[] { { { 2026, 3, 15 }, { 2026, 5, 15 } }, { { 2026, 12, 31 }, { 2027, 2, 28 } },
        { { 2027, 12, 31 }, { 2028, 2, 29 } }, { { 2027, 12, 29 }, { 2028, 2, 29 } },
        { { 2026, 7, 31 }, { 2026, 9, 30 } }, { { 2026, 6, 30 }, { 2026, 8, 30 } } };
    for (const auto &[received, lastDay] : cases) {
        INFO(received.toString(Qt::ISODate).toStdString());
        const Convention convention
            = Paper().add(ConventionNotified { kNotified }).add(Denunciation { Party::City, received }).convention();
        const ConventionTerm term = termOf(convention);
        CHECK(term.lastDay() == lastDay);
        CHECK(term.cause == EndCause::Denunciation);
        CHECK(stateAt(convention, midnight(received) - kInstant) == Active);
        CHECK(stateAt(convention, midnight(received)) == Notice);
        CHECK(stateAt(convention, term.ends - kInstant) == Notice);
        CHECK(stateAt(convention, term.ends) == Ended);
    }
}

TEST_CASE("both nights of the clocks are midnights like others")
{
    // 29 March and 25 October 2026 have 23 and 25 hours.
    const Convention spring
        = Paper().add(ConventionNotified { kNotified }).add(Denunciation { Party::City, { 2026, 1, 28 } }).convention();
    CHECK(termOf(spring).ends == utc(u"2026-03-28T23:00:00Z"));
    const Convention summer
        = Paper().add(ConventionNotified { kNotified }).add(Denunciation { Party::City, { 2026, 1, 29 } }).convention();
    CHECK(termOf(summer).ends == utc(u"2026-03-29T22:00:00Z"));
    const Convention autumn
        = Paper().add(ConventionNotified { kNotified }).add(Denunciation { Party::City, { 2026, 8, 25 } }).convention();
    CHECK(termOf(autumn).ends == utc(u"2026-10-25T23:00:00Z"));
}

TEST_CASE("the first denunciation counts, and none puts the end off")
{
    const Convention twice = Paper()
                                 .add(ConventionNotified { kNotified })
                                 .add(Denunciation { Party::City, { 2026, 5, 10 } })
                                 .add(Denunciation { Party::Prefecture, { 2026, 5, 2 } })
                                 .convention();
    CHECK(termOf(twice).lastDay() == QDate(2026, 7, 2));
    const Convention late
        = Paper().add(ConventionNotified { kNotified }).add(Denunciation { Party::City, { 2029, 11, 1 } }).convention();
    CHECK(termOf(late).lastDay() == QDate(2029, 11, 24));
    CHECK(termOf(late).cause == EndCause::FourYears);
    CHECK(stateAt(late, midnight({ 2029, 11, 2 })) == Notice);
}

TEST_CASE("an amendment can bring the end nearer, and says so from its day on")
{
    const Convention convention = Paper()
                                      .add(ConventionNotified { kNotified })
                                      .add(Amendment { { 2026, 2, 1 }, u"Fin anticipée"_s, QDate(2026, 12, 31), {} })
                                      .convention();
    CHECK(termOf(convention) == ConventionTerm { midnight(kNotified), midnight({ 2027, 1, 1 }), EndCause::Amendment });
    CHECK(stateAt(convention, midnight({ 2026, 2, 1 })) == Notice);
    CHECK(convention.renewals() == std::vector<QDate> { { 2026, 11, 25 } });
}

TEST_CASE("what was recorded by mistake never counted")
{
    Paper paper;
    paper.add(ConventionNotified { { 2024, 1, 1 } }).add(Correction { 1 }).add(ConventionNotified { kNotified });
    CHECK(termOf(paper.convention()).firstDay() == kNotified);
    paper.add(Denunciation { Party::City, { 2026, 3, 15 } }).add(Correction { 4 });
    CHECK(paper.convention().status(midnight({ 2026, 6, 1 })).state == Active);
    CHECK(paper.convention().isCorrected(4));
    paper.add(annexe(u"annexe-1/2031"_s)).add(Correction { 6 });
    CHECK_FALSE(paper.convention().knowsAnnexe(u"annexe-1/2031"));
}

TEST_CASE("an annexe is known by its recorded notices alone")
{
    const Convention convention
        = Paper().add(ConventionNotified { kNotified }).add(annexe(u"annexe-1/2019"_s)).convention();
    CHECK(convention.knowsAnnexe(u"annexe-1/2019"));
    CHECK_FALSE(convention.knowsAnnexe(u"annexe-1/2031"));
    CHECK_FALSE(convention.knowsAnnexe(u""));
}

TEST_CASE("acts that cannot be meant are not accepted")
{
    const QDate today(2026, 2, 1);
    const Convention none;
    CHECK(accepts(none, ConventionNotified { { 2026, 6, 1 } }, today)); // a letter that says from when on
    CHECK(refusal(none, ConventionNotified {}, today) == Failure::InvalidInput);
    CHECK(refusal(none, Denunciation { Party::City, today }, today) == Failure::NotFound);

    const Convention convention = notified();
    CHECK(refusal(convention, ConventionNotified { today }, today) == Failure::Conflict);
    CHECK(accepts(convention, Denunciation { Party::City, today }, today));
    CHECK(refusal(convention, Denunciation { Party::City, today.addDays(1) }, today) == Failure::InvalidInput);
    CHECK(refusal(convention, Denunciation { Party::City, kNotified.addDays(-1) }, today) == Failure::InvalidInput);
    CHECK(refusal(convention, Denunciation { Party::City, { 2029, 11, 25 } }, { 2029, 12, 1 }) == Failure::Conflict);

    const auto amendment = [&](std::optional<QDate> lastDay, const QString &brings = {}) {
        return Amendment { today, u"Objet"_s, lastDay, brings };
    };
    CHECK(accepts(convention, amendment({}), today));
    CHECK(accepts(convention, amendment(QDate(2029, 11, 24)), today));
    CHECK(refusal(convention, amendment(QDate(2029, 11, 25)), today) == Failure::InvalidInput);
    CHECK(refusal(convention, amendment(today.addDays(-1)), today) == Failure::InvalidInput);
    CHECK(refusal(convention, Amendment { today, u"\n"_s, {}, {} }, today) == Failure::InvalidInput);
    CHECK(refusal(convention, amendment({}, u"annexe-1/2031"_s), today) == Failure::NotFound);

    CHECK(refusal(convention, Correction { 1 }, today) == Failure::InvalidInput); // no reference
    CHECK(accepts(convention, Correction { 1 }, today, u"Note du 1er février"_s));
    CHECK(refusal(convention, Correction { 2 }, today, u"Note"_s) == Failure::NotFound);
    const Convention corrected = Paper().add(ConventionNotified { kNotified }).add(Correction { 1 }).convention();
    CHECK(refusal(corrected, Correction { 1 }, today, u"Note"_s) == Failure::Conflict);
    CHECK(refusal(corrected, Correction { 2 }, today, u"Note"_s) == Failure::NotFound);
    CHECK(accepts(corrected, ConventionNotified { kNotified }, today));
}

TEST_CASE("an annexe without its two notices and its impact study is not accepted")
{
    const QDate today(2026, 2, 1);
    const Convention convention = notified();
    const AnnexeVersion good = annexe(u"annexe-1/2031"_s);
    CHECK(accepts(convention, good, today));
    const auto without = [&](auto change) {
        AnnexeVersion bad = good;
        change(bad);
        CHECK(refusal(convention, bad, today) == Failure::InvalidInput);
    };
    without([](AnnexeVersion &bad) { bad.name.clear(); });
    without([](AnnexeVersion &bad) { bad.city.reference.clear(); });
    without([](AnnexeVersion &bad) { bad.city.day = {}; });
    without([](AnnexeVersion &bad) { bad.prefecture.reference = u" "_s; });
    without([](AnnexeVersion &bad) { bad.prefecture.day = QDate(2026, 2, 2); }); // nobody was told tomorrow
    without([](AnnexeVersion &bad) { bad.impactStudy.clear(); });
    CHECK(refusal(Paper().add(ConventionNotified { kNotified }).add(good).convention(), good, today)
        == Failure::Conflict);
}

TEST_CASE("whatever was recorded, there is one beginning and one end, at midnights of Paris, four years apart at most")
{
    REQUIRE(rc::check([] {
        const Convention convention = anyPaper().convention();
        const ConventionTerm term = termOf(convention);
        RC_ASSERT(term.begins < term.ends);
        RC_ASSERT(toParis(term.begins).time() == QTime(0, 0));
        RC_ASSERT(toParis(term.ends).time() == QTime(0, 0));
        RC_ASSERT(term.ends <= midnight(term.firstDay().addYears(4)));
        ConventionState last = NotYet;
        for (QDate day(2023, 1, 1); day.year() < 2031; day = day.addDays(1)) {
            for (const UtcTime at : { midnight(day) - kInstant, midnight(day) }) {
                const ConventionState state = stateAt(convention, at);
                RC_ASSERT(state >= last); // in the order of the enumeration, and never back
                last = state;
            }
        }
        RC_ASSERT(last == Ended);
    }));
}

TEST_CASE("another act never puts the end off, and what comes after the end changes nothing")
{
    REQUIRE(rc::check([] {
        Paper paper = anyPaper();
        const ConventionTerm before = termOf(paper.convention());
        const QDate day = anyDay({ 2023, 6, 1 }, 3'000);
        if (*rc::gen::arbitrary<bool>())
            paper.add(Denunciation { Party::City, day });
        else
            paper.add(Amendment { day, u"Objet"_s, day.addDays(*rc::gen::inRange(0, 1'500)), {} });
        const ConventionTerm after = termOf(paper.convention());
        RC_ASSERT(after.ends <= before.ends);
        RC_ASSERT(after.begins == before.begins);
        if (midnight(day) >= before.ends)
            RC_ASSERT(after == before);
    }));
}
