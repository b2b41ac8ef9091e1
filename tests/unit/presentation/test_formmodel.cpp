#include <presentation/formmodel.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

#include <QtTest/QSignalSpy>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

const QDate kDay(2026, 11, 24);
constexpr GeoPoint kQuay { 5.3698, 43.2951 };
constexpr GeoPoint kCanebiere { 5.3776, 43.2968 };

void typeSubject(FormModel &form, const QString &text)
{
    for (const QChar c : text) {
        FormContent content = form.content();
        content.subject += c;
        form.change(content, { Field::Subject });
    }
}

std::optional<QString> issueAt(const FormReading &reading, FormPlace place)
{
    const auto found = std::ranges::find(reading.issues, place, &FormIssue::place);
    return found == reading.issues.end() ? std::nullopt : std::optional(found->text);
}

/// What the form does not keep: empty lines in lists of addresses.
EventRecord withoutEmptyLines(EventRecord record)
{
    const auto tidy = [](std::vector<Address> &addresses) {
        std::erase_if(addresses, [](const Address &a) { return !a.position && a.text.trimmed().isEmpty(); });
    };
    if (auto *moving = std::get_if<MovingDemonstration>(&record.particulars))
        tidy(moving->waypoints);
    else if (auto *operation = std::get_if<PlannedOperation>(&record.particulars))
        tidy(operation->addresses);
    else if (auto *visit = std::get_if<OfficialVisit>(&record.particulars))
        tidy(visit->addresses);
    return record;
}

} // namespace

TEST_CASE("any record is shown in the form and read back as the same one")
{
    CHECK(rc::check([] {
        const EventRecord record = withoutEmptyLines(test::anyRecord());
        const FormReading reading = read(contentOf(record), kDay);
        RC_ASSERT(reading.record == record);
        RC_ASSERT(reading.issues.empty());
    }));
}

TEST_CASE("numbers are read with the spaces in which people write them, and what is no number is said")
{
    FormContent content = contentOf(emptyRecord(EventKind::StaticDemonstration));
    content.subject = u"Rassemblement"_s;
    content.people = { u" 1 200"_s, u"12\u202f000"_s };
    content.cars = { u"beaucoup"_s, u"-4"_s };
    const FormReading reading = read(content, kDay);
    const auto &record = std::get<StaticDemonstration>(reading.record.particulars);
    CHECK(record.people == Estimate { 1'200, 12'000 });
    CHECK(issueAt(reading, { Field::CarsExpected }) == u"Écrivez un nombre entier, par exemple 1 200."_s);
    CHECK(issueAt(reading, { Field::CarsDeclared }) == u"Le nombre ne peut pas être négatif."_s);
    content.cars.expected = u"99999999999999999999999999"_s;
    CHECK(issueAt(read(content, kDay), { Field::CarsExpected })->startsWith(u"Nombre trop grand"));
}

TEST_CASE("an issue of a listed address stands at its line of the form, empty lines counted")
{
    FormContent content = contentOf(emptyRecord(EventKind::MovingDemonstration));
    content.subject = u"Marche"_s;
    content.addresses = { {}, {}, { u"Cours Lieutaud"_s, {} }, { QString(400, u'x'), {} }, {} };
    const FormReading reading = read(content, kDay);
    CHECK(std::get<MovingDemonstration>(reading.record.particulars).waypoints.size() == 2);
    CHECK(issueAt(reading, { Field::Waypoints, 2 }));
}

TEST_CASE("another kind keeps what both have, even what cannot be read")
{
    FormContent content = contentOf(emptyRecord(EventKind::MovingDemonstration));
    content.subject = u"Marche"_s;
    content.begins = { u"28/11/20"_s, u"1"_s, {} };
    content.people.expected = u"12o0"_s;
    content.addresses = { { u"Vieux-Port"_s, kQuay }, { u"Préfecture"_s, {} } };
    const FormContent fixed = convertedTo(content, EventKind::StaticDemonstration, kDay);
    CHECK(fixed.begins == content.begins);
    CHECK(fixed.people == content.people);
    CHECK(fixed.addresses == std::vector { content.addresses.front() });
    const FormContent visit = convertedTo(content, EventKind::OfficialVisit, kDay);
    CHECK(visit.addresses == content.addresses);
    CHECK(visit.people == EstimateText {});
}

TEST_CASE("typing is undone word by word")
{
    FormModel form;
    typeSubject(form, u"Marche pour le climat"_s);
    CHECK(form.undoStack().count() == 4);
    QSignalSpy shown(&form, &FormModel::stepShown);
    form.undoStack().undo();
    CHECK(form.content().subject == u"Marche pour le "_s);
    CHECK(shown.size() == 1);
    form.undoStack().undo();
    form.undoStack().undo();
    form.undoStack().undo();
    CHECK(form.content().subject.isEmpty());
    while (form.undoStack().canRedo())
        form.undoStack().redo();
    CHECK(form.content().subject == u"Marche pour le climat"_s);
}

