#include <presentation/factcloud.h>
#include <presentation/factlens.h>
#include <presentation/factselection.h>
#include <presentation/snapshot.h>

#include <support/facts.h>
#include <support/records.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint32 kWest = 53'500'000; ///< 1e-7 degrees
constexpr qint32 kSouth = 432'800'000;
constexpr qint32 kSide = 400'000; ///< 3 km by 4
const UtcTime kBegin { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 1 } };
constexpr int kMinutes = 20 * 24 * 60;

KnownSource known(SourceNumber number, const QString &id)
{
    return { number, test::source(id), { PersonId::make(), {} }, kBegin, 0 };
}
const std::vector<KnownSource> &twoSources()
{
    static const std::vector<KnownSource> kSources { known(3, u"un"_s), known(7, u"deux"_s) };
    return kSources;
}

/// In Marseille and, few of them, elsewhere; often in one place, at one time, always there or lasting.
Fact anyFactHere()
{
    const double longitude = (kWest + 1'000 * *rc::gen::inRange(0, kSide / 1'000)) / FactColumns::kPerDegree;
    const double latitude = (kSouth + 1'000 * *rc::gen::inRange(0, kSide / 1'000)) / FactColumns::kPerDegree;
    Fact fact { { longitude, latitude }, {}, *rc::gen::inRange<quint16>(0, 2),
        static_cast<float>(*rc::gen::inRange(0, 40)) / 4 };
    if (*rc::gen::inRange(0, 20) == 0)
        fact.place = { -70.5, -33.25 };
    if (*rc::gen::inRange(0, 8) != 0) {
        const UtcTime begin = kBegin + std::chrono::minutes { *rc::gen::inRange(0, kMinutes) };
        const int lasts = *rc::gen::element(0, 0, 0, 60, 3'000);
        fact.when = UtcInterval { begin, begin + std::chrono::minutes { lasts } };
    }
    return fact;
}
FactCloud::News anyNews(int most)
{
    FactCloud::News news;
    for (int i = *rc::gen::inRange(0, most); i > 0; --i) {
        news.columns.append(anyFactHere());
        news.sourceOf.push_back(*rc::gen::element<quint16>(3, 7));
    }
    return news;
}
FactChoice anyChoice()
{
    FactChoice choice;
    const UtcTime begin = kBegin + std::chrono::minutes { *rc::gen::inRange(0, kMinutes) };
    choice.window = tension::factWindow({ begin, begin + std::chrono::minutes { *rc::gen::inRange(1, kMinutes) } });
    if (*rc::gen::arbitrary<bool>())
        choice.hours = tension::hoursOfWeek(0x3ff00, 0x1f);
    choice.hidden = *rc::gen::container<std::vector<bool>>(4, rc::gen::arbitrary<bool>());
    return choice;
}
GeoBox anyBox()
{
    const auto edge = [](qint32 from) {
        const auto [a, b] = std::minmax({ *rc::gen::inRange(0, kSide), *rc::gen::inRange(0, kSide) });
        return std::pair((from + a) / FactColumns::kPerDegree, (from + b + 1) / FactColumns::kPerDegree);
    };
    const auto [west, east] = edge(kWest);
    const auto [south, north] = edge(kSouth);
    return { { west, south }, { east, north } };
}

