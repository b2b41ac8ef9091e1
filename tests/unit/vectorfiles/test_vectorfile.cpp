#include <vectorfiles/vectorfile.h>

#include <catch2/catch_test_macros.hpp>

#include <cpl_error.h>

using namespace cortege;
using namespace cortege::vectorfiles;
using namespace Qt::StringLiterals;

TEST_CASE("a failure is remembered whatever GDAL says after it, until it has been dealt with")
{
    Complaints complaints;
    CPLError(CE_Warning, CPLE_AppDefined, "%s", "odd");
    CHECK(complaints.failures().isEmpty());
    CHECK(complaints.text() == u"odd"_s);
    CPLError(CE_Failure, CPLE_AppDefined, "%s", "broken");
    CPLError(CE_Warning, CPLE_AppDefined, "%s", "odd again");
    CPLErrorReset();
    CHECK(complaints.failures() == QStringList { u"broken"_s });
    CHECK(complaints.text() == u"broken"_s);
    CPLError(CE_Failure, CPLE_AppDefined, "%s", "lost");
    CPLError(CE_Failure, CPLE_AppDefined, "%s", "gone");
    complaints.keep(2);
    CHECK(complaints.failures() == QStringList { u"broken"_s, u"lost"_s });
    CHECK(complaints.takeFirst() == u"broken"_s);
    CHECK(complaints.text() == u"lost"_s);
    complaints.keep(0);
    CHECK(complaints.text().isEmpty());
}
