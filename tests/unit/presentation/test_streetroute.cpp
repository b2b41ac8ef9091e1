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

FormContent marchBy(const std::vector<GeoPoint> &places, LineString route = {})
{
    FormContent content;
    content.kind = EventKind::MovingDemonstration;
    for (const GeoPoint place : places)
        content.addresses.push_back({ u"ici"_s, place });
    content.shape = std::move(route);
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
