#include <domain/geojson.h>
#include <exchange/mapping.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{
const QByteArray kMapping = R"json({
  "namespace": "0d4f7d0b-53c8-4a0e-8a1e-6c1f0a5f2bff", "delimiter": ";", "key": ["no"], "gazetteer": true,
  "kind": { "default": "manifestationStatique", "whenFilled": [
    { "column": "parcours", "kind": "manifestationDeambulatoire" },
    { "column": "thème", "kind": "operationProgrammee" } ] },
  "status": { "column": "état", "active": ["", "ok"], "withdrawn": ["retiré"] },
  "fields": {
    "objet": { "columns": ["titre"], "overflow": true },
    "adresse": { "columns": ["rue"] },
    "parcours": { "columns": ["parcours"], "separator": ">" },
    "theme": { "column": "thème", "table": { "transports": "PSQ Transports" } },
    "personnesDeclarees": { "column": "nb", "thousands": " ",
      "patterns": [{ "pattern": "([\\d ]+)" }, { "pattern": "\\?", "none": true }] },
    "debut": { "date": "jour", "column": "de", "patterns": [{ "pattern": "(?<h>\\d+)h(?<m>\\d\\d)" }] },
    "fin": { "date": "jour", "column": "à", "pastMidnight": true,
      "patterns": [{ "pattern": "(?<h>\\d+)h(?<m>\\d\\d)" }] }
  } })json";
const QByteArray kHeader = "no;titre;rue;parcours;thème;nb;jour;de;à;état\n";
const Gazetteer kPlaces { { u"Vieux-Port"_s, { 5.3698, 43.2951 } } };

ImportedRow rowOf(const QByteArray &line)
{
    const auto mapping = Mapping::fromJson(kMapping);
    REQUIRE(mapping);
    auto rows = readCsv(kHeader + line, *mapping, kPlaces);
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    return std::move(rows->front());
}
EventRecord recordOf(const QByteArray &line)
{
    const auto row = rowOf(line);
    REQUIRE(row);
    return row->record;
}
std::vector<RowIssue> issuesOf(const QByteArray &line)
{
    const auto row = rowOf(line);
    REQUIRE_FALSE(row);
    return row.error();
}
std::optional<UtcTime> iso(QStringView text) { return fromIso(text); }
QString faultOf(const QByteArray &mapping)
{
    const auto read = Mapping::fromJson(mapping);
    REQUIRE_FALSE(read);
    return read.error().detail;
}
} // namespace

TEST_CASE("a row becomes the kind that its filled column says, with placed addresses")
{
    const EventRecord fixed = recordOf("1;Rassemblement;Vieux-Port;;;1 200;2026-05-01;9h30;12h00;ok");
    CHECK(fixed.subject == u"Rassemblement"_s);
    CHECK(fixed.begins == iso(u"2026-05-01T07:30:00Z"));
    CHECK(fixed.ends == iso(u"2026-05-01T10:00:00Z"));
    const auto &demonstration = std::get<StaticDemonstration>(fixed.particulars);
    CHECK(demonstration.address == Address { u"Vieux-Port"_s, GeoPoint { 5.3698, 43.2951 } });
    CHECK(demonstration.people == Estimate { std::nullopt, 1200 });

    const auto moving
        = std::get<MovingDemonstration>(recordOf("2;Cortège;;Vieux-Port > Canebière> Réformés >;;?;;;;").particulars);
    CHECK(moving.departure.position);
    CHECK(moving.waypoints == std::vector { Address { u"Canebière"_s, std::nullopt } });
    CHECK(moving.arrival.text == u"Réformés"_s);
    CHECK(moving.people == Estimate {});

    const auto alone = std::get<MovingDemonstration>(recordOf("2;x;;Vieux-Port;;;;;;").particulars);
    CHECK(alone.arrival == Address {});

    CHECK(std::get<PlannedOperation>(recordOf("3;x;;;transports;;;;;").particulars).theme
        == OperationTheme::PsqTransports);
}

TEST_CASE("an end past midnight is on the next day, also in the nights when clocks change")
{
    CHECK(recordOf("1;x;;;;;2026-05-01;22h00;1h30;").ends == iso(u"2026-05-01T23:30:00Z"));
    CHECK(recordOf("1;x;;;;;2026-05-01;0h00;24h00;").ends == iso(u"2026-05-01T22:00:00Z"));
    // 25 October 2026, 2 h 30 comes twice: the interval covers both.
    CHECK(recordOf("1;x;;;;;2026-10-25;2h30;4h00;").begins == iso(u"2026-10-25T00:30:00Z"));
    CHECK(recordOf("1;x;;;;;2026-10-24;23h00;2h30;").ends == iso(u"2026-10-25T01:30:00Z"));
    // 29 March 2026, 2 h 30 does not exist.
    CHECK(issuesOf("1;x;;;;;2026-03-29;2h30;4h00;")
        == std::vector { RowIssue { 2, u"debut"_s, u"skipped-time"_s, u"2026-03-29 2h30"_s } });
}

