#include <domain/fact.h>

#include <catch2/catch_test_macros.hpp>

#include <support/facts.h>

#include <array>
#include <limits>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

std::vector<std::pair<FactField, Rule>> faultsOf(const std::vector<FactIssue> &issues)
{
    std::vector<std::pair<FactField, Rule>> faults;
    faults.reserve(issues.size());
    for (const FactIssue &issue : issues)
        faults.emplace_back(issue.field, issue.rule);
    return faults;
}
using Faults = std::vector<std::pair<FactField, Rule>>;

const UtcTime kNoon { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 28 } + std::chrono::hours { 12 } };

} // namespace

TEST_CASE("a source is called by small letters, digits and hyphens")
{
    CHECK(FactSourceId::parse(u"accidents-2018"));
    for (const QString &text : { u""_s, u"Accidents"_s, u"a b"_s, u"été"_s, u"../x"_s, QString(65, u'a') })
        CHECK_FALSE(FactSourceId::parse(text));
}

TEST_CASE("a source is recorded with all its texts, and none that names somebody")
{
    FactSource source = test::source(u"essai"_s);
    CHECK(validate(source).empty());
    SECTION("a text is missing")
    {
        source.licence = u"  "_s;
        CHECK(faultsOf(validate(source)) == Faults { { FactField::Licence, Rule::Required } });
    }
    SECTION("personal data in a label")
    {
        source.categories[1].label = u"Appeler le 06 12 34 56 78"_s;
        const auto issues = validate(source);
        CHECK(faultsOf(issues) == Faults { { FactField::Categories, Rule::PersonalData } });
        CHECK(toString(issues.front()) == u"categories[1]: personal-data"_s);
    }
    SECTION("no category")
    {
        source.categories.clear();
        CHECK(faultsOf(validate(source)) == Faults { { FactField::Categories, Rule::Required } });
    }
    SECTION("a code twice")
    {
        source.categories[1].code = source.categories[0].code;
        CHECK(faultsOf(validate(source)) == Faults { { FactField::Categories, Rule::UnknownValue } });
    }
    SECTION("weights that are none")
    {
        source.categories[0].weight = -1;
        source.categories[1].weight = std::numeric_limits<float>::infinity();
        CHECK(faultsOf(validate(source))
            == Faults { { FactField::Categories, Rule::Negative }, { FactField::Categories, Rule::WrongType } });
    }
}

TEST_CASE("each rule of a fact is an issue at its field")
{
    const Fact good { { 5.37, 43.29 }, UtcInterval { kNoon, kNoon }, 1, 1 };
    CHECK(validate(good, 2).empty());
    Fact bad = good;
    SECTION("place")
    {
        bad.place.latitude = std::numeric_limits<double>::quiet_NaN();
        CHECK(faultsOf(validate(bad, 2)) == Faults { { FactField::Place, Rule::OutsideWorld } });
    }
    SECTION("end before start")
    {
        bad.when->end = kNoon - std::chrono::seconds { 1 };
        CHECK(faultsOf(validate(bad, 2)) == Faults { { FactField::When, Rule::EndBeforeStart } });
    }
    SECTION("longer than a century")
    {
        bad.when->end = kNoon + std::chrono::days { 366 * 101 };
        CHECK(faultsOf(validate(bad, 2)) == Faults { { FactField::When, Rule::TooLongDuration } });
    }
    SECTION("category") { CHECK(faultsOf(validate(bad, 1)) == Faults { { FactField::Category, Rule::UnknownValue } }); }
    SECTION("weight")
    {
        bad.weight = -1;
        CHECK(faultsOf(validate(bad, 2)) == Faults { { FactField::Weight, Rule::Negative } });
    }
}

TEST_CASE("a source's text gives the same source")
{
    REQUIRE(rc::check([] {
        const FactSource source = test::anySource();
        RC_ASSERT(validate(source).empty());
        const auto json = JsonDocument::read(sourceText(source));
        RC_ASSERT(json.has_value());
        const auto read = sourceFromJson(json->root());
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == source);
    }));
}

TEST_CASE("categories are added to, not changed, while facts name them by their place")
{
    const FactSource before = test::source(u"essai"_s);
    FactSource after = before;
    after.categories[0].label = u"Vol simple"_s;
    after.categories.push_back({ u"autre"_s, u"Autre"_s, 1 });
    CHECK(maySucceed(after, before));
    std::swap(after.categories[0], after.categories[1]);
    CHECK_FALSE(maySucceed(after, before));
    CHECK_FALSE(maySucceed(test::source(u"autre"_s), before));
}

