#include <domain/event.h>
#include <domain/person.h>
#include <domain/validation.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QStringList>

#include <limits>

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

TEST_CASE("each kind has the fields of annexe 1, in its words and in its order")
{
    const auto labels = [](EventKind kind) {
        QStringList all;
        for (const Field field : fieldsOf(kind))
            all << label(field);
        return all;
    };
    const QStringList common { u"Objet"_s, u"Description / observations"_s };
    const QStringList times { u"Date et heure de début"_s, u"Date et heure de fin"_s };
    const QStringList counts { u"Nombre de personnes attendues"_s, u"Nombre de personnes déclarées"_s,
        u"Nombre de voitures attendues"_s, u"Nombre de voitures déclarées"_s, u"Statut de l’organisateur"_s };
    const QStringList way { u"Adresse de départ"_s, u"Adresses des points de passage"_s, u"Adresse d’arrivée"_s };
    CHECK(
        labels(EventKind::MovingDemonstration) == common + way + times + counts + QStringList(u"Tracé du parcours"_s));
    CHECK(labels(EventKind::StaticDemonstration)
        == common + QStringList(u"Adresse"_s) + times + counts + QStringList(u"Emprise"_s));
    CHECK(labels(EventKind::PlannedOperation) == common + QStringList(u"Adresses"_s) + times + QStringList(u"Thème"_s));
    CHECK(labels(EventKind::OfficialVisit) == common + QStringList(u"Adresses"_s) + times);
}

TEST_CASE("more than annexe 1 can use is told at its field, with the limit")
{
    using Issues = std::vector<FieldIssue>;
    EventRecord march = emptyRecord(EventKind::MovingDemonstration);
    march.subject = u"Marche"_s;
    auto &moving = std::get<MovingDemonstration>(march.particulars);
    moving.waypoints.assign(limits::kAddresses + 1, Address { u"Rue"_s, {} });
    moving.departure.text = QString(limits::kAddressText + 1, u'x');
    moving.route.assign(limits::kRoutePoints + 1, GeoPoint { 5.37, 43.29 });
    march.description = QString(limits::kDescription + 1, u'x');
    march.begins = fromIso(u"2026-05-01T12:00:00Z").value();
    march.ends = *march.begins + std::chrono::days { limits::kDurationDays } + std::chrono::minutes { 1 };
    CHECK(validate(march)
        == Issues { { Field::Description, Rule::TooLong, -1, limits::kDescription },
            { Field::Ends, Rule::TooLongDuration, -1, limits::kDurationDays },
            { Field::Departure, Rule::TooLong, -1, limits::kAddressText },
            { Field::Waypoints, Rule::TooMany, -1, limits::kAddresses },
            { Field::Route, Rule::TooMany, -1, limits::kRoutePoints } });
    march.description.chop(1);
    march.ends = *march.begins + std::chrono::days { limits::kDurationDays };
    moving.departure.text.chop(1);
    moving.waypoints.pop_back();
    moving.route.pop_back();
    CHECK(validate(march).empty());

    const double nowhere = std::numeric_limits<double>::quiet_NaN();
    for (const GeoPoint outside : { GeoPoint { 5, 91 }, GeoPoint { -180.1, 43 }, GeoPoint { nowhere, 43 } }) {
        moving.route = { { 5.37, 43.29 }, outside };
        CHECK(validate(march) == Issues { { Field::Route, Rule::OutsideWorld, 1 } });
    }

    EventRecord still = emptyRecord(EventKind::StaticDemonstration);
    still.subject = u"Rassemblement"_s;
    auto &footprint = std::get<StaticDemonstration>(still.particulars).footprint;
    footprint = { { 5.37, 43.29 }, { 5.38, 43.29 } };
    CHECK(validate(still) == Issues { { Field::Footprint, Rule::TooFew, -1, 3 } });
    footprint.assign(limits::kFootprintPoints + 1, GeoPoint { 5.37, 43.29 });
    CHECK(validate(still) == Issues { { Field::Footprint, Rule::TooMany, -1, limits::kFootprintPoints } });
    footprint = { { 5.37, 43.29 }, { 5.38, 43.29 }, { 5.38, 200 } };
    CHECK(validate(still) == Issues { { Field::Footprint, Rule::OutsideWorld, 2 } });
}

TEST_CASE("a text that would not come back as it was written is refused")
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = QString(QChar::ByteOrderMark) + u"Visite"_s;
    CHECK(validate(record) == std::vector { FieldIssue { Field::Subject, Rule::ControlCharacter } });
    CHECK_FALSE(fromIso(u"9999-12-31T23:59:59-14:00")); // the year 10000
    CHECK_FALSE(fromIso(u"0001-01-01T00:00:00+14:00"));
    CHECK(fromIso(u"9999-12-31T23:59:59Z"));
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
    CHECK(toString(Roles()).isEmpty());
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
