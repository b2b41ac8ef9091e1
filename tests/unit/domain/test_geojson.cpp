#include <domain/difference.h>
#include <domain/geojson.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <support/generators.h>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{
QJsonObject feature(const char *properties, const char *geometry = "null")
{
    const QByteArray json
        = QByteArray(R"({"type":"Feature","geometry":)") + geometry + R"(,"properties":)" + properties + '}';
    const auto document = QJsonDocument::fromJson(json);
    REQUIRE(document.isObject());
    return document.object();
}
std::vector<FieldIssue> issuesOf(const QJsonObject &object)
{
    const auto read = recordFromFeature(object);
    REQUIRE_FALSE(read);
    return read.error().issues;
}
using Issues = std::vector<FieldIssue>;
} // namespace

TEST_CASE("any valid record survives GeoJSON")
{
    REQUIRE(rc::check([] {
        const EventRecord record = test::anyRecord();
        RC_ASSERT(validate(record).empty());
        const auto document = JsonDocument::read(featureText(record));
        RC_ASSERT(document.has_value());
        const auto read = recordFromFeature(document->root());
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == record);
        RC_ASSERT(recordFromFeature(toFeature(record)).value() == record);
    }));
}

TEST_CASE("any version of the journal survives GeoJSON")
{
    REQUIRE(rc::check([] {
        const EventVersion version = test::anyVersion();
        const auto document = JsonDocument::read(featureText(version));
        RC_ASSERT(document.has_value());
        const auto read = versionFromFeature(document->root());
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == version);
        RC_ASSERT(versionFromFeature(toFeature(version)).value() == version);
    }));
}

TEST_CASE("an erased version has its place and nothing else, and nothing else is read as erased")
{
    const EventVersion erased { EventId::make(), 4, 17, EventState::Erased, { PersonId::make(), {} },
        UtcTime { std::chrono::seconds { 1'800'000'000 } }, {} };
    const QJsonObject feature = toFeature(erased);
    CHECK(feature[u"properties"_s].isNull());
    CHECK(feature[u"geometry"_s].isNull());
    CHECK(versionFromFeature(feature) == erased);

    QJsonObject other = feature;
    QJsonObject journal = feature[u"journal"_s].toObject();
    SECTION("a record with it")
    {
        other[u"properties"_s] = QJsonObject { { u"nature"_s, u"visiteOfficielle"_s }, { u"objet"_s, u"Visite"_s } };
    }
    SECTION("no record, and not erased")
    {
        journal[u"etat"_s] = u"annulee"_s;
        other[u"journal"_s] = journal;
    }
    SECTION("a state that nobody knows")
    {
        journal[u"etat"_s] = u"perdue"_s;
        other[u"journal"_s] = journal;
    }
    CHECK_FALSE(versionFromFeature(other));
}

TEST_CASE("an incomplete event needs its nature and its subject only")
{
    const auto read = recordFromFeature(feature(R"({"nature":"visiteOfficielle","objet":"Visite"})"));
    REQUIRE(read);
    CHECK(read->kind() == EventKind::OfficialVisit);
}

TEST_CASE("each fault is told at its field, one a field")
{
    CHECK(issuesOf(feature(R"({"nature":"visiteOfficielle"})")) == Issues { { Field::Subject, Rule::Required } });
    CHECK(
        issuesOf(feature(
            R"({"nature":"visiteOfficielle","objet":"V","debut":"2026-05-01T12:00:00Z","fin":"2026-05-01T11:00:00Z"})"))
        == Issues { { Field::Ends, Rule::EndBeforeStart } });
    CHECK(issuesOf(feature(
              R"({"nature":"manifestationStatique","objet":"M","personnesAttendues":-1,"voituresDeclarees":1.5})"))
        == Issues { { Field::PeopleExpected, Rule::Negative }, { Field::CarsDeclared, Rule::WrongType } });
    CHECK(issuesOf(feature(R"({"nature":"manifestationStatique","objet":"M","personnesAttendues":1e300})"))
        == Issues { { Field::PeopleExpected, Rule::TooBig, -1, limits::kCount } });
    CHECK(issuesOf(feature(R"({"nature":"operationProgrammee","objet":"O","theme":"Rugby"})"))
        == Issues { { Field::Theme, Rule::UnknownValue } });
    CHECK(
        issuesOf(feature(
            R"({"nature":"operationProgrammee","objet":"O","adresses":[{"texte":"A"},{"texte":"B","position":[500,0]}]})"))
        == Issues { { Field::Addresses, Rule::OutsideWorld, 1 } });
    CHECK(issuesOf(feature(R"({"nature":"manifestationStatique","objet":"M"})",
              R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]})"))
        == Issues { { Field::Footprint, Rule::SelfCrossing } });
    CHECK(issuesOf(feature(R"({"nature":"manifestationDeambulatoire","objet":"M"})",
              R"({"type":"LineString","coordinates":[[5,43]]})"))
        == Issues { { Field::Route, Rule::TooFew, -1, 2 } });
    CHECK(issuesOf(feature(R"({"nature":"visiteOfficielle","objet":"V\u202elles"})"))
        == Issues { { Field::Subject, Rule::ControlCharacter } });
    const QByteArray longSubject = R"({"nature":"visiteOfficielle","objet":")" + QByteArray(301, 'x') + R"("})";
    CHECK(issuesOf(feature(longSubject)) == Issues { { Field::Subject, Rule::TooLong, -1, 300 } });
}

TEST_CASE("what was accepted once is read as it was, whatever the rules say since")
{
    const QByteArray longSubject(limits::kSubject + 1, 'x');
    const QByteArray properties = R"({"nature":"manifestationStatique","objet":")" + longSubject
        + R"(\u202e","description":"M. Dupont, 04 91 00 00 00","personnesAttendues":2000000000,)"
          R"("debut":"2026-05-01T12:00:00Z","fin":"2026-05-01T11:00:00Z"})";
    const QJsonObject accepted
        = feature(properties, R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]})");
    CHECK(issuesOf(accepted).size() >= 4);
    const auto kept = keptRecordFromFeature(accepted);
    REQUIRE(kept);
    CHECK(kept->subject.size() == limits::kSubject + 2);
    CHECK(std::get<StaticDemonstration>(kept->particulars).people.expected == 2'000'000'000);
    CHECK(toFeature(*kept) == accepted);
    CHECK(keptRecordFromFeature(feature(R"({"nature":"visiteOfficielle"})"))->subject.isEmpty());
}

