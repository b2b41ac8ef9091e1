#include <support/bluntpeer.h>
#include <support/convention.h>
#include <support/databases.h>
#include <support/facts.h>
#include <support/gis.h>
#include <support/records.h>
#include <support/storm.h>

#include <domain/geojson.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <QtNetwork/QSslKey>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QByteArray kMoving = "/collections/manifestations-deambulatoires";
const QByteArray kVisits = "/collections/visites-officielles";
const QByteArray kFacts = "/collections/faits";
const UtcTime kNoon = utc(u"2026-05-01T12:00:00Z");

EventRecord march(const QString &subject, GeoPoint from, std::optional<UtcTime> begins = kNoon)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = subject;
    record.begins = begins;
    if (begins)
        record.ends = *begins + 2h;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.departure = { u"Vieux-Port"_s, from };
    moving.waypoints = { { u"Rue A"_s, {} }, { u"Rue B"_s, {} } };
    moving.people = { 800, 1'000 };
    moving.organiser = OrganiserStatus::Union;
    moving.route = { from, { from.longitude + 0.01, from.latitude + 0.01 } };
    return record;
}

const Author kAuthor { PersonId::make(), u"Autre (DOPC)"_s };

Write firstSave(const EventRecord &record)
{
    return { RequestId::make(), kAuthor, EventId::make(), 0, record, SystemClock().now() };
}

