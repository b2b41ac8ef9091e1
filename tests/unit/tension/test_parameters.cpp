#include <tension/parameters.h>

#include "support/generators.h"
#include "support/wanted.h"

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::tension;
using test::wanted;

namespace
{

ParameterSet anySet()
{
    ParameterSet set;
    set.name = test::anyText(40);
    set.bandwidth = *rc::gen::inRange(750, 5'000) / 10.0;
    for (const QString &name : { QStringLiteral("Vols"), QStringLiteral("Voirie"), QStringLiteral("É€\"") }) {
        if (*rc::gen::arbitrary<bool>())
            set.categories.push_back({ name, *rc::gen::inRange(0, 1'000) / 7.0 });
    }
    std::ranges::sort(set.categories, {}, &ParameterSet::Category::name);
    if (*rc::gen::arbitrary<bool>())
        set.halfLife = std::chrono::seconds { *rc::gen::inRange(1, 1'000'000) };
    for (size_t i = 0; i < set.hours.size(); ++i)
        set.hours[i] = *rc::gen::arbitrary<bool>();
    set.weightOfPerson = *rc::gen::inRange(0, 1'000) / 3e4;
    set.scan.seed = *rc::gen::arbitrary<std::uint64_t>();
    set.scan.permutations = *rc::gen::inRange(1, 9'999);
    set.crossing.metres = *rc::gen::inRange(0, 1'000) / 3.0;
    set.march.kilometresPerHour = *rc::gen::inRange(1, 100) / 10.0;
    return set;
}

} // namespace

TEST_CASE("a parameter set is read as it was written, bit for bit")
{
    rc::check("and written the same again", [] {
        const auto set = anySet();
        const auto read = parametersFromJson(toJson(set));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == set);
        RC_ASSERT(toJson(*read) == toJson(set));
    });
}

TEST_CASE("what is missing has its default, and what is not known is refused")
{
    CHECK(wanted(parametersFromJson(R"({"version":1,"name":"Nuit"})")).bandwidth == 150);
    for (const char *json :
        { "", "[]", "7", R"({"name":"Nuit"})", R"({"version":2})", R"({"version":1,"bandwith":150})",
            R"({"version":1,"bandwidth":10})", R"({"version":1,"bandwidth":"150"})",
            R"({"version":1,"bandwidth":150,"bandwidth":200})", R"({"version":1,"halfLifeSeconds":0})",
            R"({"version":1,"halfLifeSeconds":1.5})", R"({"version":1,"hours":[]})",
            R"({"version":1,"categories":[{"name":"a"},{"name":"a"}]})", R"({"version":1,"categories":[{"weight":1}]})",
            R"({"version":1,"scan":{"cells":1}})", R"({"version":1,"scan":7})", R"({"version":1,"scan":{"seed":1}})",
            R"({"version":1,"march":{"widthMetres":0}})", R"({"version":1,"crossing":{"metres":1e99}})" }) {
        INFO(json);
        const auto read = parametersFromJson(json);
        REQUIRE(!read);
        CHECK(read.error().kind == Failure::InvalidInput);
    }
}

TEST_CASE("weights go to categories by their names")
{
    ParameterSet set;
    set.categories = { { QStringLiteral("Vols"), 2 } };
    const std::vector<QString> names { QStringLiteral("Voirie"), QStringLiteral("Vols") };
    CHECK(set.weighting(names).categories == std::vector<double> { 1, 2 });
}

TEST_CASE("the printed line names every value")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    ParameterSet set;
    set.name = QStringLiteral("Soirées de match");
    set.categories = { { QStringLiteral("Vols"), 2.5 } };
    set.halfLife = std::chrono::hours { 12 };
    set.hours = hoursOfWeek(0b11 << 17, 0b0011111);
    set.scan.seed = 42;
    const QString line = printed(set);
    for (const QString &part :
        { QStringLiteral("Soirées de match"), QStringLiteral("150"), QStringLiteral("25"), QStringLiteral("Vols × 2,5"),
            QStringLiteral("demi-vie 12"), QStringLiteral("17–19"), QStringLiteral("lun.–ven."), QStringLiteral("0,01"),
            QStringLiteral("graine 42"), QStringLiteral("0,05"), QStringLiteral("999"), QStringLiteral("300"),
            QStringLiteral("60"), QStringLiteral("250"), QStringLiteral("1000") }) {
        INFO(line.toStdString() << " lacks " << part.toStdString());
        CHECK(QString(line).remove(QChar(0x202f)).remove(QChar(0xa0)).contains(QString(part).remove(QChar(0xa0))));
    }
    CHECK(!line.contains(u'\n'));
}