/// As it came, with nothing of the cloud's order.
bool isChosen(const Fact &fact, size_t category, const FactChoice &choice)
{
    if (category < choice.hidden.size() && choice.hidden[category])
        return false;
    if (!fact.when)
        return true;
    const auto seconds = [](UtcTime time) { return tension::factTime(time); };
    const auto begin = seconds(fact.when->begin);
    const auto end = seconds(fact.when->end);
    const bool isIn = begin == end ? choice.window.begin <= begin && begin < choice.window.end
                                   : begin < choice.window.end && choice.window.begin < end;
    return isIn && choice.hours[static_cast<size_t>(tension::hourOfWeek(begin))];
}
size_t categoryOf(const FactCloud::News &news, size_t i)
{
    return news.columns.category[i] + (news.sourceOf[i] == 7 ? size_t { 2 } : 0);
}
bool liesIn(const GeoBox &box, const FactColumns &columns, size_t i)
{
    const auto unit = [](double degrees) { return std::llround(degrees * FactColumns::kPerDegree); };
    return unit(box.southWest.longitude) <= columns.longitude[i]
        && columns.longitude[i] <= unit(box.northEast.longitude) && unit(box.southWest.latitude) <= columns.latitude[i]
        && columns.latitude[i] <= unit(box.northEast.latitude);
}
qint64 bruteCount(const FactCloud::News &news, const FactChoice &choice, const GeoBox &box)
{
    qint64 count = 0;
    for (size_t i = 0; i < news.columns.size(); ++i)
        count += isChosen(news.columns.at(i), categoryOf(news, i), choice) && liesIn(box, news.columns, i) ? 1 : 0;
    return count;
}
qint64 sumOf(const std::vector<FactTally> &tallies)
{
    return std::accumulate(tallies.begin(), tallies.end(), qint64 { 0 },
        [](qint64 sum, const FactTally &tally) { return sum + tally.facts; });
}

FactCloud::News newsOf(const std::vector<Fact> &facts, quint16 source)
{
    FactCloud::News news;
    for (const Fact &fact : facts) {
        news.columns.append(fact);
        news.sourceOf.push_back(source);
    }
    return news;
}

} // namespace

TEST_CASE("a place of the world comes back within a centimetre, and order is kept")
{
    REQUIRE(rc::check([] {
        const GeoPoint place { kWest / FactColumns::kPerDegree + *rc::gen::inRange(0, kSide) / 1e7, 43.3 };
        const GeoPoint east { place.longitude + 1e-7, place.latitude + 1e-7 };
        RC_ASSERT(distanceMetres(place, toGeo(worldPoint(place))) < 0.01);
        RC_ASSERT(worldPoint(place).x < worldPoint(east).x);
        RC_ASSERT(worldPoint(place).y > worldPoint(east).y);
    }));
}

TEST_CASE("places of the world follow Mercator's formula from one end of the square to the other")
{
    REQUIRE(rc::check([] {
        const double latitude = *rc::gen::inRange(-850'000'000, 850'000'000) / 1e7;
        const double share = (1 - std::asinh(std::tan(latitude * std::numbers::pi / 180)) / std::numbers::pi) / 2;
        constexpr double kUnits = 4'294'967'296;
        RC_ASSERT(std::abs(worldPoint({ 5, latitude }).y - share * kUnits) < 4);
        if (std::abs(latitude) < 60)
            RC_ASSERT(std::abs(worldPoint({ 5, latitude }).y - share * kUnits) < 1.01);
    }));
    CHECK(worldPoint({ -180, 90 }).x == 0); // the poles are beyond the square: they are at its edge, to 2 cm
    CHECK(worldPoint({ -180, 90 }).y <= 2);
    CHECK(worldPoint({ 180, -90 }).y >= ~2U);
}

TEST_CASE("a fact where the analysis has no place is left out, and its neighbours stay")
{
    const UtcInterval hour { kBegin, kBegin + std::chrono::hours { 1 } };
    const std::vector<Fact> facts { { { 5.37, 43.3 }, hour, 0, 1 }, { { 3, -90 }, hour, 0, 1 },
        { { 5.38, 43.3 }, hour, 0, 2 } };
    const auto first = FactCloud::grown({}, newsOf(facts, 7), twoSources());
    REQUIRE(first->size() == 2);
    CHECK(first->stored() == 3);
    CHECK(first->weight(1) == 2);
    const auto second = FactCloud::grown(*first, newsOf(facts, 7), twoSources());
    REQUIRE(second->size() == 4);
    CHECK(second->tension().facts->origin(2) == 3); // of the same time: in the order of the store
}

