#include <geodata/passage.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TEST_CASE("Head and tail pass each street at the stated pace")
{
    const UtcTime begins { 1'800'000'000s };
    const March march { begins, 3, 8'000, 8, 1 };
    Path path;
    path.line = { { 5.37, 43.29 }, { 5.37, 43.30 } };
    path.metres = lengthMetres(path.line);
    path.followed = { { u"Rue de Rome"_s, 0, 600 }, { QString(), 600, 700 }, { u"Rue Dragon"_s, 700, path.metres } };
    path.crossed = { { u"Rue A"_s, { 5.37, 43.295 }, 500 }, { u"Rue B"_s, { 5.37, 43.299 }, 1'000 } };

    CHECK(columnMetres(march) == 1'000);
    const auto found = passages(path, march);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == Passage { u"Rue A"_s, { 5.37, 43.295 }, 500, begins + 10min, begins + 30min });
    CHECK(found[1].street == u"Rue Dragon"_s);
    CHECK(distanceMetres(found[1].position, path.line.front()) == Catch::Approx(700).epsilon(1e-6));
    CHECK(found[1].head == begins + 14min);
    CHECK(found[2].tail == begins + 40min);
    CHECK(walkingTime(1'500, march)->head == 30min);
    CHECK(walkingTime(1'500, march)->tail == 50min);
}

TEST_CASE("Figures that make no sense give no times")
{
    const Path path { { { 5, 43 }, { 5.1, 43 } }, 8'000, { { u"Rue"_s, 0, 8'000 } }, { { u"A"_s, { 5, 43 }, 10 } } };
    for (const double figure : { 0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity() }) {
        CHECK(passages(path, { .kilometresPerHour = figure }).empty());
        CHECK(passages(path, { .widthMetres = figure }).empty());
        CHECK(passages(path, { .peoplePerSquareMetre = figure }).empty());
        CHECK(capacity(figure, 1) == 0);
    }
    CHECK(passages(path, { .people = -1 }).empty());
    CHECK(passages(path, {}).size() == 1);
    CHECK(passages(path, { .kilometresPerHour = 1e-300 }).size() == 1); // some time, and no overflow
    CHECK(capacity(1'000, 2.5) == 2'500);
}
