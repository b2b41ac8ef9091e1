#include <presentation/texts.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::utc;

namespace
{

struct French {
    French() { QLocale::setDefault(QLocale(QLocale::French, QLocale::France)); }
};

/// Spaces that do not break are typography, not meaning.
QString plain(QString text)
{
    for (QChar &c : text) {
        if (c == QChar(0x00A0) || c == QChar(0x202F))
            c = u' ';
    }
    return text;
}

} // namespace

TEST_CASE_METHOD(French, "times are shown as on a wall in Marseille")
{
    CHECK(plain(timeOfDay(utc(u"2026-07-14T12:32:00Z"))) == u"14 h 32"_s);
    CHECK(plain(timeOfDay(utc(u"2026-11-28T13:32:00Z"))) == u"14 h 32"_s);
    CHECK(plain(longDate({ 2026, 11, 28 })) == u"samedi 28 novembre 2026"_s);
    CHECK(plain(longDate({ 2026, 12, 1 })) == u"mardi 1er décembre 2026"_s);
    CHECK(interval({}, {}).isEmpty());
}

TEST_CASE_METHOD(French, "in lists, the end of an evening carries its weekday alone")
{
    const QDate today(2026, 7, 14);
    const auto brief = [&](const char16_t *begins, const char16_t *ends) {
        return plain(briefInterval(utc(begins), utc(ends), today));
    };
    CHECK(brief(u"2026-11-24T13:00:00Z", u"2026-11-24T15:30:00Z") == u"mar. 24 nov., 14 h – 16 h 30"_s);
    CHECK(brief(u"2026-11-24T22:05:00Z", u"2026-11-25T00:05:00Z") == u"mar. 24 nov., 23 h 05 – mer. 1 h 05"_s);
    CHECK(brief(u"2026-11-30T22:00:00Z", u"2026-12-01T22:00:00Z") == u"30 nov., 23 h – 1er déc., 23 h"_s);
    CHECK(briefInterval({}, utc(u"2026-11-24T13:00:00Z"), today) == interval({}, utc(u"2026-11-24T13:00:00Z")));
}

TEST_CASE_METHOD(French, "in lists, dates of another year than today's carry it")
{
    const QDate today(2026, 12, 31);
    const auto brief = [&](std::optional<UtcTime> begins, std::optional<UtcTime> ends) {
        return plain(briefInterval(begins, ends, today));
    };
    const auto last = utc(u"2025-11-24T13:00:00Z");
    const auto next = utc(u"2027-01-01T13:00:00Z");
    CHECK(brief(last, utc(u"2025-11-24T15:30:00Z")) == u"lun. 24 nov. 2025, 14 h – 16 h 30"_s);
    CHECK(brief(last, {}) == u"dès lun. 24 nov. 2025, 14 h"_s);
    CHECK(brief({}, next) == u"jusqu’à ven. 1er janv. 2027, 14 h"_s);
    CHECK(brief(utc(u"2026-12-30T13:00:00Z"), next) == u"30 déc., 14 h – 1er janv. 2027, 14 h"_s);
    CHECK(brief(utc(u"2025-11-24T22:00:00Z"), utc(u"2025-11-25T00:00:00Z")) == u"lun. 24 nov. 2025, 23 h – mar. 1 h"_s);
    // The year is that of Marseille: 2027 has begun there.
    CHECK(brief(utc(u"2026-12-31T23:30:00Z"), {}) == u"dès ven. 1er janv. 2027, 0 h 30"_s);
    CHECK(plain(interval(last, {})) == u"dès lun. 24 nov., 14 h"_s);
    CHECK(plain(interval(last, {}, today)) == u"dès lun. 24 nov. 2025, 14 h"_s);
}