TEST_CASE("the usual writing of what was typed belongs to its step, and comes after nothing else")
{
    FormModel form;
    const auto with = [&form](const QString &date) {
        FormContent content = form.content();
        content.begins.date = date;
        return content;
    };
    form.tidy(with(u"26/11/2026"_s), { Field::Begins }); // nothing was typed
    CHECK(form.undoStack().count() == 0);
    typeSubject(form, u"Marche"_s);
    form.change(with(u"26"_s), { Field::Begins });
    form.tidy(with(u"26/11/2026"_s), { Field::Begins });
    CHECK(form.undoStack().count() == 2);
    form.undoStack().undo();
    CHECK(form.content().begins.date.isEmpty());
    form.tidy(with(u"27/11/2026"_s), { Field::Begins });
    REQUIRE(form.undoStack().canRedo());
    form.undoStack().redo();
    CHECK(form.content().begins.date == u"26/11/2026");
}

TEST_CASE("typing and drawing are undone in the order in which they were done")
{
    FormModel form;
    typeSubject(form, u"Marche"_s);
    form.shape().append(kQuay);
    typeSubject(form, u"!"_s);
    form.shape().append(kCanebiere);

    form.undoStack().undo();
    CHECK(form.shape().points() == LineString { kQuay });
    form.undoStack().undo();
    CHECK(form.content().subject == u"Marche"_s);
    form.undoStack().undo();
    CHECK(form.shape().points().empty());
    CHECK(form.content().subject == u"Marche"_s);
    form.undoStack().undo();
    CHECK(form.content().subject.isEmpty());
}

TEST_CASE("what somebody else wrote stays through undo and redo of what was typed before and after")
{
    FormModel form;
    form.open(contentOf(emptyRecord(EventKind::MovingDemonstration)));
    typeSubject(form, u"Marche"_s);
    FormContent theirs = contentOf(emptyRecord(EventKind::MovingDemonstration));
    theirs.description = u"Par Claire"_s;
    form.takeOver({ Field::Description }, theirs);
    typeSubject(form, u"s"_s);
    CHECK(form.content().subject == u"Marches"_s);
    while (form.undoStack().canUndo())
        form.undoStack().undo();
    CHECK(form.content().subject.isEmpty());
    CHECK(form.content().description == u"Par Claire"_s);
    while (form.undoStack().canRedo())
        form.undoStack().redo();
    CHECK(form.content().subject == u"Marches"_s);
    CHECK(form.content().description == u"Par Claire"_s);

    FormContent other = form.content();
    other.description = u"Par Paul"_s; // touched since: that is a step
    form.change(other, { Field::Description });
    form.undoStack().undo();
    CHECK(form.content().description == u"Par Claire"_s);

    theirs.shape = { kQuay, kCanebiere };
    form.takeOver({ Field::Route }, theirs);
    CHECK(form.shape().points() == theirs.shape);
    CHECK_FALSE(form.undoStack().canUndo());
}

TEST_CASE("what somebody else wrote is not put into another kind of event by undo")
{
    FormModel form;
    form.open(contentOf(emptyRecord(EventKind::MovingDemonstration)));
    typeSubject(form, u"Marche"_s);
    form.change(convertedTo(form.content(), EventKind::PlannedOperation, kDay), { Field::Subject });
    form.change(convertedTo(form.content(), EventKind::MovingDemonstration, kDay), { Field::Subject });
    FormContent theirs = contentOf(emptyRecord(EventKind::MovingDemonstration));
    theirs.addresses.front().text = u"Vieux-Port"_s;
    form.takeOver({ Field::Departure }, theirs);
    form.undoStack().undo();
    CHECK(form.content().kind == EventKind::PlannedOperation);
    for (const Address &address : form.content().addresses)
        CHECK(address.text.isEmpty());
    form.undoStack().undo();
    CHECK(form.content().kind == EventKind::MovingDemonstration);
    CHECK(form.content().addresses.front().text == u"Vieux-Port");
}

TEST_CASE("a change of kind is one step, the drawing with it")
{
    FormModel form;
    form.shape().append(kQuay);
    form.shape().append(kCanebiere);
    const FormContent before = form.content();
    form.change(convertedTo(before, EventKind::StaticDemonstration, kDay), { Field::Subject });
    CHECK(form.shape().points().empty());
    CHECK(form.shape().kind() == ShapeModel::Kind::Footprint);
    form.shape().append(kCanebiere);
    form.undoStack().undo();
    form.undoStack().undo();
    CHECK(form.content() == before);
    CHECK(form.shape().kind() == ShapeModel::Kind::Route);
    form.undoStack().undo();
    CHECK(form.shape().points() == LineString { kQuay });
}

TEST_CASE("any edits can all be undone and all be done again, to the same form")
{
    CHECK(rc::check([] {
        FormModel form;
        form.open(contentOf(test::anyRecord()));
        const FormContent first = form.content();
        for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
            if (*rc::gen::arbitrary<bool>())
                form.shape().append(test::anyPoint());
            else
                form.change(contentOf(test::anyRecord()), { Field::Subject });
        }
        const FormContent last = form.content();
        while (form.undoStack().canUndo())
            form.undoStack().undo();
        RC_ASSERT(form.content() == first);
        while (form.undoStack().canRedo())
            form.undoStack().redo();
        RC_ASSERT(form.content() == last);
    }));
}