TEST_CASE("whatever cannot be read is refused with line, field, reason and value")
{
    using Issues = std::vector<RowIssue>;
    CHECK(issuesOf("1;;;;;;;;;") == Issues { { 2, u"objet"_s, u"required"_s, {} } });
    CHECK(
        issuesOf("1;x;;;;beaucoup;;;;") == Issues { { 2, u"personnesDeclarees"_s, u"not-a-number"_s, u"beaucoup"_s } });
    CHECK(issuesOf("1;x;;;;99999999999;;;;").front().reason == u"not-a-number"_s);
    CHECK(issuesOf("1;x;;;;10000001;;;;").front().reason == u"too-big (10000000)"_s);
    CHECK(issuesOf("1;x;;;;;2026-13-01;9h00;;")
        == Issues { { 2, u"debut"_s, u"unreadable-time"_s, u"2026-13-01 9h00"_s } });
    CHECK(issuesOf("1;x;;;;;2026-05-01;25h00;;").front().reason == u"unreadable-time"_s);
    CHECK(issuesOf("1;x;;;;;2026-05-01;24h01;;").front().reason == u"unreadable-time"_s);
    CHECK(issuesOf("1;x;;;inconnu;;;;;") == Issues { { 2, u"theme"_s, u"unknown-value"_s, u"inconnu"_s } });
    CHECK(issuesOf("1;x;;;;;;;;peut-être") == Issues { { 2, u"état"_s, u"unknown-value"_s, u"peut-être"_s } });
    CHECK(issuesOf("1;x") == Issues { { 2, {}, u"wrong-number-of-cells"_s, u"2/10"_s } });
    CHECK(issuesOf("1;\"x;;;;;;;;") == Issues { { 2, {}, u"unclosed-quote"_s, {} } });
    CHECK(issuesOf("1;x;" + QByteArray(301, 'a') + ";;;;;;;")
        == Issues { { 2, u"adresse"_s, u"too-long (300)"_s, QString(100, u'a') + u'…' } });
    CHECK(issuesOf("1;;;;;x;;;;").size() == 2); // every fault of a row, not only the first
}

TEST_CASE("a subject that is too long opens the description in full, and no character is halved")
{
    const QString whole = QString(298, u'a') + u"😀"_s + QString(50, u'b');
    const EventRecord record = recordOf("1;" + whole.toUtf8() + ";;;;;;;;");
    CHECK(record.subject == QString(298, u'a') + u'…');
    CHECK(record.description == whole);
}

TEST_CASE("the key columns make the id: the same for the same key, another for another")
{
    const auto idOf = [](const QByteArray &line) { return rowOf(line)->event; };
    CHECK(idOf("7;a;;;;;;;;") == idOf("7;b;;;;;;;;"));
    CHECK(idOf("7;a;;;;;;;;") != idOf("8;a;;;;;;;;"));
}

TEST_CASE("a second import changes nothing, a corrected row updates, a withdrawn one cancels")
{
    ImportState state;
    const auto decide = [&](const QByteArray &line) {
        const Decision decision = state.decide(*rowOf(line));
        if (decision && *decision)
            state.assume(**decision);
        return decision;
    };
    const auto first = decide("7;a;;;;;;;;");
    REQUIRE(first);
    REQUIRE(*first);
    CHECK((*first)->baseRevision == 0);
    CHECK_FALSE(decide("7;a;;;;;;;;")->has_value());
    CHECK((*decide("7;b;;;;;;;;"))->baseRevision == 1);
    const auto withdrawn = decide("7;b;;;;;;;;retiré");
    CHECK((*withdrawn)->baseRevision == 2);
    CHECK(std::holds_alternative<Cancellation>((*withdrawn)->change));
    CHECK_FALSE(decide("7;b;;;;;;;;retiré")->has_value());
    CHECK((*decide("7;b;;;;;;;;"))->baseRevision == 3); // announced again
    CHECK(decide("8;b;;;;;;;;retiré").error().reason == u"withdrawn-unknown"_s);
}

TEST_CASE("a change that the platform refused is not built upon")
{
    ImportState state;
    REQUIRE(state.decide(*rowOf("7;a;;;;;;;;")));
    CHECK((*state.decide(*rowOf("7;b;;;;;;;;")))->baseRevision == 0); // the first was not kept
    CHECK(state.decide(*rowOf("7;b;;;;;;;;retiré")).error().reason == u"withdrawn-unknown"_s);
}