/// Before the server starts.
std::vector<EventVersion> fill(const TestServer &server, const std::vector<EventRecord> &records)
{
    const auto writer = wanted(storage::SqliteJournalWriter::open(server.database(), server.cipher()));
    std::vector<Write> writes;
    std::ranges::transform(records, std::back_inserter(writes), firstSave);
    std::vector<EventVersion> kept;
    for (const WriteResult &result : wanted(writer->apply(writes))) {
        REQUIRE(result);
        kept.push_back(*result);
    }
    return kept;
}
void fillFacts(const TestServer &server)
{
    const auto writer = wanted(storage::SqliteJournalWriter::open(server.database(), server.cipher()));
    const UtcTime at = SystemClock().now();
    FactBlock timeless;
    timeless.columns.append({ { 5.4, 43.3 }, {}, 1, 2.5F });
    timeless.keys.push_back(9'999);
    const auto apply = [&](const std::vector<FactWrite> &writes) {
        for (const auto &result : wanted(writer->facts().apply(writes)))
            REQUIRE(result);
    };
    apply({ { RecordSource { source(u"essai"_s) }, kAuthor, at } });
    apply({ { AddFacts { 1, blockOf(0, 30) }, kAuthor, at }, { AddFacts { 1, blockOf(100, 30) }, kAuthor, at },
        { AddFacts { 1, timeless }, kAuthor, at } });
}

QStringList subjectsOf(const QJsonArray &features)
{
    QStringList subjects;
    for (const auto &feature : features)
        subjects << feature[u"properties"_s][u"objet"_s].toString();
    return subjects;
}

void listen(TestServer &server)
{
    server.setOptions({ u"--features-listen"_s, u"127.0.0.1:0"_s });
    server.start();
    REQUIRE(featuresPort(server) != 0);
}

/// "action: detail" of every entry that is about reading or refusing.
QStringList audited(const TestServer &server)
{
    const auto audit = wanted(storage::SqliteAuditReader::open(server.database()));
    QStringList lines;
    for (const AuditEntry &entry : wanted(audit->since(0, 10'000))) {
        const AuditNote note = wanted(storage::openNote(entry, server.cipher()));
        if (note.action == AuditAction::ReadEvents || note.action == AuditAction::ReadFacts
            || note.action == AuditAction::Refused)
            lines << u"%1: %2: %3"_s.arg(note.person->name.section(u' ', 0, 0), name(note.action), note.detail);
    }
    CHECK(wanted(audit->verify({})).faults.empty());
    return lines;
}

} // namespace

TEST_CASE("the pages describe themselves, and every link of theirs leads somewhere")
{
    TestServer server;
    fill(server, { march(u"Marche"_s, { 5.37, 43.29 }), visit(u"Visite"_s) });
    fillFacts(server);
    listen(server);
    const Gis gis(server, server.person(u"Anne"_s, Role::Analyst));

    QSet<QByteArray> seen;
    QByteArrayList toSee { "/" };
    while (!toSee.isEmpty()) {
        const QByteArray target = toSee.takeFirst();
        if (seen.contains(target))
            continue;
        seen.insert(target);
        const QJsonObject page = gis.page(target);
        QJsonArray links = page[u"links"_s].toArray();
        for (const auto &collection : page[u"collections"_s].toArray()) {
            for (const auto &link : collection[u"links"_s].toArray())
                links << link;
        }
        if (target != "/api" && target != "/conformance")
            CHECK(gis.targetOf(Gis::linkOf(page, u"self"_s)) == target);
        for (const auto &link : links) {
            CHECK_FALSE(link[u"type"_s].toString().isEmpty());
            toSee << gis.targetOf(link[u"href"_s].toString());
        }
    }
    CHECK(seen.contains("/api"));
    CHECK(seen.size() == 4 + 2 * 5);

    const GisAnswer api = gis.get("/api");
    CHECK(api.head.contains("Content-Type: application/vnd.oai.openapi+json;version=3.0"));
    CHECK(api.json()[u"paths"_s].toObject().size() == 6);
    CHECK(gis.page("/conformance")[u"conformsTo"_s].toArray().size() == 3);
    CHECK(gis.get(kVisits + "/items").head.contains("Content-Type: application/geo+json"));
    const QJsonArray box = gis.page(kMoving)[u"extent"_s][u"spatial"_s][u"bbox"_s][0].toArray();
    REQUIRE(box.size() == 4);
    CHECK(box[0].toDouble() == 5.37);
    CHECK(gis.get("/nowhere").status == 404);
    CHECK(gis.get("/collections?limit=3").status == 400);
    CHECK(gis.get(kVisits + "/items?limit=0").json()[u"detail"_s].toString().contains(u"limit"));
    CHECK(gis.say("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n").status == 405);
    CHECK(gis.say(QByteArray(5'000, 'x')).status == 431);
    // Who is called by another name answers by it, where that is a name.
    const auto landing = gis.say("GET / HTTP/1.1\r\nHost: sig.plateforme.example\r\n\r\n").json();
    CHECK(Gis::linkOf(landing, u"data"_s) == u"https://sig.plateforme.example/collections");
    const auto odd = gis.say("GET / HTTP/1.1\r\nHost: a/b\"c\r\n\r\n").json();
    CHECK(Gis::linkOf(odd, u"data"_s) == gis.origin() + u"/collections"_s);
}

TEST_CASE("pages follow one another by their links, and an event that changes meanwhile is in one of them")
{
    const Database database(eachEngine());
    TestServer server;
    server.setDatabase(database.where());
    std::vector<EventRecord> records;
    QStringList subjects;
    for (int i = 0; i < 25; ++i) {
        subjects << u"Visite %1"_s.arg(i);
        records.push_back(visit(subjects.last()));
        records.push_back(march(u"Marche %1"_s.arg(i), { 5.37, 43.29 }));
    }
    const auto kept = fill(server, records);
    listen(server);
    const auto agent = server.person(u"Claire"_s, Role::Entry);
    const Gis gis(server, agent);

    const QJsonObject first = gis.page(kVisits + "/items?limit=10");
    CHECK(first[u"numberMatched"_s].toInt() == 25);
    CHECK(first[u"numberReturned"_s].toInt() == 10);
    CHECK(subjectsOf(gis.all(kVisits + "/items?limit=10")) == subjects);

    // One that was on the first page is written anew, and one more comes.
    WireClient writer(server, agent);
    writer.login();
    writer.saved(protocol::SaveRequest { RequestId::make(), kept[0].id, 1, visit(u"Visite changée"_s) });
    writer.saved(protocol::SaveRequest { RequestId::make(), EventId::make(), 0, visit(u"Visite nouvelle"_s) });
    const QByteArray rest = gis.targetOf(Gis::linkOf(first, u"next"_s));
    CHECK(subjectsOf(gis.all(rest)) == subjects.sliced(10) + QStringList { u"Visite nouvelle"_s });
    const QJsonObject changed = gis.page(kVisits + "/items/" + kept[0].id.toString().toLatin1());
    CHECK(changed[u"properties"_s][u"objet"_s] == u"Visite changée"_s);
    CHECK(changed[u"properties"_s][u"revision"_s] == 2);
    CHECK(gis.get(kMoving + "/items/" + kept[0].id.toString().toLatin1()).status == 404); // of another kind
    CHECK(gis.get(kVisits + "/items/" + EventId::make().toString().toLatin1()).status == 404);

    // Another kind is another collection.
    EventRecord other = march(u"Devenue marche"_s, { 5.3, 43.2 });
    writer.saved(protocol::SaveRequest { RequestId::make(), kept[0].id, 2, other });
    CHECK(subjectsOf(gis.all(kMoving + "/items")).contains(u"Devenue marche"_s));
    CHECK_FALSE(subjectsOf(gis.all(kVisits + "/items")).contains(u"Visite changée"_s));
    (void)writer.call(protocol::CancelRequest { RequestId::make(), kept[2].id, 1 });
    const QJsonObject cancelled = gis.page(kVisits + "/items/" + kept[2].id.toString().toLatin1());
    CHECK(cancelled[u"properties"_s][u"etat"_s] == u"annulee"_s);
}

TEST_CASE("a box and a time choose, and what has neither is always in")
{
    TestServer server;
    EventRecord placeless = march(u"Sans lieu"_s, {});
    std::get<MovingDemonstration>(placeless.particulars) = {};
    fill(server,
        { march(u"Port, midi"_s, { 5.37, 43.29 }), march(u"Port, soir"_s, { 5.37, 43.29 }, kNoon + 8h),
            march(u"Nord, midi"_s, { 5.37, 43.40 }), march(u"Port, sans heure"_s, { 5.37, 43.29 }, std::nullopt),
            placeless });
    fillFacts(server);
    listen(server);
    const Gis gis(server, server.person(u"Anne"_s, Role::Analyst));
    const auto found
        = [&](const QByteArray &query) { return subjectsOf(gis.all(kMoving + "/items?limit=2&" + query)); };

    const QByteArray port = "bbox=5.36,43.28,5.38,43.30";
    CHECK(found(port) == QStringList { u"Port, midi"_s, u"Port, soir"_s, u"Port, sans heure"_s, u"Sans lieu"_s });
    CHECK(found("datetime=2026-05-01T13:00:00Z")
        == QStringList { u"Port, midi"_s, u"Nord, midi"_s, u"Port, sans heure"_s, u"Sans lieu"_s });
    CHECK(found("datetime=2026-05-01T14:30:00Z/..") == QStringList { u"Port, soir"_s, u"Port, sans heure"_s });
    CHECK(found(port + "&datetime=../2026-05-01T13:00:00Z")
        == QStringList { u"Port, midi"_s, u"Port, sans heure"_s, u"Sans lieu"_s });

    const QJsonObject march = gis.all(kMoving + "/items?limit=1").first().toObject();
    const QJsonObject properties = march[u"properties"_s].toObject();
    CHECK(march[u"geometry"_s][u"type"_s] == u"LineString"_s);
    CHECK(properties[u"nature"_s] == u"Manifestation déambulatoire"_s);
    CHECK(properties[u"adresseDepart"_s] == u"Vieux-Port"_s);
    CHECK(properties[u"adressesPassage"_s] == u"Rue A ; Rue B"_s);
    CHECK(properties[u"debut"_s] == u"2026-05-01T12:00:00Z"_s);
    for (const auto &value : properties)
        CHECK_FALSE((value.isArray() || value.isObject()));
    const QJsonObject empty = gis.all(kMoving + "/items").last().toObject();
    CHECK(empty[u"geometry"_s].isNull());
    CHECK(empty[u"properties"_s].toObject().keys() == properties.keys());

    CHECK(gis.all(kFacts + "/items?limit=7").size() == 61);
    CHECK(gis.all(kFacts + "/items?limit=7&bbox=5.3,43.2,5.3005,43.4").size() == 6); // one a ten-thousandth
    CHECK(gis.all(kFacts + "/items?datetime=2000-01-01T00:00:00Z").size() == 1); // the one without a time
    const QJsonObject fact = gis.all(kFacts + "/items?limit=7").last().toObject();
    CHECK(fact[u"properties"_s][u"categorie"_s] == u"bruit"_s);
    CHECK(fact[u"properties"_s][u"poids"_s] == 2.5);
    CHECK(gis.page(kFacts + "/items/" + fact[u"id"_s].toString().toLatin1())[u"properties"_s] == fact[u"properties"_s]);
    CHECK(gis.get(kFacts + "/items/1.4096").status == 404);
    CHECK(gis.get(kFacts + "/items/99").status == 404);
    CHECK(gis.get(kFacts + "/items?after=1.2147483647").status == 400);
    CHECK(gis.page(kFacts + "/items?after=1.4095")[u"features"_s].toArray().size() == 31); // of the blocks behind it
}

TEST_CASE("the same certificates, habilitations and convention as a session, and each reading is in the audit")
{
    TestServer server;
    fill(server, { visit(u"Visite A"_s), visit(u"Visite B"_s) });
    fillFacts(server);
    listen(server);
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto analyst = server.person(u"Anne Roche"_s, Role::Analyst);
    const auto nobody = server.person(u"Paul Nul"_s, {});
    const auto revoked = server.person(u"Rita Revoque"_s, Role::Analyst);
    server.revoke(revoked);

    QSslConfiguration bare = *pki::clientConfiguration(agent.files);
    bare.setLocalCertificateChain({});
    bare.setPrivateKey(QSslKey());
    CHECK(Gis(featuresPort(server), bare).get("/").status == 0);
    CHECK(Gis(server, server.authority().person(u"Inconnue"_s, Role::Analyst)).get("/").status == 403);
    TestAuthority other;
    CHECK(Gis(server, other.person(u"Ailleurs"_s, Role::Analyst)).get("/").status == 0);

    const Gis entry(server, agent);
    CHECK(entry.all(kVisits + "/items?limit=1").size() == 2);
    CHECK(entry.get(kFacts + "/items").status == 404); // who enters events needs none
    CHECK(entry.page("/collections")[u"collections"_s].toArray().size() == 4);
    CHECK(Gis(server, nobody).get("/").status == 403);
    CHECK(Gis(server, revoked).get("/").status == 403);
    const Gis reader(server, analyst);
    CHECK(reader.page("/collections")[u"collections"_s].toArray().size() == 5);
    CHECK(reader.page(kFacts + "/items?limit=3")[u"features"_s].toArray().size() == 3);

    endConvention(server.database());
    const GisAnswer late = entry.get(kVisits + "/items");
    CHECK(late.status == 403);
    CHECK(late.json()[u"detail"_s].toString().contains(u"convention"));
    CHECK_FALSE(late.body.contains("Visite"));
    REQUIRE(waitFor([&] { return audited(server).size() >= 6; })); // refusals are noted, not waited for
    CHECK(audited(server)
        == QStringList { u"Claire: events-read: visites-officielles, 1 read"_s,
            u"Claire: events-read: visites-officielles, 1 read"_s, u"Paul: refused: features: no active habilitation"_s,
            u"Rita: refused: features: revoked"_s, u"Anne: facts-read: faits, 3 read"_s,
            u"Claire: refused: features: the convention is not in force"_s });
}

TEST_CASE("whoever asks too often is put off, and whoever says nothing keeps nobody out")
{
    TestServer server;
    fill(server, { visit(u"Visite"_s) });
    listen(server);
    const auto agent = server.person(u"Claire"_s, Role::Entry);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 40; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(u"127.0.0.1"_s, featuresPort(server));
        REQUIRE(silent.back()->waitForConnected());
    }
    const Gis gis(server, agent);
    CHECK(gis.get("/").status == 200);
    silent.clear();

    // Many at once: one after the other, TLS alone would take long enough.
    const QSslConfiguration tls = *pki::clientConfiguration(agent.files);
    std::vector<std::unique_ptr<QSslSocket>> many;
    int putOff = 0;
    for (int round = 0; round < 100 && putOff == 0; ++round) {
        int ended = 0;
        many.clear();
        for (int i = 0; i < 30; ++i) {
            many.push_back(std::make_unique<QSslSocket>());
            QSslSocket *const socket = many.back().get();
            socket->setSslConfiguration(tls);
            QObject::connect(socket, &QSslSocket::encrypted, socket,
                [socket] { socket->write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); });
            QObject::connect(socket, &QIODevice::readyRead, socket,
                [socket, &putOff] { putOff += socket->readAll().startsWith("HTTP/1.1 429") ? 1 : 0; });
            QObject::connect(socket, &QAbstractSocket::disconnected, socket, [&ended] { ++ended; });
            socket->connectToHostEncrypted(u"127.0.0.1"_s, featuresPort(server));
        }
        REQUIRE(waitFor([&] { return ended == 30; }));
    }
    CHECK(putOff > 0);
    CHECK(waitFor([&] { return gis.get("/").status == 200; }));
}

TEST_CASE("strangers who say nothing do not push out a login that has said its hello")
{
    TestServer server;
    listen(server);
    const quint16 port = featuresPort(server);
    const auto agent = server.person(u"Claire"_s, Role::Entry);
    std::optional<Storm> storm;
    const BluntPeer slow(port, agent, [&] {
        storm.emplace(port, 64, [](int) { return true; }); // more than may wait
        REQUIRE(waitFor([&] { return storm->isOver() || storm->isRefused(); }));
        CHECK(Gis(server, agent).get("/").status == 200); // looked at after them
    });
    CHECK(slow.answer().startsWith("HTTP/1.1 200"));
}

TEST_CASE("GDAL reads the events with a certificate, page by page, and filters by place")
{
    TestServer server;
    std::vector<EventRecord> records;
    records.reserve(7);
    for (int i = 0; i < 7; ++i)
        records.push_back(march(u"Marche %1"_s.arg(i), { 5.30 + 0.02 * i, 43.29 }));
    fill(server, records);
    listen(server);
    const auto analyst = server.person(u"Anne"_s, Role::Analyst);

    GDALAllRegister();
    REQUIRE(GetGDALDriverManager()->GetDriverByName("OAPIF"));
    const auto file = [](const QString &path) { return path.toUtf8(); };
    const CPLConfigOptionSetter certificate(
        "GDAL_HTTP_SSLCERT", file(analyst.files.certificateChain).constData(), false);
    const CPLConfigOptionSetter key("GDAL_HTTP_SSLKEY", file(analyst.files.key).constData(), false);
    const CPLConfigOptionSetter authority(
        "GDAL_CURL_CA_BUNDLE", file(analyst.files.serverAuthority).constData(), false);
    const QByteArray where = "OAPIF:https://127.0.0.1:" + QByteArray::number(featuresPort(server));
    const char *const options[] = { "PAGE_SIZE=3", nullptr };
    const std::unique_ptr<GDALDataset> opened(
        GDALDataset::Open(where.constData(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, nullptr, options));
    INFO(CPLGetLastErrorMsg());
    REQUIRE(opened);
    OGRLayer *const layer = opened->GetLayerByName("manifestations-deambulatoires");
    REQUIRE(layer);
    CHECK(layer->GetFeatureCount() == 7);
    QStringList subjects;
    for (const auto &feature : *layer) {
        subjects << QString::fromUtf8(feature->GetFieldAsString("objet"));
        CHECK(wkbFlatten(feature->GetGeometryRef()->getGeometryType()) == wkbLineString);
        CHECK(feature->GetFieldAsInteger("personnesAttendues") == 800);
    }
    CHECK(subjects.size() == 7);
    CHECK(subjects.first() == u"Marche 0");
    CHECK(layer->GetLayerDefn()->GetFieldDefn(layer->GetLayerDefn()->GetFieldIndex("debut"))->GetType() == OFTDateTime);
    REQUIRE(layer->GetSpatialRef());
    layer->SetSpatialFilterRect(5.295, 43.2, 5.305, 43.4);
    CHECK(layer->GetFeatureCount() == 1);
    CHECK(opened->GetLayerByName("faits"));
    CHECK(std::ranges::any_of(audited(server), [](const QString &line) {
        return line.startsWith(u"Anne: events-read: manifestations-deambulatoires, 3 read");
    }));
}
