#include <presentation/addressesinstep.h>
#include <presentation/coordinates.h>
#include <presentation/formmodel.h>
#include <presentation/streetroute.h>

#include <domain/personaldata.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTemporaryDir>

#include <support/chequeredtown.h>
#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::corner;
using test::kBlock;

namespace
{

/// A form in the invented town, its route and addresses in step both ways.
struct DrawnTown {
    explicit DrawnTown(const std::vector<Address> &addresses = { {}, {} }, LineString route = {})
    {
        FormContent content;
        content.addresses = addresses;
        content.shape = std::move(route);
        form.open(content);
        form.setShapeFollower(
            [this](const auto &before, const auto &after) { return routeInStep(before, after, places.network()); });
        form.setAddressFollower(
            [this](const auto &before, const auto &drawn) { return addressesInStep(before, drawn, &places); });
    }
    ShapeModel &shape() { return form.shape(); }
    std::vector<Address> addresses() const { return form.content().addresses; }
    Address named(GeoPoint place) const { return { places.nameOf(place), place }; }

    QTemporaryDir folder;
    PlaceFinder places { test::townGazetteer(folder.filePath(u"gazetteer"_s)), test::townNetwork() };
    FormModel form;
};

const Address kNone {};

} // namespace

TEST_CASE("the ends of a route that is drawn without addresses become departure and arrival, in its steps")
{
    DrawnTown town;
    town.shape().append(corner(0, 0));
    CHECK(town.addresses() == std::vector { kNone, kNone });
    town.shape().append(corner(3, 0));
    const std::vector two { town.named(corner(0, 0)), town.named(corner(3, 0)) };
    CHECK(town.addresses() == two);
    CHECK(two[1].text.contains(u"Rue 0"));
    town.shape().append(corner(3, 4)); // drawn on
    const std::vector further { town.named(corner(0, 0)), town.named(corner(3, 4)) };
    CHECK(town.addresses() == further);
    auto &undo = town.form.undoStack();
    CHECK(undo.count() == 3);
    undo.undo();
    CHECK(town.addresses() == two);
    undo.undo();
    CHECK(town.addresses() == std::vector { kNone, kNone });
    CHECK(town.shape().count() == 1);
    undo.redo();
    undo.redo();
    CHECK(town.addresses() == further);
    town.shape().remove(2); // and one vertex back
    CHECK(town.addresses() == two);
}

TEST_CASE("a route from a file gives empty addresses its ends in one step, and leaves others alone")
{
    const LineString file { corner(1, 1), corner(2, 2), corner(4, 5) };
    DrawnTown town({ {}, { u"Étape"_s, corner(2, 2) }, {} });
    town.shape().replace(file, u"import"_s);
    CHECK(town.addresses()
        == std::vector { town.named(corner(1, 1)), Address { u"Étape"_s, corner(2, 2) }, town.named(corner(4, 5)) });
    CHECK(town.form.undoStack().count() == 1);
    town.form.undoStack().undo();
    CHECK(town.addresses().front() == kNone);
    CHECK(town.shape().count() == 0);

    for (const Address &departure : { Address { u"Gare"_s, std::nullopt }, Address { {}, corner(0, 0) } }) {
        DrawnTown half({ departure, {} });
        half.shape().replace(file, u"import"_s);
        CHECK(half.addresses() == std::vector { departure, kNone });
    }
    DrawnTown emptied({ {}, {} }, file); // both were taken away: adjusting the drawing does not bring them back
    emptied.shape().move(1, corner(2, 3));
    CHECK(emptied.addresses() == std::vector { kNone, kNone });
}

TEST_CASE("where no name is known, an end is called by its coordinates, which are nobody's personal data")
{
    FormContent content;
    content.addresses = { {}, {} };
    const auto addresses = addressesInStep(content, { corner(0, 0), corner(3, 1) }, nullptr);
    REQUIRE(addresses);
    for (const auto &[address, place] :
        { std::pair { addresses->front(), corner(0, 0) }, std::pair { addresses->back(), corner(3, 1) } }) {
        CHECK(address.position == place);
        CHECK(distanceMetres(readCoordinates(address.text).value(), place) < 0.2);
        CHECK(findPersonalData(address.text, TextUse::Address).empty());
    }
    const Address moved = movedTo(addresses->back(), corner(2, 2), nullptr);
    CHECK(distanceMetres(readCoordinates(moved.text).value(), corner(2, 2)) < 0.2);
}

