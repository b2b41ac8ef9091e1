#include <presentation/densitypalette.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege::presentation;

TEST_CASE("more density is darker, and none is invisible")
{
    CHECK(densityColour(0).alpha() == 0);
    CHECK(densityColour(-1) == densityColour(0));
    CHECK(densityColour(2) == densityColour(1));
    double before = 256;
    for (int step = 0; step <= 100; ++step) {
        const QColor colour = densityColour(step / 100.);
        const double luminance = 0.2126 * colour.red() + 0.7152 * colour.green() + 0.0722 * colour.blue();
        CHECK(luminance < before + 0.5);
        before = luminance;
    }
}

TEST_CASE("of a difference, none is invisible and both ways are as dark, and told apart without red or green")
{
    CHECK(differenceColour(0).alpha() == 0);
    CHECK(differenceColour(-2) == differenceColour(-1));
    CHECK(differenceColour(2) == differenceColour(1));
    for (const double share : { 0.25, 0.5, 0.75, 1. }) {
        const QColor less = differenceColour(-share);
        const QColor more = differenceColour(share);
        CHECK(less.alpha() == more.alpha());
        CHECK(less.blue() > less.red());
        CHECK(more.red() > more.blue()); // the axis that nearly everybody sees
    }
}
