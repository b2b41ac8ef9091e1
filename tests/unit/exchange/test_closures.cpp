#include "closures.h"

#include <exchange/publication.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>

#include <support/places.h>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <map>
#include <memory>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kStart = fromIso(u"2026-05-01T12:00:00Z").value(); // 14:00 in Marseille

const Stamp kClosureStamp { Purpose::Conduct, u"Claire -- Martin (DOPC)"_s, kStart };

EventVersion closing(EventRecord record)
{
    record.subject = u"Marche blanche secrète"_s;
    record.description = u"Notes secrètes"_s;
    record.begins = kStart;
    record.ends = kStart + std::chrono::hours { 3 };
    return { EventId::make(), 4, 9, EventState::Active, { PersonId::make(), u"Auteur secret"_s }, kStart, record };
}

EventVersion route()
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.departure = { u"Quai du Port"_s, {} };
    moving.organiser = OrganiserStatus::Party;
    moving.people = { 12'345, 54'321 };
    moving.route = { { 5.3698, 43.2951 }, { 5.3806, 43.2986 }, { 5.3855, 43.3001 } };
    return closing(record);
}
EventVersion sector()
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    std::get<StaticDemonstration>(record.particulars).footprint
        = { { 5.377, 43.289 }, { 5.379, 43.289 }, { 5.379, 43.291 } };
    return closing(record);
}

/// Paths of elements in their order, with their texts; the prefix stands for the namespace.
struct Element {
    QString path;
    QString text;
    std::map<QString, QString> attributes;
};
std::vector<Element> elementsOf(const QByteArray &xml)
{
    static const std::map<QString, QString> prefixes { { u"http://datex2.eu/schema/3/d2Payload"_s, u"d2:"_s },
        { u"http://datex2.eu/schema/3/common"_s, u"com:"_s }, { u"http://datex2.eu/schema/3/situation"_s, u"sit:"_s },
        { u"http://datex2.eu/schema/3/locationReferencing"_s, u"loc:"_s }, { QString(), QString() } };
    QXmlStreamReader reader(xml);
    std::vector<Element> elements;
    QStringList path;
    std::vector<size_t> open;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            REQUIRE(prefixes.contains(reader.namespaceUri().toString()));
            path << prefixes.at(reader.namespaceUri().toString()) + reader.name().toString();
            open.push_back(elements.size());
            elements.push_back({ path.join(u'/'), {}, {} });
            for (const QXmlStreamAttribute &one : reader.attributes())
                elements.back().attributes[one.qualifiedName().toString()] = one.value().toString();
        } else if (reader.isEndElement()) {
            path.removeLast();
            open.pop_back();
        } else if (reader.isCharacters() && !reader.isWhitespace()) {
            elements[open.back()].text += reader.text();
        }
    }
    INFO(reader.errorString().toStdString());
    REQUIRE_FALSE(reader.hasError());
    return elements;
}
/// Names of the elements directly below that path, in their order.
QStringList childrenOf(const std::vector<Element> &elements, const QString &path)
{
    QStringList names;
    for (const Element &element : elements) {
        if (element.path.startsWith(path + u'/') && !element.path.sliced(path.size() + 1).contains(u'/'))
            names << element.path.section(u'/', -1);
    }
    return names;
}
const Element &first(const std::vector<Element> &elements, const QString &path)
{
    const auto found = std::ranges::find(elements, path, &Element::path);
    INFO(path.toStdString());
    REQUIRE(found != elements.end());
    return *found;
}

template <auto free>
struct FreedBy {
    void operator()(auto *pointer) const { free(pointer); }
};