TEST_CASE("a vertex at which an address stands takes it along, in the one step of the drag")
{
    DrawnTown town({ {}, {}, {} }, { corner(0, 0), corner(2, 0), corner(2, 2), corner(4, 2) });
    FormContent content = town.form.content();
    content.addresses
        = { town.named(corner(0, 0)), { u"Devant le kiosque"_s, corner(2, 2) }, town.named(corner(4, 2)) };
    town.form.open(content);
    const int drag = town.shape().nextGesture();
    town.shape().move(3, corner(4, 3), drag);
    town.shape().move(3, corner(5, 4), drag);
    CHECK(town.addresses()[2] == town.named(corner(5, 4)));
    CHECK(town.addresses()[0] == content.addresses[0]);
    CHECK(town.form.undoStack().count() == 1);

    town.shape().move(2, corner(2, 3)); // a middle one, where the agent wrote
    CHECK(town.addresses()[1] == Address { u"Devant le kiosque"_s, corner(2, 3) });
    town.shape().move(1, corner(1, 0)); // where none stands
    CHECK(town.addresses()[0] == content.addresses[0]);
    auto &undo = town.form.undoStack();
    while (undo.canUndo())
        undo.undo();
    CHECK(town.form.content() == content);
    while (undo.canRedo())
        undo.redo();
    CHECK(town.addresses()[1].position == corner(2, 3));
    CHECK(town.addresses()[2] == town.named(corner(5, 4)));
}

TEST_CASE("a drag that is taken back leaves addresses as they were called, and no step")
{
    DrawnTown town({ {}, {} }, { corner(0, 0), corner(2, 0) });
    FormContent content = town.form.content();
    const auto proposed = town.places.suggestions(u"Rue 0"_s, {}).front().address; // not as `nameOf` calls the corner
    content.addresses = { { proposed.text, corner(0, 0) }, town.named(corner(2, 0)) };
    REQUIRE(proposed.text != town.named(corner(0, 0)).text);
    town.form.open(content);
    const int drag = town.shape().nextGesture();
    town.shape().move(0, corner(0, 3), drag);
    CHECK(town.addresses().front() == town.named(corner(0, 3)));
    town.shape().revert(drag);
    CHECK(town.form.content() == content);
    CHECK_FALSE(town.form.undoStack().canUndo());
    CHECK_FALSE(town.form.undoStack().canRedo());
}

TEST_CASE("an address whose text somebody wrote, or that stands elsewhere, does not follow an end that is drawn on")
{
    for (const Address &arrival : { Address { u"Parvis"_s, corner(2, 0) }, Address { u"Rue 1"_s, corner(2, 1) } }) {
        DrawnTown town({ {}, arrival }, { corner(0, 0), corner(2, 0) });
        town.shape().append(corner(4, 0));
        CHECK(town.addresses().back() == arrival);
    }
}

TEST_CASE("what a colleague made of an address meanwhile is not undone with the drawing")
{
    DrawnTown town;
    town.shape().replace({ corner(0, 0), corner(3, 0) }, u"import"_s);
    FormContent theirs;
    theirs.addresses = { { u"Gare"_s, std::nullopt }, {} };
    town.form.takeOver({ Field::Departure }, theirs);
    town.form.undoStack().undo();
    CHECK(town.addresses() == std::vector { Address { u"Gare"_s, std::nullopt }, kNone });
}

TEST_CASE("whatever is drawn, all of it can be undone and done again, addresses included")
{
    REQUIRE(rc::check([] {
        static DrawnTown town;
        FormContent start;
        start.addresses.resize(static_cast<size_t>(*rc::gen::inRange(2, 4)));
        town.form.open(start);
        for (int i = *rc::gen::inRange(1, 9); i > 0; --i) {
            const GeoPoint at = corner(*rc::gen::inRange(0, 6), *rc::gen::inRange(0, 6));
            const int count = town.shape().count();
            const int vertex = *rc::gen::inRange(0, count + 1);
            const int what = *rc::gen::inRange(0, 4);
            if (what == 0 || vertex == count)
                town.shape().insert(vertex, at);
            else if (what == 1)
                town.shape().remove(vertex);
            else
                town.shape().move(vertex, at, *rc::gen::inRange(0, 3));
        }
        const FormContent end = town.form.content();
        auto &undo = town.form.undoStack();
        while (undo.canUndo())
            undo.undo();
        RC_ASSERT(town.form.content() == start);
        while (undo.canRedo())
            undo.redo();
        RC_ASSERT(town.form.content() == end);
    }));
}