TEST_CASE_METHOD(French, "every rule at every field has a sentence, and no two rules share one at the same field")
{
    for (const auto field : fieldsOf(EventKind::MovingDemonstration)) {
        QStringList sentences;
        for (int rule = 0; rule <= static_cast<int>(Rule::PersonalData); ++rule) {
            const QString sentence = describe(FieldIssue { field, static_cast<Rule>(rule), -1, 12'345 });
            CHECK(sentence.endsWith(u'.'));
            CHECK_FALSE(sentences.contains(sentence));
            CHECK_FALSE(sentence.contains(u'%'));
            sentences << sentence;
        }
    }
}

TEST_CASE_METHOD(French, "measures are said in the unit that one would use")
{
    CHECK(figureText(0) == u"0"_s);
    CHECK(figureText(1.5) == u"1,5"_s);
    CHECK(figureText(0.07074) == u"0,0707"_s);
    CHECK(figureText(1.51e-10) == u"< 0,001"_s);
    CHECK(figureText(-1.51e-10) == u"> -0,001"_s);
    CHECK(plain(figureText(999.6)) == u"1 000"_s);
    CHECK(plain(figureText(12'439.2)) == u"12 439"_s);
    CHECK(plain(figureText(1234.56, 5)) == u"1 234,6"_s);
    CHECK(plain(lengthText(850)) == u"850 m"_s);
    CHECK(plain(lengthText(2'400)) == u"2,4 km"_s);
    CHECK(plain(areaText(31'000)) == u"3,1 ha"_s);
}

TEST_CASE_METHOD(French, "the convention is spoken of when it matters, with the last day on which it holds")
{
    const auto said = [](ConventionState state, EndCause cause = EndCause::FourYears) {
        return plain(describe(ConventionStatus {
            state, ConventionTerm { midnight({ 2025, 11, 25 }), midnight({ 2029, 11, 25 }), cause } }));
    };
    CHECK(said(ConventionState::Active).isEmpty());
    CHECK(said(ConventionState::Ended)
        == u"La convention a pris fin le 24/11/2029 : la saisie et la consultation sont fermées."_s);
    CHECK(said(ConventionState::Notice, EndCause::Denunciation)
        == u"Convention dénoncée : elle prend fin le 24/11/2029."_s);
    CHECK(said(ConventionState::Notice, EndCause::Amendment) == u"Un avenant met fin à la convention le 24/11/2029."_s);
    CHECK(said(ConventionState::NotYet).startsWith(u"La convention prend effet le 25/11/2025"));
    CHECK(plain(describe(ConventionStatus {})).startsWith(u"La convention n’est pas encore enregistrée"));
}

TEST_CASE_METHOD(French, "who has too many sessions open hears so, and not that there were too many requests")
{
    CHECK(plain(describeDenial(Failure::RateLimited)).startsWith(u"Trop de sessions sont ouvertes à votre nom"));
    CHECK(plain(describe(Failure::RateLimited)).startsWith(u"Trop de demandes à la fois"));
}

TEST_CASE_METHOD(French, "after the end it is said what will be erased and until when, and that it was")
{
    const auto said = [](client::KeptCount kept, std::optional<UtcTime> erasedAt = {}, bool isInTrouble = false) {
        return plain(describe(client::Aftermath { kept, erasedAt ? QDate() : QDate(2029, 12, 9), erasedAt,
            isInTrouble ? std::optional(Error { Failure::Unavailable, {} }) : std::nullopt }));
    };
    CHECK(said({}).isEmpty());
    CHECK(said({ 1, 0, 0 })
        == u"Gardé sur ce poste : 1 modification non envoyée. Cela ne peut plus être transmis et sera effacé au plus "
           "tard le 09/12/2029."_s);
    CHECK(said({ 2, 3, 4 })
        == u"Gardé sur ce poste : 2 modifications non envoyées, 3 brouillons, 4 modèles ou filtres. Cela ne peut plus "
           "être transmis et sera effacé au plus tard le 09/12/2029."_s);
    CHECK(said({}, midnight({ 2029, 12, 10 })) == u"Ce que ce poste gardait a été effacé le 10/12/2029."_s);
    CHECK(said({}, {}, true).startsWith(u"L’effacement de ce que garde ce poste n’a pas abouti"));
}
