#include <presentation/routepull.h>
#include <presentation/streetroute.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTemporaryDir>

#include <support/chequeredtown.h>
#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::corner;
using test::kBlock;
using Grip = Pullable::Grip;
using Way = Pullable::Way;

namespace
{

/// A march from one corner of the town along Rue 0 and up Avenue 4, by one waypoint where it turns.
struct Town {
    Town()
    {
        FormContent content;
        content.addresses = { { u"Départ"_s, corner(0, 0) }, named(corner(4, 0)), { u"Arrivée"_s, corner(4, 4) } };
        content.shape = *routeInStep({}, content, places.network());
        form.open(content);
    }
    FormContent content() const { return form.content(); }
    Address named(GeoPoint place) const { return { places.nameOf(place), place }; }
    /// The segment of the route that is nearest to a place.
    int segmentAt(GeoPoint place) const
    {
        const auto &points = form.shape().points();
        int best = -1;
        double least = 1e9;
        for (int i = 0; i + 1 < std::ssize(points); ++i) {
            const GeoPoint a = points[static_cast<size_t>(i)];
            const GeoPoint b = points[static_cast<size_t>(i + 1)];
            const GeoPoint middle { (a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2 };
            if (const double metres = distanceMetres(middle, place); metres < least) {
                least = metres;
                best = i;
            }
        }
        return best;
    }

    QTemporaryDir folder;
    PlaceFinder places { test::townGazetteer(folder.filePath(u"gazetteer"_s)), test::townNetwork() };
    FormModel form;
    RoutePull pull { form, &places };
};

bool passes(const LineString &line, GeoPoint place)
{
    return std::ranges::any_of(line, [&](GeoPoint point) { return distanceMetres(point, place) < 2; });
}

GeoPoint between(GeoPoint a, GeoPoint b) { return { (a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2 }; }

} // namespace

TEST_CASE("a route pulled into another street gets a waypoint there, named, in one step")
{
    Town town;
    const auto before = town.content();
    const Pullable::Hold hold { Grip::Stretch, town.segmentAt(between(corner(1, 0), corner(2, 0))) };
    REQUIRE(town.pull.canPull(hold));
    const GeoPoint to = between(corner(1, 1), corner(2, 1));
    const auto preview = town.pull.preview(hold, { to.longitude, to.latitude + kBlock / 8 }, Way::ByStreet);
    REQUIRE(preview);
    CHECK(preview->hasWays);
    CHECK(town.content() == before);

    town.pull.drop(hold, { to.longitude, to.latitude + kBlock / 8 }, Way::ByStreet);
    const auto after = town.content();
    REQUIRE(after.addresses.size() == 4);
    CHECK(after.addresses[0] == before.addresses[0]);
    CHECK(after.addresses[2] == before.addresses[1]);
    CHECK(after.addresses[1].text.contains(u"Rue 1"));
    CHECK(distanceMetres(*after.addresses[1].position, to) < 2); // on the street, not where the pointer was
    CHECK(passes(after.shape, *after.addresses[1].position));
    CHECK(after.shape == preview->shape);
    CHECK(town.form.undoStack().count() == 1);
    town.form.undoStack().undo();
    CHECK(town.content() == before);
}

TEST_CASE("only the stretch that is pulled changes")
{
    Town town;
    FormContent content = town.content();
    const GeoPoint byHand { corner(4, 2).longitude + kBlock / 3, corner(4, 2).latitude };
    content.shape.insert(content.shape.end() - 1, byHand); // on the second stretch
    town.form.open(content);
    town.pull.drop({ Grip::Stretch, town.segmentAt(between(corner(1, 0), corner(2, 0))) }, corner(2, 2), Way::ByStreet);
    CHECK(passes(town.content().shape, corner(2, 2)));
    CHECK(std::ranges::contains(town.content().shape, byHand));
}

TEST_CASE("an address that is pulled is renamed, and both its stretches follow")
{
    Town town;
    town.pull.drop({ Grip::Marker, 1 }, corner(2, 3), Way::ByStreet);
    const auto after = town.content();
    REQUIRE(after.addresses.size() == 3);
    CHECK(after.addresses[1].text == town.places.nameOf(*after.addresses[1].position));
    CHECK(after.addresses[1].text != town.named(corner(4, 0)).text);
    CHECK(passes(after.shape, corner(2, 3)));
    CHECK(passes(after.shape, corner(0, 0)));
    CHECK(passes(after.shape, corner(4, 4)));
    CHECK_FALSE(passes(after.shape, corner(4, 0)));
    town.pull.drop({ Grip::Marker, 0 }, corner(1, 3), Way::ByStreet);
    CHECK(passes(town.content().shape, corner(1, 3)));
    CHECK_FALSE(passes(town.content().shape, corner(0, 0)));
}

TEST_CASE("what the agent wrote stays when the marker is pulled; what was chosen from the proposals does not")
{
    Town town;
    town.pull.drop({ Grip::Marker, 0 }, corner(1, 3), Way::ByStreet);
    CHECK(town.content().addresses[0].text == u"Départ");
    CHECK(distanceMetres(*town.content().addresses[0].position, corner(1, 3)) < 2);

    FormContent content = town.content();
    const auto proposed = town.places.suggestions(u"avenue 3"_s, {}).front().address;
    content.addresses[0] = proposed;
    town.form.open(content);
    town.pull.drop({ Grip::Marker, 0 }, corner(1, 1), Way::ByStreet);
    CHECK(town.content().addresses[0].text == town.places.nameOf(*town.content().addresses[0].position));

    const auto told = town.places.march(u"angle Rue 0 / Avenue 1 – Rue 3"_s, {});
    for (const Address &address : told.addresses)
        CHECK(town.places.hasNamed(address));
    CHECK_FALSE(town.places.hasNamed({ u"Rue 3, devant le kiosque"_s, corner(1, 3) }));
    CHECK_FALSE(town.places.hasNamed({ u"Rue 3"_s, std::nullopt }));
}

TEST_CASE("by free hand the route takes the place in and stays as it was elsewhere")
{
    Town town;
    const auto before = town.content();
    const int segment = town.segmentAt(between(corner(1, 0), corner(2, 0)));
    const GeoPoint nowhere { corner(1, 0).longitude + kBlock / 2, corner(1, 0).latitude + kBlock / 2 };
    town.pull.drop({ Grip::Stretch, segment }, nowhere, Way::FreeHand);
    auto after = town.content();
    auto expected = before.shape;
    expected.insert(expected.begin() + segment + 1, nowhere);
    CHECK(after.shape == expected);
    CHECK(after.addresses[1].position == nowhere);

    town.pull.drop({ Grip::Marker, 1 }, corner(3, 5), Way::FreeHand);
    after = town.content();
    CHECK(after.addresses[1].position == corner(3, 5));
    CHECK(after.shape.size() == expected.size());
    CHECK(std::ranges::contains(after.shape, corner(3, 5)));
    CHECK_FALSE(std::ranges::contains(after.shape, nowhere));
}

TEST_CASE("two pulls are two steps, whatever the places are called")
{
    Town town;
    town.pull.drop({ Grip::Marker, 1 }, corner(2, 3), Way::ByStreet);
    FormContent content = town.content();
    // One character more at the end, as if it had been typed.
    content.addresses[1].text += u'x';
    content.addresses[1].position = corner(2, 2);
    town.form.changeWithShape(content, placeOfAddress(content, 1));
    content.addresses[1].text += u'y';
    content.addresses[1].position = corner(2, 1);
    town.form.changeWithShape(content, placeOfAddress(content, 1));
    CHECK(town.form.undoStack().count() == 3);
}

TEST_CASE("what lies outside all addresses, and what is there no more, cannot be pulled")
{
    Town town;
    const auto before = town.content();
    for (const Pullable::Hold hold :
        { Pullable::Hold { Grip::Marker, 3 }, { Grip::Marker, -1 }, { Grip::Stretch, -1 }, { Grip::Stretch, 4'000 } }) {
        CHECK_FALSE(town.pull.canPull(hold));
        CHECK_FALSE(town.pull.preview(hold, corner(2, 2), Way::ByStreet));
        town.pull.drop(hold, corner(2, 2), Way::FreeHand);
    }
    CHECK(town.content() == before);

    FormContent drawn = before;
    for (Address &address : drawn.addresses)
        address.position.reset();
    town.form.open(drawn);
    CHECK_FALSE(town.pull.canPull({ Grip::Stretch, 0 }));
    CHECK_FALSE(RoutePull(town.form, nullptr).canPull({ Grip::Stretch, 0 }));
}

TEST_CASE("without a territory an address is moved and keeps its name; the drawing stays")
{
    FormModel form;
    FormContent content;
    content.kind = EventKind::StaticDemonstration;
    content.addresses = { { u"Devant la mairie"_s, corner(0, 0) } };
    content.shape = { corner(0, 0), corner(1, 0), corner(1, 1) };
    form.open(content);
    RoutePull(form, nullptr).drop({ Grip::Marker, 0 }, corner(1, 1), Way::ByStreet);
    content.addresses[0].position = corner(1, 1);
    CHECK(form.content() == content);
}

TEST_CASE("whatever is pulled wherever, what was seen is what comes, and all of it can be undone")
{
    Town town;
    const auto start = town.content();
    REQUIRE(rc::check([&] {
        town.form.open(start);
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
            const Pullable::Hold hold { *rc::gen::element(Grip::Marker, Grip::Stretch), *rc::gen::inRange(-1, 12) };
            const GeoPoint to { 5.37 + *rc::gen::inRange(-20, 80) * kBlock / 10,
                43.292 + *rc::gen::inRange(-20, 80) * kBlock / 10 };
            const Way way = *rc::gen::element(Way::ByStreet, Way::FreeHand);
            const auto preview = town.pull.preview(hold, to, way);
            RC_ASSERT(preview.has_value() == town.pull.canPull(hold));
            const auto before = town.content();
            town.pull.drop(hold, to, way);
            RC_ASSERT(town.content().shape == (preview ? preview->shape : before.shape));
        }
        while (town.form.undoStack().canUndo())
            town.form.undoStack().undo();
        RC_ASSERT(town.content() == start);
    }));
}