const std::string kNone; ///< no faults; compared with, so that a failure shows them
/// What is wrong with that XML by that schema, one fault a line.
std::string faultsBy(const QString &schemaFile, const QByteArray &xml)
{
    std::string faults;
    // The fault is const from libxml2 2.12 on.
    const auto collect = [](void *told, auto *fault) { static_cast<std::string *>(told)->append(fault->message); };
    const std::unique_ptr<xmlSchemaParserCtxt, FreedBy<&xmlSchemaFreeParserCtxt>> parser(
        xmlSchemaNewParserCtxt(QFile::encodeName(schemaFile).constData()));
    xmlSchemaSetParserStructuredErrors(parser.get(), collect, &faults);
    const std::unique_ptr<xmlSchema, FreedBy<&xmlSchemaFree>> schema(xmlSchemaParse(parser.get()));
    if (!schema)
        return "the schema: " + faults;
    const std::unique_ptr<xmlDoc, FreedBy<&xmlFreeDoc>> document(
        xmlReadMemory(xml.constData(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET));
    if (!document)
        return "not XML";
    const std::unique_ptr<xmlSchemaValidCtxt, FreedBy<&xmlSchemaFreeValidCtxt>> validator(
        xmlSchemaNewValidCtxt(schema.get()));
    xmlSchemaSetValidStructuredErrors(validator.get(), collect, &faults);
    const bool isValid = xmlSchemaValidateDoc(validator.get(), document.get()) == 0;
    return isValid || !faults.empty() ? faults : "not valid";
}

QString ownSchema(const QString &name) { return test::sourcePath(u"tests/data/closures/"_s + name); }

const QString kSituationPath = u"d2:payload/sit:situation"_s;
const QString kRecordPath = kSituationPath + u"/sit:situationRecord"_s;
/// As the schema of DATEX II 3.1 has it (GmlPosList).
const QRegularExpression kPosList(u"^[-+]?[0-9]*\\.?[0-9]+(\\s[-+]?[0-9]*\\.?[0-9]+){3,}$"_s);

} // namespace

TEST_CASE("DATEX II: what its schema wants, in the order of its sequences")
{
    const std::vector events { route() };
    const auto elements = elementsOf(datexII(events, kClosureStamp));
    const Element &payload = elements.front();
    CHECK(payload.path == u"d2:payload");
    CHECK(payload.attributes
        == std::map<QString, QString> { { u"xsi:type"_s, u"sit:SituationPublication"_s }, { u"lang"_s, u"fr"_s },
            { u"modelBaseVersion"_s, u"3"_s } });
    CHECK(childrenOf(elements, u"d2:payload"_s)
        == QStringList { u"com:publicationTime"_s, u"com:publicationCreator"_s, u"sit:situation"_s });
    CHECK(childrenOf(elements, u"d2:payload/com:publicationCreator"_s)
        == QStringList { u"com:country"_s, u"com:nationalIdentifier"_s });
    CHECK(first(elements, kSituationPath).attributes.at(u"id"_s) == events[0].id.toString());
    CHECK(childrenOf(elements, kSituationPath) == QStringList { u"sit:headerInformation"_s, u"sit:situationRecord"_s });
    CHECK(childrenOf(elements, kSituationPath + u"/sit:headerInformation"_s)
        == QStringList { u"com:confidentiality"_s, u"com:informationStatus"_s });
    const Element &record = first(elements, kRecordPath);
    CHECK(record.attributes.at(u"xsi:type"_s) == u"sit:RoadOrCarriagewayOrLaneManagement");
    CHECK(record.attributes.at(u"version"_s) == u"4");
    CHECK_FALSE(record.attributes.at(u"id"_s).isEmpty());
    CHECK(childrenOf(elements, kRecordPath)
        == QStringList { u"sit:situationRecordCreationTime"_s, u"sit:situationRecordVersionTime"_s,
            u"sit:probabilityOfOccurrence"_s, u"sit:validity"_s, u"sit:generalPublicComment"_s,
            u"sit:locationReference"_s, u"sit:complianceOption"_s, u"sit:roadOrCarriagewayOrLaneManagementType"_s });
    CHECK(childrenOf(elements, kRecordPath + u"/sit:validity"_s)
        == QStringList { u"com:validityStatus"_s, u"com:validityTimeSpecification"_s });
    const QString period = kRecordPath + u"/sit:validity/com:validityTimeSpecification"_s;
    CHECK(first(elements, period + u"/com:overallStartTime"_s).text == u"2026-05-01T14:00:00+02:00");
    CHECK(first(elements, period + u"/com:overallEndTime"_s).text == u"2026-05-01T17:00:00+02:00");
    CHECK(first(elements, kRecordPath + u"/sit:complianceOption"_s).text == u"mandatory");
    CHECK(first(elements, kRecordPath + u"/sit:roadOrCarriagewayOrLaneManagementType"_s).text == u"roadClosed");
    CHECK(first(elements, kRecordPath + u"/sit:locationReference"_s).attributes.at(u"xsi:type"_s)
        == u"loc:LinearLocation");
    const QString line = kRecordPath + u"/sit:locationReference/loc:gmlLineString"_s;
    const QString places = first(elements, line + u"/loc:posList"_s).text;
    CHECK(kPosList.match(places).hasMatch());
    CHECK(places.startsWith(u"43.2951000 5.3698000 43.2986000 "));
    CHECK(first(elements, line).attributes.at(u"srsName"_s).endsWith(u"/4326"));
}

