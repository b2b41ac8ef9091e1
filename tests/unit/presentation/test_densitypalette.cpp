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