TEST_CASE("an import leaves alone what somebody else changed last")
{
    const PersonId importer = PersonId::make();
    const ImportRow row = *rowOf("7;a;;;;;;;;");
    EventVersion version { row.event, 3, 30, EventState::Active, { PersonId::make(), u"Claire (DOPC)"_s }, {},
        row.record };
    ImportState careful(importer);
    careful.know(version);
    CHECK_FALSE(careful.decide(row)->has_value()); // the same as hers
    const auto refused = careful.decide(*rowOf("7;b;;;;;;;;"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == RowIssue { 2, {}, u"changed-by-other"_s, u"Claire (DOPC)"_s });
    CHECK(careful.decide(*rowOf("7;a;;;;;;;;retiré")).error().reason == u"changed-by-other"_s);

    version.author.id = importer;
    careful.know(version);
    CHECK((*careful.decide(*rowOf("7;b;;;;;;;;")))->baseRevision == 3);

    ImportState overwriting;
    version.author.id = PersonId::make();
    overwriting.know(version);
    CHECK((*overwriting.decide(*rowOf("7;b;;;;;;;;")))->baseRevision == 3);
}

TEST_CASE("a feature without an id is found again at the next import")
{
    const QByteArray json = R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,
        "properties":{"nature":"visiteOfficielle","objet":"Visite"}}]})";
    const auto first = readFeatureCollection(json);
    const auto second = readFeatureCollection(json);
    REQUIRE(first);
    REQUIRE(second);
    REQUIRE(first->front());
    CHECK(first->front()->event == second->front()->event);
    const auto other = readFeatureCollection(QByteArray(json).replace("\"Visite\"", "\"Autre\""));
    CHECK(first->front()->event != other->front()->event);
}

TEST_CASE("a refused feature is reported with the value at fault")
{
    const auto issueOf = [](const QByteArray &properties) {
        const auto rows = readFeatureCollection(R"({"type":"FeatureCollection","features":[{"type":"Feature",
            "geometry":null,"properties":{"nature":"manifestationStatique","objet":"Marche",)"
            + properties + "}}]}");
        REQUIRE(rows);
        REQUIRE_FALSE(rows->front());
        return rows->front().error().front();
    };
    CHECK(issueOf(R"("personnesAttendues":-5)") == RowIssue { 1, u"personnesAttendues"_s, u"negative"_s, u"-5"_s });
    CHECK(issueOf(R"("statutOrganisateur":"Club")")
        == RowIssue { 1, u"statutOrganisateur"_s, u"unknown-value"_s, u"Club"_s });
}

TEST_CASE("a mapping says which of its keys is wrong")
{
    const auto with = [](const QByteArray &from, const QByteArray &to) {
        REQUIRE(kMapping.contains(from));
        return faultOf(QByteArray(kMapping).replace(from, to));
    };
    CHECK(with("\"objet\"", "\"titre\"") == u"titre: is not a field of annexe 1"_s);
    CHECK(with("\"overflow\"", "\"overflows\"") == u"objet.overflows: is not a key that a mapping has"_s);
    CHECK(with("PSQ Transports", "Bus") == u"theme.transports: does not name a value of annexe 1"_s);
    CHECK(with("([\\\\d ]+)", "(") == u"personnesDeclarees.patterns: is not a regular expression"_s);
    CHECK(with("([\\\\d ]+)", "x") == u"personnesDeclarees.patterns: has no group for the number"_s);
    CHECK(with("\"manifestationStatique\"", "\"x\"") == u"kind.default: is not a kind of event"_s);
    CHECK(with("\";\"", "\"\\\"\"") == u"delimiter: must be a comma, a semicolon, a tab or a bar"_s);
    CHECK(with("[\"no\"]", "[]") == u"key: names no column"_s);
    CHECK(with("\"separator\": \">\"", "\"join\": \"\"") == u"separator: is missing"_s);
    CHECK(faultOf("[]").startsWith(u"not a JSON object"_s));
}

TEST_CASE("a file without the columns of the mapping is refused as a whole")
{
    const auto mapping = Mapping::fromJson(kMapping);
    CHECK(readCsv("no;titre\n1;x\n", *mapping, {}).error().detail.startsWith(u"the file has no column"_s));
    CHECK(readCsv("no;no\n", *mapping, {}).error().detail == u"a column stands twice in the header"_s);
    CHECK(readCsv({}, *mapping, {}).error().kind == Failure::InvalidInput);
}

TEST_CASE("an exported collection is read again, cancelled events as withdrawn")
{
    REQUIRE(rc::check([] {
        std::vector<EventVersion> versions(*rc::gen::inRange<size_t>(0, 4), test::anyVersion());
        std::ranges::generate(versions, test::anyVersion);
        const auto rows = readFeatureCollection(toFeatureCollection(versions));
        RC_ASSERT(rows.has_value());
        RC_ASSERT(rows->size() == versions.size());
        for (size_t i = 0; i < versions.size(); ++i) {
            const ImportedRow &row = (*rows)[i];
            RC_ASSERT(row.has_value());
            RC_ASSERT(row->line == static_cast<int>(i) + 1);
            const bool same = row->event == versions[i].id && row->record == versions[i].record;
            RC_ASSERT(same);
            RC_ASSERT(row->withdrawn == (versions[i].state == EventState::Cancelled));
        }
    }));
}

TEST_CASE("the report is safe to open in a spreadsheet")
{
    CHECK(reportHeader() == "ligne,champ,raison,valeur\r\n");
    CHECK(reportLine(rowIssue(3, u"objet"_s, "required"_L1, u"=HYPERLINK(\"x\")"_s))
        == "3,objet,required,\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    CHECK(rowIssue(1, {}, "x"_L1, QString(200, u'a')).value.size() == 101);
}