TEST_CASE("counts of the squares add up to what is in the box, at every zoom, and each square has its own facts")
{
    REQUIRE(rc::check([] {
        const auto news = anyNews(200);
        const auto cloud = FactCloud::grown({}, news, twoSources());
        FactChoice choice = anyChoice();
        const GeoBox box = anyBox();
        choice.box = worldBox(box);
        const auto found = marksOf(*cloud, choice, *rc::gen::inRange(0, 180) / 10.);
        const qint64 counted = std::accumulate(found.marks.begin(), found.marks.end(), qint64 { 0 },
            [](qint64 sum, const FactMark &mark) { return sum + mark.count; });
        RC_ASSERT(counted == found.facts);
        RC_ASSERT(counted == bruteCount(news, choice, box));
        RC_ASSERT(counted == sumOf(talliesOf(*cloud, choice)));
        for (const FactMark &mark : found.marks) {
            RC_ASSERT(mark.cell.holds(mark.at));
            RC_ASSERT(mark.cell.holds(cloud->at(mark.first)));
            qint64 inside = 0;
            forEachFact(*cloud, choice, [&](size_t number) { inside += mark.cell.holds(cloud->at(number)) ? 1 : 0; });
            RC_ASSERT(inside == mark.count);
        }
    }));
}

TEST_CASE("what a rectangle chooses is what a look at every fact chooses")
{
    REQUIRE(rc::check([] {
        const auto news = anyNews(200);
        const auto cloud = FactCloud::grown({}, news, twoSources());
        const FactChoice choice = anyChoice();
        const GeoBox box = anyBox();
        const auto chosen = factsIn(*cloud, choice, box, *squaresOver(box, 500));
        RC_ASSERT(static_cast<qint64>(chosen.size()) == bruteCount(news, choice, box));
        RC_ASSERT(std::ranges::is_sorted(chosen));
        const auto tallies = talliesOf(*cloud, chosen);
        RC_ASSERT(sumOf(tallies) == static_cast<qint64>(chosen.size()));
        for (size_t category = 0; category < tallies.size(); ++category) {
            double weight = 0;
            for (size_t i = 0; i < news.columns.size(); ++i) {
                if (categoryOf(news, i) == category && isChosen(news.columns.at(i), category, choice)
                    && liesIn(box, news.columns, i))
                    weight += static_cast<double>(news.columns.weight[i]);
            }
            RC_ASSERT(tallies[category].weight == Catch::Approx(weight));
        }
        const auto timed = std::ranges::count_if(chosen, [&](quint32 number) { return cloud->isTimed(number); });
        RC_ASSERT(taken(*cloud, chosen).facts->size() == static_cast<size_t>(timed));
    }));
}

TEST_CASE("each fact of the territory lies in one part of the city, and the parts add up")
{
    const GeoBox city { { 5.34, 43.27 }, { 5.40, 43.33 } };
    const auto squares = squaresOver(city, 700);
    REQUIRE(rc::check([&] {
        const auto news = anyNews(60);
        const auto cloud = FactCloud::grown({}, news, twoSources());
        const FactChoice choice = anyChoice();
        size_t inParts = 0;
        for (int part = 0; part < squares->count(); ++part)
            inParts += factsIn(*cloud, choice, part, *squares).size();
        RC_ASSERT(static_cast<qint64>(inParts) == bruteCount(news, choice, city));
    }));
}

TEST_CASE("facts that come in pieces make the same cloud as all at once")
{
    REQUIRE(rc::check([] {
        FactCloud::News all;
        auto grown = std::make_shared<const FactCloud>();
        for (int piece = *rc::gen::inRange(0, 5); piece > 0; --piece) {
            const auto news = anyNews(40);
            grown = FactCloud::grown(*grown, news, twoSources());
            all.columns.append(news.columns);
            all.sourceOf.insert(all.sourceOf.end(), news.sourceOf.begin(), news.sourceOf.end());
        }
        const auto once = FactCloud::grown({}, all, twoSources());
        RC_ASSERT(grown->size() == all.columns.size());
        RC_ASSERT(grown->stored() == all.columns.size());
        RC_ASSERT(grown->size() == once->size());
        for (size_t i = 0; i < once->size(); ++i) {
            RC_ASSERT(grown->at(i) == once->at(i));
            RC_ASSERT(grown->fact(i) == once->fact(i));
        }
        RC_ASSERT(grown->span() == once->span());
        RC_ASSERT(dataDigest(grown->tension()) == dataDigest(once->tension()));
        // And what there was before the last ones came can be had again.
        const size_t before = all.columns.size() / 2;
        FactCloud::News first;
        for (size_t i = 0; i < before; ++i) {
            first.columns.append(all.columns.at(i));
            first.sourceOf.push_back(all.sourceOf[i]);
        }
        RC_ASSERT(dataDigest(upTo(once->tension(), before))
            == dataDigest(FactCloud::grown({}, first, twoSources())->tension()));
    }));
}