TEST_CASE("DATEX II: a sector is an area whose ring is closed")
{
    const std::vector events { sector() };
    const auto elements = elementsOf(datexII(events, kClosureStamp));
    CHECK(
        first(elements, kRecordPath + u"/sit:locationReference"_s).attributes.at(u"xsi:type"_s) == u"loc:AreaLocation");
    const QString ring = first(
        elements, kRecordPath + u"/sit:locationReference/loc:gmlMultiPolygon/loc:gmlPolygon/loc:exterior/loc:posList"_s)
                             .text;
    CHECK(kPosList.match(ring).hasMatch());
    const QStringList numbers = ring.split(u' ');
    REQUIRE(numbers.size() == 8);
    CHECK(numbers.first(2) == numbers.last(2));
}

TEST_CASE("CIFS: every element that Waze requires or asks for, once")
{
    const std::vector events { route(), sector() };
    const auto elements = elementsOf(cifs(events, kClosureStamp));
    CHECK(elements.front().path == u"incidents");
    CHECK(childrenOf(elements, u"incidents"_s) == QStringList { u"incident"_s, u"incident"_s });
    CHECK(first(elements, u"incidents/incident"_s).attributes.at(u"id"_s) == events[0].id.toString());
    QStringList each = childrenOf(elements, u"incidents/incident"_s);
    REQUIRE(each.size() == 20);
    CHECK(each.first(10)
        == QStringList { u"creationtime"_s, u"updatetime"_s, u"type"_s, u"subtype"_s, u"description"_s, u"polyline"_s,
            u"direction"_s, u"street"_s, u"starttime"_s, u"endtime"_s });
    const auto text = [&](const QString &name) { return first(elements, u"incidents/incident/"_s + name).text; };
    CHECK(text(u"type"_s) == u"ROAD_CLOSED");
    CHECK(text(u"subtype"_s) == u"ROAD_CLOSED_EVENT");
    CHECK(text(u"direction"_s) == u"BOTH_DIRECTIONS");
    CHECK(text(u"street"_s) == u"Quai du Port");
    CHECK(text(u"starttime"_s) == u"2026-05-01T14:00:00+02:00");
    CHECK(text(u"polyline"_s).startsWith(u"43.2951000 5.3698000 "));
}

