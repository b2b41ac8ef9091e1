#include <densitylayer.h>

#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace cortege;

TEST_CASE("cells keep sixteen bits, and what is no number is nothing")
{
    presentation::DensityField field;
    field.columns = 3;
    field.rows = 2;
    field.maximum = 4;
    field.values = { 0, 1, 4, 8, -1, std::numeric_limits<float>::quiet_NaN() };
    const QImage image = map::packedField(field);
    const auto value = [&](int column, int row) {
        const uchar *pixel = image.constScanLine(row) + ptrdiff_t { 4 } * column;
        return pixel[0] * 256 + pixel[1];
    };
    CHECK(value(0, 0) == 0);
    CHECK(value(1, 0) == 16384);
    CHECK(value(2, 0) == 65535);
    CHECK(value(0, 1) == 65535);
    CHECK(value(1, 1) == 0);
    CHECK(value(2, 1) == 0);
}