TEST_CASE("a source that goes takes its facts along, and one that gets more categories keeps its own")
{
    const UtcInterval noon { kBegin, kBegin };
    const Fact theft { { 5.37, 43.29 }, noon, 0, 1 };
    const Fact noise { { 5.37, 43.29 }, noon, 1, 2 };
    auto cloud = FactCloud::grown({}, newsOf({ theft, noise }, 3), twoSources());
    cloud = FactCloud::grown(*cloud, newsOf({ noise }, 7), twoSources());
    CHECK(cloud->count(1) == 1);
    CHECK(cloud->count(3) == 1);
    CHECK(nameOfCategory(cloud->tension(), 0) == u"Vol – Faits d’essai"_s); // both have such a category

    auto more = twoSources();
    more[0].source.categories.push_back({ u"feu"_s, u"Incendie"_s, 1 });
    const auto wider = FactCloud::grown(*cloud, {}, more);
    REQUIRE(wider->categories() == 5);
    CHECK(wider->count(1) == 1);
    CHECK(wider->count(4) == 1);
    CHECK(wider->category(2).label == u"Incendie"_s);
    CHECK(wider->category(4).label == u"Tapage"_s);
    CHECK(dataDigest(wider->tension()) == dataDigest(cloud->tension()));

    const auto without = FactCloud::grown(*cloud, {}, { more[1] });
    CHECK(without->size() == 1);
    CHECK(without->fact(0).weight == 2);
    CHECK(dataDigest(without->tension()) != dataDigest(cloud->tension()));
}

TEST_CASE("facts of an unknown source or category are nobody's")
{
    const Fact odd { { 5.37, 43.29 }, {}, 9, 1 };
    CHECK(FactCloud::grown({}, newsOf({ odd }, 3), twoSources())->size() == 0);
    CHECK(FactCloud::grown({}, newsOf({ { { 5.37, 43.29 }, {}, 0, 1 } }, 4), twoSources())->size() == 0);
}

TEST_CASE("few facts stand one by one, many are counted, and what lies in one place says what is there")
{
    std::vector<Fact> facts;
    const UtcInterval noon { kBegin + std::chrono::hours { 12 }, kBegin + std::chrono::hours { 12 } };
    facts.reserve(11);
    for (int i = 0; i < 10; ++i)
        facts.push_back({ { 5.37 + 0.002 * i, 43.29 }, noon, 0, 1.5F });
    facts.push_back({ { 5.37, 43.29 }, noon, 1, 1 });
    FactWish wish { FactCloud::grown({}, newsOf(facts, 3), twoSources()), {}, 15, {}, {} };
    wish.choice.window = tension::factWindow({ kBegin, kBegin + std::chrono::days { 1 } });
    wish.choice.box = worldBox({ { 5.36, 43.28 }, { 5.40, 43.30 } });
    auto found = findingsOf(wish);
    CHECK_FALSE(found.marks.areClusters);
    REQUIRE(found.marks.marks.size() == 10);
    CHECK(found.marks.marks.front().count == 2);
    const QString two = describeMark(found, 0);
    INFO(two.toStdString());
    CHECK(two.startsWith(u"2 faits"));
    CHECK(two.contains(u"Tapage"));
    const QString one = describeMark(found, 1);
    INFO(one.toStdString());
    CHECK(one.startsWith(u"Vol\nFaits d’essai\n"));
    CHECK(one.contains(QLocale().toString(1.5)));

    for (int i = 0; i < 2 * kMostSingles; ++i)
        facts.push_back({ { 5.365 + 0.00001 * i, 43.2905 }, noon, 0, 1 });
    wish.cloud = FactCloud::grown({}, newsOf(facts, 3), twoSources());
    found = findingsOf(wish);
    CHECK(found.marks.areClusters);
    CHECK(found.marks.marks.size() < 60);
    CHECK(sumOf(found.shown) == static_cast<qint64>(facts.size()));
}