TEST_CASE("closures are valid by the schemas of DATEX II and CIFS")
{
    EventVersion shortStreet = route();
    std::get<MovingDemonstration>(shortStreet.record.particulars).departure = { u"A"_s, {} };
    const std::vector events { route(), sector(), shortStreet };
    const std::vector<EventVersion> none;
    const QString published = qEnvironmentVariable("CORTEGE_DATA") + u"/closures/"_s;
    for (const auto &some : { events, none }) {
        CHECK(faultsBy(ownSchema(u"datex2-payload.xsd"_s), datexII(some, kClosureStamp)) == kNone);
        CHECK(faultsBy(ownSchema(u"cifs.xsd"_s), cifs(some, kClosureStamp)) == kNone);
        if (const QString file = published + u"DATEXII_3_D2Payload.xsd"_s; QFile::exists(file))
            CHECK(faultsBy(file, datexII(some, kClosureStamp)) == kNone);
        if (const QString file = published + u"cifsv2.xsd"_s; QFile::exists(file))
            CHECK(faultsBy(file, cifs(some, kClosureStamp)) == kNone);
    }
}

TEST_CASE("the schemas of closures refuse what differs")
{
    const std::vector events { route() };
    struct Change {
        QByteArray from;
        QByteArray to;
    };
    const auto changed = [](QByteArray xml, const Change &change) {
        REQUIRE(xml.contains(change.from));
        return xml.replace(change.from, change.to);
    };
    for (const Change &change : { Change { ">roadClosed<", ">closed<" }, Change { ">certain<", ">sure<" },
             Change { "sit:probabilityOfOccurrence", "sit:probability" }, Change { " version=\"4\"", "" },
             Change { "loc:posList", "com:posList" }, Change { "43.2951000 5.3698000", "43,2951 5,3698" },
             Change { "com:overallStartTime", "com:overallEndTime" }, Change { ">fr<", ">fra<" } }) {
        INFO(change.from.toStdString());
        CHECK(faultsBy(ownSchema(u"datex2-payload.xsd"_s), changed(datexII(events, kClosureStamp), change)) != kNone);
    }
    for (const Change &change : { Change { ">ROAD_CLOSED<", ">CLOSED<" }, Change { ">BOTH_DIRECTIONS<", ">BOTH<" },
             Change { "starttime", "start" }, Change { "Quai du Port", "A" }, Change { "+02:00", "+0200" } }) {
        INFO(change.from.toStdString());
        CHECK(faultsBy(ownSchema(u"cifs.xsd"_s), changed(cifs(events, kClosureStamp), change)) != kNone);
    }
}

TEST_CASE("a closure says where and when, and nothing else of the event")
{
    const std::vector events { route(), sector() };
    for (const QByteArray &file : { datexII(events, kClosureStamp), cifs(events, kClosureStamp) }) {
        INFO(file.toStdString());
        for (const char *kept : { "secr", "12345", "54321", "politique", "Party", "émonstration", "anifestation" })
            CHECK_FALSE(file.contains(kept));
        CHECK(file.contains("Claire – Martin")); // who took it, and what for: a comment that "--" does not end
        CHECK(file.contains("Conduite des opérations"));
    }
}

TEST_CASE("only what is sure, dated and drawn closes a road")
{
    EventVersion cancelled = route();
    cancelled.state = EventState::Cancelled;
    EventVersion endless = route();
    endless.record.ends.reset();
    EventVersion undrawn = route();
    std::get<MovingDemonstration>(undrawn.record.particulars).route.clear();
    const std::vector events { cancelled, endless, undrawn, closing(emptyRecord(EventKind::OfficialVisit)), route() };
    const auto closures = closuresOf(events);
    REQUIRE(closures.size() == 1);
    CHECK(closures.front().id == events.back().id.toString());

    const QTemporaryDir folder;
    for (const CopyForm form : { CopyForm::DatexII, CopyForm::Cifs }) {
        const QString path = folder.filePath(u"fermetures."_s + suffix(form));
        REQUIRE(publish(path, form, events, kClosureStamp));
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.readAll().count(events.back().id.toString().toLatin1()) > 0);
    }
}
