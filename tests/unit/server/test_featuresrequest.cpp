#include "features/featuresrequest.h"

#include <domain/fact.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>
#include <support/records.h>

using namespace cortege;
using namespace cortege::server;
using cortege::test::utc;
using namespace Qt::StringLiterals;

namespace
{

auto readTarget(const QByteArray &path, const QByteArray &query = {})
{
    return readFeaturesRequest({ path, query, std::nullopt });
}
/// Of a refusal; 0 where it was read.
int featuresStatus(const QByteArray &path, const QByteArray &query = {})
{
    const auto read = readTarget(path, query);
    if (!read)
        CHECK_FALSE(read.error().detail.isEmpty());
    return read ? 0 : read.error().status;
}
ItemsPage itemsPage(const QByteArray &query)
{
    const auto read = readTarget("/collections/visites-officielles/items", query);
    INFO(query.toStdString());
    REQUIRE(read);
    return std::get<ItemsPage>(*read);
}
int itemsStatus(const QByteArray &query) { return featuresStatus("/collections/faits/items", query); }

} // namespace

TEST_CASE("each path is its page, and any other is none")
{
    CHECK(std::holds_alternative<LandingPage>(*readTarget("/")));
    CHECK(std::holds_alternative<ApiDefinition>(*readTarget("/api", "f=json")));
    CHECK(std::holds_alternative<ConformancePage>(*readTarget("/conformance")));
    CHECK(std::holds_alternative<CollectionsPage>(*readTarget("/collections")));
    for (const FeatureCollection one : kFeatureCollections) {
        const QByteArray path = "/collections/" + QByteArray(name(one).latin1());
        CHECK(std::get<CollectionPage>(*readTarget(path)).collection == one);
        CHECK(std::get<ItemsPage>(*readTarget(path + "/items")).collection == one);
        CHECK(std::get<ItemPage>(*readTarget(path + "/items/12.3")).id == u"12.3");
    }
    for (const char *none : { "", "/x", "//", "/collections/", "/collections/x", "/collections/faits/", "/api/",
             "/collections/faits/items/", "/collections/faits/items/1/2", "/collections/faits/item" })
        CHECK(featuresStatus(none) == 404);
    CHECK(featuresStatus("/collections/faits/items/" + QByteArray(65, '1')) == 404);
}

TEST_CASE("parameters are read as the standard writes them")
{
    const ItemsPage bare = itemsPage({});
    CHECK(bare.limit == kFeaturesDefault);
    CHECK((!bare.box && !bare.time && !bare.after));

    const ItemsPage all = itemsPage("limit=7&bbox=5.3,43.2,5.4,43.3&datetime=2026-05-01T12:00:00Z&after=12.345&f=json");
    CHECK(all.limit == 7);
    CHECK(all.box == BoxFilter { 5.3, 43.2, 5.4, 43.3 });
    CHECK(all.time == TimeFilter { utc(u"2026-05-01T12:00:00Z"), utc(u"2026-05-01T12:00:00Z") });
    CHECK(all.after == FeaturePlace { 12, 345 });
    CHECK(all.query == "limit=7&bbox=5.3,43.2,5.4,43.3&datetime=2026-05-01T12:00:00Z&f=json");

    CHECK(itemsPage("limit=1000000000000").limit == kFeaturesMost);
    CHECK(itemsPage("bbox=5.3,43.2,-10,5.4,43.3,900").box == BoxFilter { 5.3, 43.2, 5.4, 43.3 });
    CHECK(itemsPage("bbox=5.3%2C43.2%2C5.4%2C43.3").box == BoxFilter { 5.3, 43.2, 5.4, 43.3 });
    const auto begin = utc(u"2026-05-01T10:00:00Z");
    CHECK(itemsPage("datetime=2026-05-01T12:00:00+02:00/..").time == TimeFilter { begin, {} });
    CHECK(itemsPage("datetime=2026-05-01T12:00:00%2B02:00%2F").time == TimeFilter { begin, {} });
    CHECK(itemsPage("datetime=../2026-05-01T10:00:00Z").time == TimeFilter { {}, begin });
    CHECK(itemsPage("datetime=/2026-05-01T10:00:00Z").time == TimeFilter { {}, begin });
}

TEST_CASE("a parameter that is unknown, comes twice or is not of its kind is refused")
{
    for (const char *wrong : { "limit=0", "limit=-1", "limit=many", "limit=", "limit=1&limit=2", "bbox=1,2,3",
             "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=1,5,2,4", "bbox=nan,1,2,3", "bbox=1,2,inf,4", "datetime=2026",
             "datetime=../..", "datetime=/", "datetime=..", "datetime=2026-05-02T00:00:00Z/2026-05-01T00:00:00Z",
             "datetime=2026-05-01T00:00:00", "datetime=a/b/c", "after=", "after=-1", "after=1.", "after=1.4096",
             "after=1.2147483647", "after=x", "f=html", "crs=x", "bbox-crs=x", "x" })
        CHECK(itemsStatus(wrong) == 400);
    CHECK(featuresStatus("/collections", "limit=3") == 400); // a parameter of another page
    CHECK(featuresStatus("/collections/faits/items/1", "bbox=1,2,3,4") == 400);
    CHECK(featuresStatus("/nowhere", "x=1") == 404);
}

TEST_CASE("a box may lie across the antimeridian")
{
    const GeoBox marseille { { 5.2, 43.1 }, { 5.5, 43.4 } };
    const GeoBox fiji { { 177, -19 }, { 179, -16 } };
    const GeoBox samoa { { -173, -14 }, { -171, -13 } };
    const BoxFilter pacific { 170, -30, -170, 0 };
    CHECK(pacific.meets(fiji));
    CHECK(pacific.meets(samoa));
    CHECK_FALSE(pacific.meets(marseille));
    const BoxFilter city { 5.3, 43.2, 5.35, 43.25 };
    CHECK(city.meets(marseille));
    CHECK_FALSE(city.meets(fiji));
    CHECK(BoxFilter { 5.5, 43.4, 6, 44 }.meets(marseille)); // the border belongs to it
}

TEST_CASE("a place in pages is read as it was written")
{
    REQUIRE(rc::check([] {
        const FeaturePlace place { *rc::gen::inRange<qint64>(0, std::numeric_limits<qint64>::max()),
            *rc::gen::inRange(0, cortege::limits::kFactsInBlock) };
        RC_ASSERT(FeaturePlace::parse(place.toString()) == place);
    }));
}
