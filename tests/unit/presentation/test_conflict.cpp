#include <presentation/conflict.h>
#include <presentation/recordtexts.h>
#include <presentation/texts.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

#include <QtCore/QLocale>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using Side = Conflict::Side;

namespace
{

EventRecord march()
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = u"Marche"_s;
    std::get<MovingDemonstration>(record.particulars).people.expected = 1'200;
    return record;
}

EventVersion versionOf(const EventRecord &record, int revision, EventState state = EventState::Active)
{
    static const EventId id = EventId::make();
    return { id, revision, revision, state, { PersonId::make(), u"Claire Martin (DOPC)"_s }, {}, record };
}

} // namespace

TEST_CASE("changes to different fields go together without a question")
{
    EventRecord mine = march();
    mine.description = u"Départ retardé"_s;
    EventRecord theirs = march();
    theirs.subject = u"Marche pour le climat"_s;
    const Conflict conflict(march(), mine, versionOf(theirs, 2));
    CHECK_FALSE(conflict.needsDecision());
    CHECK(conflict.mergedFields() == std::vector { Field::Description });
    CHECK(conflict.result().subject == theirs.subject);
    CHECK(conflict.result().description == mine.description);
}

TEST_CASE("each field that both changed is a question of its own")
{
    EventRecord mine = march();
    mine.subject = u"Marche A"_s;
    std::get<MovingDemonstration>(mine.particulars).route = { { 5.37, 43.295 }, { 5.38, 43.297 } };
    EventRecord theirs = march();
    theirs.subject = u"Marche B"_s;
    std::get<MovingDemonstration>(theirs.particulars).route = { { 5.37, 43.295 }, { 5.39, 43.297 } };
    Conflict conflict(march(), mine, versionOf(theirs, 2));
    CHECK(conflict.fields() == std::vector { Field::Subject, Field::Route });
    CHECK_FALSE(conflict.isDecided());
    conflict.choose(Field::Subject, Side::Mine);
    CHECK_FALSE(conflict.isDecided());
    conflict.choose(Field::Route, Side::Theirs);
    CHECK(conflict.isDecided());
    CHECK(conflict.result().subject == mine.subject);
    CHECK(std::get<MovingDemonstration>(conflict.result().particulars).route
        == std::get<MovingDemonstration>(theirs.particulars).route);
}

TEST_CASE("when one side changed the nature, all of one side is taken")
{
    const EventRecord theirs = convertedTo(march(), EventKind::OfficialVisit);
    EventRecord mine = march();
    mine.subject = u"Marche A"_s;
    Conflict conflict(march(), mine, versionOf(theirs, 2));
    CHECK(conflict.isWhole());
    CHECK_FALSE(conflict.isDecided());
    conflict.chooseWhole(Side::Mine);
    CHECK(conflict.result() == mine);
    conflict.chooseWhole(Side::Theirs);
    CHECK(conflict.result() == theirs);
}

TEST_CASE("cancelling what another person changed is asked about, and the reverse")
{
    EventRecord theirs = march();
    theirs.subject = u"Marche B"_s;
    const Conflict mineCancels(march(), Cancellation {}, versionOf(theirs, 2));
    CHECK(mineCancels.needsDecision());
    CHECK(mineCancels.iCancelled());
    const Conflict theyCancel(march(), theirs, versionOf(march(), 2, EventState::Cancelled));
    CHECK(theyCancel.needsDecision());
    CHECK(theyCancel.theyCancelled());
}

TEST_CASE("a history says what each version changed, the newest first")
{
    EventRecord later = march();
    later.description = u"Départ retardé"_s;
    const auto entries = historyOf({ versionOf(march(), 1), versionOf(later, 2),
        versionOf(later, 3, EventState::Cancelled), versionOf(later, 4) });
    QStringList what;
    for (const auto &entry : entries)
        what << entry.what;
    CHECK(what == QStringList { u"Réactivation"_s, u"Annulation"_s, u"Description / observations"_s, u"Création"_s });
}

TEST_CASE("values are words")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    EventRecord record = march();
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.route = { { 5.37, 43.295 }, { 5.38, 43.297 } };
    moving.waypoints = { { u"Canebière"_s, {} }, { {}, GeoPoint { 5.38, 43.297 } } };
    CHECK(valueText(record, Field::Route) == lengthText(lengthMetres(moving.route)) + u" (2 points)"_s);
    CHECK(valueText(record, Field::Waypoints) == u"Canebière ; point sur la carte"_s);
    CHECK(valueText(record, Field::PeopleExpected) == QLocale().toString(1'200));
    CHECK(valueText(record, Field::Begins) == u"non renseigné"_s);
    CHECK(valueText(record, Field::Theme) == u"non renseigné"_s);
}

TEST_CASE("a newer version of theirs keeps the answers about what it leaves as it is")
{
    EventRecord mine = march();
    mine.subject = u"Marche A"_s;
    mine.description = u"De moi"_s;
    EventRecord theirs = march();
    theirs.subject = u"Marche B"_s;
    theirs.description = u"D’elle"_s;
    Conflict first(march(), mine, versionOf(theirs, 2));
    first.choose(Field::Subject, Side::Mine);
    first.choose(Field::Description, Side::Mine);
    CHECK(first.takenFields().empty());
    theirs.description = u"D’elle, corrigé"_s;
    Conflict next(march(), mine, versionOf(theirs, 3));
    next.keepChoices(first);
    CHECK(next.choice(Field::Subject) == Side::Mine);
    CHECK_FALSE(next.choice(Field::Description)); // another answer than the one that was refused
    CHECK(next.takenFields() == std::vector { Field::Description });
}