TEST_CASE("no age makes a value good that cannot be one")
{
    CHECK_FALSE(keptRecordFromFeature(QJsonObject()));
    CHECK_FALSE(keptRecordFromFeature(feature(R"({"nature":"operationProgrammee","objet":"O","theme":"Rugby"})")));
    CHECK_FALSE(
        keptRecordFromFeature(feature(R"({"nature":"manifestationStatique","objet":"M","personnesAttendues":-1})")));
    CHECK_FALSE(
        keptRecordFromFeature(feature(R"({"nature":"manifestationStatique","objet":"M","personnesAttendues":1e300})")));
    CHECK_FALSE(keptRecordFromFeature(
        feature(R"({"nature":"operationProgrammee","objet":"O","adresses":[{"texte":"B","position":[500,0]}]})")));
    CHECK_FALSE(keptRecordFromFeature(feature(
        R"({"nature":"manifestationDeambulatoire","objet":"M"})", R"({"type":"LineString","coordinates":[[5,43]]})")));
    CHECK_FALSE(keptRecordFromFeature(feature(R"({"nature":"visiteOfficielle","objet":"\ufeff\ufeffV"})")));
}

TEST_CASE("a property that annexe 1 does not have is refused")
{
    CHECK_FALSE(recordFromFeature(feature(R"({"nature":"visiteOfficielle","objet":"V","telephone":"04 91"})")));
    CHECK_FALSE(recordFromFeature(feature(R"({"nature":"visiteOfficielle","objet":"V","personnesAttendues":3})")));
    CHECK_FALSE(recordFromFeature(feature(R"({"nature":"kermesse","objet":"V"})")));
}

TEST_CASE("a name that stands twice is refused")
{
    for (const QByteArrayView properties : { R"({"nature":"visiteOfficielle","objet":"V","objet":"W"})",
             R"({"nature":"visiteOfficielle","objet":"V","adresses":[{"texte":"A","texte":"B"}]})" }) {
        const auto document
            = JsonDocument::read(R"({"type":"Feature","geometry":null,"properties":)" + properties.toByteArray() + '}');
        REQUIRE(document);
        CHECK_FALSE(recordFromFeature(document->root()));
    }
}

TEST_CASE("foreign GeoJSON files are refused with a reason")
{
    const QDir folder(qEnvironmentVariable("CORTEGE_DATA") + u"/hostile/geojson/test/data"_s);
    if (!folder.exists())
        SKIP("needs CORTEGE_DATA");
    int files = 0;
    for (const QString &part : { u"good"_s, u"bad"_s }) {
        const QDir dir(folder.filePath(part));
        for (const QString &name : dir.entryList({ u"*.geojson"_s })) {
            QFile file(dir.filePath(name));
            REQUIRE(file.open(QIODevice::ReadOnly));
            const auto read = recordFromFeature(QJsonDocument::fromJson(file.readAll()).object());
            REQUIRE_FALSE(read); // none of them has a nature of annexe 1
            CHECK_FALSE(read.error().detail.isEmpty());
            CHECK_FALSE(versionFromFeature(QJsonDocument::fromJson(file.readAll()).object()));
            ++files;
        }
    }
    CHECK(files > 60);
}

TEST_CASE("a record does not differ from itself, and one changed field is the difference")
{
    REQUIRE(rc::check([] {
        const EventRecord record = test::anyRecord();
        RC_ASSERT(differingFields(record, record).empty());
        EventRecord changed = record;
        changed.description += u"."_s;
        RC_ASSERT(differingFields(record, changed) == std::vector { Field::Description });
        RC_ASSERT(withField(record, Field::Description, changed) == changed);
    }));
}

TEST_CASE("two agents who changed different fields have no conflict")
{
    EventRecord base = emptyRecord(EventKind::MovingDemonstration);
    base.subject = u"Marche"_s;
    EventRecord mine = base;
    mine.description = u"Départ avancé"_s;
    EventRecord theirs = base;
    std::get<MovingDemonstration>(theirs.particulars).people.expected = 3'000;

    const Merge merged = merge(base, mine, theirs);
    CHECK(merged.conflicting.empty());
    CHECK(merged.merged.description == u"Départ avancé"_s);
    CHECK(weightOf(merged.merged) == 3'000);

    theirs.description = u"Départ retardé"_s;
    const Merge conflict = merge(base, mine, theirs);
    CHECK(conflict.conflicting == std::vector { Field::Description });
    CHECK(conflict.merged == theirs);
}

TEST_CASE("merging with an unchanged side gives the other side")
{
    REQUIRE(rc::check([] {
        const EventRecord base = test::anyRecord();
        EventRecord other = test::anyRecord();
        if (other.kind() != base.kind())
            other = convertedTo(other, base.kind());
        RC_ASSERT(merge(base, base, other).merged == other);
        RC_ASSERT(differingFields(merge(base, other, base).merged, other).empty());
        RC_ASSERT(merge(base, other, other).conflicting.empty());
    }));
}
