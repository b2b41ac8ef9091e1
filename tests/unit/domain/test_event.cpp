#include <domain/event.h>
#include <domain/person.h>
#include <domain/validation.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QStringList>

using namespace cortege;
using namespace Qt::StringLiterals;

TEST_CASE("the closed lists carry exactly the labels of annexe 1")
{
    QStringList statuses, themes, kinds;
    for (const auto status : kOrganiserStatuses)
        statuses << label(status);
    for (const auto theme : kOperationThemes)
        themes << label(theme);
    for (const auto kind : kEventKinds)
        kinds << label(kind);
    CHECK(statuses == QStringList { u"Syndicat"_s, u"Association"_s, u"Parti politique"_s, u"Autres"_s });
    CHECK(themes
        == QStringList {
            u"PSQ Transports"_s, u"PSQ QRR"_s, u"Sécurité routière"_s, u"CODAF"_s, u"Marché aux Puces"_s, u"MIN"_s });
    CHECK(kinds
        == QStringList { u"Manifestation déambulatoire"_s, u"Manifestation statique"_s, u"Opération programmée"_s,
            u"Visite officielle"_s });
}

TEST_CASE("an empty record is of the kind that was asked for and misses only its subject")
{
    for (const auto kind : kEventKinds) {
        EventRecord record = emptyRecord(kind);
        CHECK(record.kind() == kind);
        CHECK(validate(record) == std::vector { FieldIssue { Field::Subject, Rule::Required } });
        record.subject = u"Rassemblement"_s;
        CHECK(validate(record).empty());
    }
}

TEST_CASE("operations and visits have no number of people, no organiser and no geometry")
{
    for (const auto kind : { EventKind::PlannedOperation, EventKind::OfficialVisit }) {
        const auto fields = fieldsOf(kind);
        for (const auto field :
            { Field::PeopleExpected, Field::CarsDeclared, Field::Organiser, Field::Route, Field::Footprint })
            CHECK(std::ranges::find(fields, field) == fields.end());
        CHECK_FALSE(peopleOf(emptyRecord(kind)).has_value());
    }
}

TEST_CASE("another kind keeps what both kinds have")
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.departure.text = u"Vieux-Port"_s;
    moving.waypoints = { { u"Canebière"_s, {} } };
    moving.arrival.text = u"Castellane"_s;
    moving.people = { 3'000, 5'000 };

    const EventRecord fixed = convertedTo(record, EventKind::StaticDemonstration);
    CHECK(std::get<StaticDemonstration>(fixed.particulars).address.text == u"Vieux-Port"_s);
    CHECK(weightOf(fixed) == 3'000);

    const EventRecord visit = convertedTo(record, EventKind::OfficialVisit);
    CHECK(addressesOf(visit).size() == 3);
    CHECK(addressesOf(convertedTo(visit, EventKind::MovingDemonstration)) == addressesOf(record));
}

TEST_CASE("people expected weigh before people declared, and nobody weighs nothing")
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    auto &people = std::get<StaticDemonstration>(record.particulars).people;
    CHECK(weightOf(record) == 0);
    people.declared = 500;
    CHECK(weightOf(record) == 500);
    people.expected = 0;
    CHECK(weightOf(record) == 0);
}

TEST_CASE("roles are read by name and imply nothing")
{
    CHECK(roleFromName(u"entry") == Role::Entry);
    CHECK_FALSE(roleFromName(u"root"));
    CHECK(toString(Roles(Role::Analyst) | Role::Entry) == u"entry,analyst"_s);
    CHECK(toString({}).isEmpty());
}

TEST_CASE("an author is named with the service")
{
    const Person person { PersonId::make(), u"Claire Martin"_s, u"DOPC"_s, Role::Entry, {} };
    CHECK(person.author().name == u"Claire Martin (DOPC)"_s);
}

TEST_CASE("an id is read in its 36-character form only")
{
    const EventId id = EventId::make();
    CHECK(EventId::parse(id.toString()) == id);
    CHECK_FALSE(EventId::parse(u'{' + id.toString() + u'}'));
    CHECK_FALSE(EventId::parse(u"00000000-0000-0000-0000-000000000000"));
    CHECK_FALSE(EventId::parse(u""));
    const QUuid space = QUuid::createUuid();
    CHECK(EventId::fromName(space, u"42"_s) == EventId::fromName(space, u"42"_s));
    CHECK(EventId::fromName(space, u"42"_s) != EventId::fromName(space, u"43"_s));
}
