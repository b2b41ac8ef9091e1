#include <presentation/formmodel.h>
#include <presentation/streetroute.h>

#include <catch2/catch_test_macros.hpp>

#include <support/chequeredtown.h>
#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::corner;

namespace
{

FormContent marchBy(const std::vector<GeoPoint> &places, const LineString &route = {})
{
    FormContent content;
    content.kind = EventKind::MovingDemonstration;
    for (const GeoPoint place : places)
        content.addresses.push_back({ u"ici"_s, place });
    content.shape = route;
    return content;
}

double metresBetween(const LineString &line, GeoPoint point)
{
    double least = 1e9;
    for (const GeoPoint vertex : line)
        least = std::min(least, distanceMetres(vertex, point));
    return least;
}

} // namespace

TEST_CASE("two addresses give a route along the streets")
{
    const auto network = test::townNetwork();
    const auto route = routeInStep(marchBy({}), marchBy({ corner(0, 0), corner(3, 2) }), network);
    REQUIRE(route);
    CHECK(metresBetween(*route, corner(0, 0)) < 1);
    CHECK(metresBetween(*route, corner(3, 2)) < 1);
    // Not as the crow flies: along one side and the other.
    CHECK(std::abs(lengthMetres(*route) - lengthMetres({ corner(0, 0), corner(3, 0), corner(3, 2) })) < 5);
}

TEST_CASE("a changed address changes its own stretches and no other")
{
    const auto network = test::townNetwork();
    const std::vector places { corner(0, 0), corner(2, 0), corner(4, 0), corner(4, 4) };
    FormContent before = marchBy(places);
    before.shape = *routeInStep(marchBy({}), before, network);
    // The first stretch was corrected by hand.
    const GeoPoint byHand { corner(1, 0).longitude, corner(1, 0).latitude - 0.0002 };
    before.shape.insert(before.shape.begin() + 1, byHand);

    FormContent after = before;
    after.addresses.back().position = corner(2, 1);
    const auto route = routeInStep(before, after, network);
    REQUIRE(route);
    CHECK(std::ranges::contains(*route, byHand));
    CHECK(metresBetween(*route, corner(2, 1)) < 1);
    CHECK(metresBetween(*route, corner(4, 4)) > 50);

    after.addresses.front().position = corner(0, 1);
    CHECK_FALSE(std::ranges::contains(*routeInStep(before, after, network), byHand));
}

TEST_CASE("a drawing between two addresses alone is led to the one that changes, and stays elsewhere")
{
    const auto network = test::townNetwork();
    // Through the yards, where no street is.
    const auto yard = [](int column, int row) {
        return GeoPoint { corner(column, row).longitude + test::kBlock / 2,
            corner(column, row).latitude + test::kBlock / 2 };
    };
    const LineString drawn { yard(0, 0), yard(1, 0), yard(2, 0), yard(3, 0), yard(3, 1), yard(3, 2) };
    const FormContent before = marchBy({ drawn.front(), drawn.back() }, drawn);
    const auto ledTo = [&](GeoPoint arrival) {
        FormContent after = before;
        after.addresses.back().position = arrival;
        return routeInStep(before, after, network).value();
    };
    const auto beginsWith = [](const LineString &route, std::span<const GeoPoint> part) {
        return route.size() >= part.size() && std::ranges::equal(std::span(route).first(part.size()), part);
    };
    SECTION("farther: it goes on")
    {
        const auto route = ledTo(corner(5, 5));
        CHECK(beginsWith(route, drawn));
        CHECK(metresBetween(route, corner(5, 5)) < 1);
    }
    SECTION("back beside it: it ends there")
    {
        const GeoPoint beside { yard(3, 1).longitude + 0.0001, yard(3, 1).latitude + 0.0001 };
        const auto route = ledTo(beside);
        CHECK(beginsWith(route, std::span(drawn).first(5)));
        CHECK(route.size() == 6);
        CHECK(distanceMetres(route.back(), beside) < 12);
    }
    SECTION("where it was long before: no more is cut off than the address has moved")
    {
        const LineString loop { yard(0, 0), yard(4, 0), yard(4, 4), yard(0, 4), yard(0, 1) };
        const FormContent round = marchBy({ loop.front(), loop.back() }, loop);
        FormContent after = round;
        after.addresses.back().position = yard(0, 0);
        CHECK(beginsWith(routeInStep(round, after, network).value(), loop));
    }
    SECTION("another departure, likewise")
    {
        FormContent after = before;
        after.addresses.front().position = corner(0, 5);
        auto route = routeInStep(before, after, network).value();
        CHECK(metresBetween({ route.front() }, corner(0, 5)) < 1);
        std::ranges::reverse(route);
        LineString back = drawn;
        std::ranges::reverse(back);
        CHECK(beginsWith(route, back));
    }
    SECTION("a waypoint that the drawing passes changes nothing that is seen")
    {
        FormContent after = before;
        const GeoPoint beside { (yard(1, 0).longitude + yard(2, 0).longitude) / 2, yard(1, 0).latitude + 0.0001 };
        after.addresses.insert(after.addresses.begin() + 1, Address { u"là"_s, beside });
        const auto route = routeInStep(before, after, network).value();
        CHECK(route.size() == drawn.size() + 1);
        CHECK(std::abs(lengthMetres(route) - lengthMetres(drawn)) < 0.1);
        CHECK(metresBetween(route, beside) < 12);
    }
    SECTION("a waypoint elsewhere is gone by, and only what is about as near as it changes")
    {
        FormContent after = before;
        after.addresses.insert(after.addresses.begin() + 1, Address { u"là"_s, corner(2, 2) });
        const auto route = routeInStep(before, after, network).value();
        CHECK(metresBetween(route, corner(2, 2)) < 1);
        CHECK(beginsWith(route, std::span(drawn).first(1)));
        CHECK(route.back() == drawn.back());
        CHECK(std::ranges::contains(route, yard(3, 1)));
    }
    SECTION("both are others: it is another march")
    {
        const auto route = routeInStep(before, marchBy({ corner(0, 0), corner(1, 0) }, drawn), network).value();
        CHECK_FALSE(std::ranges::contains(route, yard(3, 0)));
    }
}