TEST_CASE("facts come out of their columns and their bytes as they went in")
{
    REQUIRE(rc::check([] {
        std::vector<Fact> facts;
        FactColumns columns;
        for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
            facts.push_back(test::anyFact());
            columns.append(facts.back());
        }
        for (size_t i = 0; i < facts.size(); ++i)
            RC_ASSERT(columns.at(i) == facts[i]);
        const auto read = columnsFromBytes(columnBytes(columns));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == columns);
    }));
}

TEST_CASE("a block is read exactly where each of its facts keeps the rules")
{
    // About the limits of the rules, and about those within which nobody looks twice.
    const std::vector<qint64> times { FactColumns::kAlways, 0, -62'135'596'800'001, -62'135'596'800'000,
        -2'208'988'800'001, -2'208'988'800'000, 7'258'118'400'000, 7'258'118'400'001, 253'402'300'799'000,
        253'402'300'800'000, std::numeric_limits<qint64>::max() };
    const quint32 year = 366 * 86'400;
    const std::vector<quint32> lengths { 0, 1, year, year + 1, 100 * year, 100 * year + 1 };
    const std::vector<float> weights { 0, -0.5F, 1, limits::kFactWeight, 2 * limits::kFactWeight,
        std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN() };
    REQUIRE(rc::check([&] {
        FactColumns columns;
        columns.append(test::anyFact());
        columns.begins[0] = *rc::gen::elementOf(times);
        columns.seconds[0] = *rc::gen::elementOf(lengths);
        columns.weight[0] = *rc::gen::elementOf(weights);
        const bool isPossible = columns.begins[0] == FactColumns::kAlways
            ? columns.seconds[0] == 0
            : columns.begins[0] < std::numeric_limits<qint64>::max();
        const bool keepsRules = isPossible && validate(columns.at(0), limits::kCategories).empty();
        RC_ASSERT(columnsFromBytes(columnBytes(columns)).has_value() == keepsRules);
    }));
}

TEST_CASE("bytes that are no block are refused")
{
    FactColumns columns = test::blockOf(1, 3).columns;
    REQUIRE(columnsFromBytes(columnBytes(columns)));
    SECTION("cut anywhere, or longer")
    {
        const QByteArray bytes = columnBytes(columns);
        for (qsizetype cut = 0; cut < bytes.size(); ++cut)
            CHECK_FALSE(columnsFromBytes(QByteArrayView(bytes).first(cut)));
        CHECK_FALSE(columnsFromBytes(bytes + '\0'));
    }
    SECTION("columns of different lengths")
    {
        columns.weight.pop_back();
        CHECK_FALSE(columnsFromBytes(columnBytes(columns)));
    }
    SECTION("off the earth")
    {
        columns.latitude[1] = 900'000'001;
        CHECK_FALSE(columnsFromBytes(columnBytes(columns)));
    }
    SECTION("always there, and for an hour")
    {
        columns.begins[1] = FactColumns::kAlways;
        CHECK_FALSE(columnsFromBytes(columnBytes(columns)));
    }
    SECTION("a time whose end overflows")
    {
        columns.begins[1] = std::numeric_limits<qint64>::max();
        CHECK_FALSE(columnsFromBytes(columnBytes(columns)));
    }
    SECTION("a weight that is no number")
    {
        columns.weight[1] = std::numeric_limits<float>::quiet_NaN();
        CHECK_FALSE(columnsFromBytes(columnBytes(columns)));
    }
    SECTION("too many")
    {
        CHECK_FALSE(columnsFromBytes(columnBytes(test::blockOf(1, limits::kFactsInBlock + 1).columns)));
    }
}

TEST_CASE("the span of facts is from the first beginning to the last end, without those that are always there")
{
    FactColumns columns;
    CHECK_FALSE(columns.span());
    columns.append({ { 5, 43 }, {}, 0, 1 });
    CHECK_FALSE(columns.span());
    columns.append({ { 5, 43 }, UtcInterval { kNoon, kNoon + std::chrono::hours { 3 } }, 0, 1 });
    columns.append({ { 5, 43 }, UtcInterval { kNoon - std::chrono::hours { 1 }, kNoon }, 0, 1 });
    CHECK(columns.span() == UtcInterval { kNoon - std::chrono::hours { 1 }, kNoon + std::chrono::hours { 3 } });
    CHECK(columns.taken(std::array<size_t, 2> { 2, 0 }).at(1).when == std::nullopt);
}