TEST_CASE("where no street leads the route goes straight")
{
    const auto network = test::townNetwork();
    const GeoPoint far { 5.6, 43.6 };
    const auto route = routeInStep(marchBy({}), marchBy({ corner(0, 0), far }), network);
    CHECK(route == LineString { corner(0, 0), far });
}

TEST_CASE("a route without a reason to change stays")
{
    const auto network = test::townNetwork();
    FormContent content = marchBy({ corner(0, 0), corner(3, 2) }, { corner(0, 0), corner(5, 5) });
    FormContent renamed = content;
    renamed.addresses.front().text = u"là"_s;
    CHECK_FALSE(routeInStep(content, renamed, network));
    FormContent single = content;
    single.addresses.back().position.reset();
    CHECK_FALSE(routeInStep(content, single, network));
    CHECK_FALSE(routeInStep(marchBy({}, content.shape), content, network));
    renamed.kind = EventKind::StaticDemonstration;
    CHECK_FALSE(routeInStep(content, renamed, network));
}

TEST_CASE("places keep their order on a line that comes back to itself")
{
    const LineString loop { corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0) };
    CHECK(verticesOf({ corner(0, 0), corner(1, 1), corner(0, 0) }, loop) == std::vector<size_t> { 0, 2, 4 });
    CHECK(verticesOf({ corner(0, 0) }, {}).empty());
    REQUIRE(rc::check([] {
        const auto line = *rc::gen::nonEmpty(rc::gen::container<LineString>(rc::gen::exec(test::anyPoint)));
        const auto places = *rc::gen::container<LineString>(rc::gen::exec(test::anyPoint));
        const auto vertices = verticesOf(places, line);
        RC_ASSERT(vertices.size() == places.size());
        RC_ASSERT(std::ranges::is_sorted(vertices));
    }));
}

TEST_CASE("the route follows an address in one step to undo")
{
    const auto network = test::townNetwork();
    FormModel form;
    form.open(marchBy({ corner(0, 0), corner(3, 0) }));
    form.setShapeFollower([&](const auto &before, const auto &after) { return routeInStep(before, after, network); });
    FormContent moved = form.content();
    moved.addresses.back().position = corner(3, 3);
    form.change(moved, { Field::Arrival });
    CHECK(metresBetween(form.content().shape, corner(3, 3)) < 1);
    CHECK(form.undoStack().count() == 1);
    form.undoStack().undo();
    CHECK(form.content() == marchBy({ corner(0, 0), corner(3, 0) }));
    form.undoStack().redo();
    CHECK(metresBetween(form.content().shape, corner(3, 3)) < 1);
}
