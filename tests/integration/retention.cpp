#include <domain/dataacts.h>
#include <pki/signing.h>
#include <storage/sqlitedataacts.h>
#include <support/places.h>
#include <support/prometheus.h>
#include <support/station.h>
#include <support/wanted.h>
#include <support/wireclient.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QTcpSocket>

#include <sqlite3.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

struct Ran {
    int code;
    QByteArray said;
    QByteArray complained;
};
/// The real cortege-admin, in French.
Ran admin(const QStringList &arguments)
{
    QProcess process;
    process.start(binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + arguments);
    REQUIRE(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, kPatience));
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}
QByteArray said(const QStringList &arguments)
{
    const Ran ran = admin(arguments);
    INFO(arguments.join(u' ').toStdString() << ": " << ran.complained.toStdString());
    REQUIRE(ran.code == 0);
    return ran.said;
}

/// A server with visits of long ago and of now, and who decides about them.
struct Platformed {
    TestServer server;
    std::optional<TestPerson> steward;
    std::optional<TestPerson> agent;
    std::vector<EventVersion> old;
    std::vector<EventVersion> recent;

    Platformed()
    {
        server.start();
        steward = server.person(u"Anne Leroy"_s, Role::Admin);
        agent = server.person(u"Claire Martin"_s, Role::Entry);
    }
    QStringList data() const { return { u"--database"_s, server.database(), u"--keys"_s, server.keys() }; }
    QStringList acting() const
    {
        return { u"--as-certificate"_s, steward->files.certificateChain, u"--as-key"_s, steward->files.key };
    }
    static EventRecord visitOn(UtcTime day, const QString &subject)
    {
        EventRecord record = visit(subject);
        record.begins = day;
        record.ends = day + std::chrono::hours(2);
        return record;
    }
    /// Three of each, by turns, each with a correction.
    void fill()
    {
        WireClient client(server, *agent);
        client.login();
        const UtcTime now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
        for (int i = 0; i < 6; ++i) {
            const bool isOld = i % 2 == 0;
            const EventRecord record = visitOn(
                now - std::chrono::days(isOld ? 300 + i : 10), (isOld ? u"Ancienne %1"_s : u"Récente %1"_s).arg(i));
            const EventId event = EventId::make();
            client.saved(protocol::SaveRequest { RequestId::make(), event, 0, record });
            EventRecord corrected = record;
            corrected.description = QString(qsizetype { 1'500 } * i, u'd');
            (isOld ? old : recent)
                .push_back(client.saved(protocol::SaveRequest { RequestId::make(), event, 1, corrected }));
        }
    }
    void keepVisitsFor(int months) const
    {
        said(QStringList { u"retention"_s, u"set"_s, u"--category"_s, u"visiteOfficielle"_s, u"--months"_s,
                 QString::number(months), u"--reference"_s, u"Décision 2027-3"_s }
            + data() + acting());
    }
    void expectSoundness() const
    {
        said(QStringList {
            u"audit"_s, u"verify"_s, u"--database"_s, server.database(), u"--anchor"_s, server.anchor() });
        said(QStringList { u"database"_s, u"check"_s } + data());
    }
};

bool holdsOnly(const client::Replica &replica, const std::vector<EventVersion> &events)
{
    return replica.events().size() == std::ssize(events) && std::ranges::all_of(events, [&](const EventVersion &event) {
        const EventVersion *const found = replica.find(event.id);
        return found && *found == event;
    });
}

/// The records as they are kept.
std::vector<QByteArray> featuresOf(const QString &path)
{
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    sqlite3_stmt *statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(handle, "SELECT feature FROM journal ORDER BY sequence", -1, &statement, nullptr)
        == SQLITE_OK);
    std::vector<QByteArray> features;
    while (sqlite3_step(statement) == SQLITE_ROW)
        features.emplace_back(
            static_cast<const char *>(sqlite3_column_blob(statement, 0)), sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return features;
}
bool isAnywhere(const TestServer &server, const QByteArray &bytes)
{
    return std::ranges::any_of(QStringList { u""_s, u"-wal"_s, u"-shm"_s }, [&](const QString &tail) {
        QFile file(server.database() + tail);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    });
}

double figure(const TestServer &server, const QByteArray &name)
{
    QTcpSocket socket;
    socket.connectToHost(
        u"127.0.0.1"_s, static_cast<quint16>(server.logged(u"listening"_s).first().value(u"metricsPort"_s).toInt()));
    REQUIRE(socket.waitForConnected());
    QByteArray heard;
    socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    REQUIRE(waitFor([&] {
        heard += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    }));
    heard += socket.readAll();
    return PrometheusPage(heard.sliced(heard.indexOf("\r\n\r\n") + 4)).value(name);
}

} // namespace

TEST_CASE("what is over goes from the running server, its file and every console; the rest stays and is replayed whole")
{
    Platformed platform;
    platform.fill();
    TestServer &server = platform.server;
    const auto analyst = server.person(u"Paul Roux"_s, Role::Analyst);
    Station console(server.profileOf(analyst), client::Platform::UnsentWork::None);
    console.goOnline();
    REQUIRE(console->replica().events().size() == 6);
    std::vector<EventId> erased;
    QObject::connect(&console.platform(), &client::Platform::eventsErased, &console.platform(),
        [&](const std::vector<EventId> &events) { std::ranges::copy(events, std::back_inserter(erased)); });
    const auto before = featuresOf(server.database());
    REQUIRE(before.size() == 12);

    // Nothing is over as long as nobody has decided anything.
    const QStringList apply = QStringList { u"retention"_s, u"apply"_s } + platform.data();
    said(apply);
    CHECK(featuresOf(server.database()) == before);

    platform.keepVisitsFor(6);
    const auto preview
        = QJsonDocument::fromJson(said(QStringList { u"retention"_s, u"preview"_s, u"--json"_s } + platform.data()))
              .array();
    const auto visits = std::ranges::find_if(
        preview, [](const QJsonValue &part) { return part[u"category"_s] == u"visiteOfficielle"_s; });
    REQUIRE(visits != preview.end());
    CHECK((*visits)[u"due"_s] == 3);
    CHECK((*visits)[u"kept"_s] == 3);
    CHECK((*visits)[u"list"_s].toArray().size() == 3);
    CHECK(featuresOf(server.database()) == before); // nothing has gone yet

    said(apply);
    REQUIRE(waitUntil([&] { return console->replica().upTo() == 15; }));
    CHECK(holdsOnly(console->replica(), platform.recent));
    CHECK(erased.size() == 3);
    for (const EventVersion &event : platform.old)
        CHECK(std::ranges::contains(erased, event.id));
    CHECK(console.link() == client::Link::Online); // it was never cut

    const auto after = featuresOf(server.database());
    REQUIRE(after.size() == 15);
    for (size_t i = 0; i < before.size(); ++i) {
        const bool gone = i / 2 % 2 == 0; // two rows an event
        CHECK((after[i] != before[i]) == gone);
        // Neither its first page nor its last one.
        CHECK(isAnywhere(server, before[i].first(60)) == !gone);
        CHECK(isAnywhere(server, before[i].last(60)) == !gone);
    }
    platform.expectSoundness();

    // Whoever comes now gets the same, from the beginning and from anywhere else.
    Station newcomer(server.profileOf(analyst), client::Platform::UnsentWork::None);
    newcomer.goOnline();
    CHECK(newcomer->replica().upTo() == 15);
    CHECK(holdsOnly(newcomer->replica(), platform.recent));
    WireClient client(server, *platform.agent);
    client.login();
    REQUIRE(client.call(protocol::SubscribeRequest { 5 }));
    REQUIRE(waitFor([&] { return client.news().size() == 10; }));
    for (size_t i = 0; i < client.news().size(); ++i)
        CHECK(client.news()[i].sequence == static_cast<Sequence>(i) + 6);
    CHECK(client.news().back().state == EventState::Erased);

    // It does not come back, and everything else goes on.
    const EventVersion &gone = platform.old.front();
    CHECK(client.refusal(protocol::SaveRequest { RequestId::make(), gone.id, gone.revision, gone.record })
        == protocol::ErrorCode::NotFound);
    CHECK(client.refusal(protocol::HistoryRequest { gone.id }) == protocol::ErrorCode::NotFound);
    CHECK(client.saved(newVisit()).sequence == 16);
    REQUIRE(waitUntil([&] { return console->replica().upTo() == 16; }));
    platform.expectSoundness();

    SECTION("a server that starts again has the same")
    {
        server.terminate();
        server.start();
        Station later(server.profileOf(analyst), client::Platform::UnsentWork::None);
        later.goOnline();
        CHECK(later->replica().upTo() == 16);
        CHECK(later->replica().events().size() == 4);
        platform.expectSoundness();
    }
}

TEST_CASE("who was away while something was erased has it no more when they are back")
{
    Platformed platform;
    platform.fill();
    const auto analyst = platform.server.person(u"Paul Roux"_s, Role::Analyst);
    Station console(platform.server.profileOf(analyst), client::Platform::UnsentWork::None);
    console.goOnline();
    REQUIRE(console->replica().events().size() == 6);
    platform.server.terminate();
    platform.keepVisitsFor(6);
    said(QStringList { u"retention"_s, u"apply"_s } + platform.data());
    platform.server.start();
    REQUIRE(waitUntil([&] { return console->replica().upTo() == 15; }));
    CHECK(holdsOnly(console->replica(), platform.recent));
    platform.expectSoundness();
}

TEST_CASE(
    "a draft of an event that was erased while the workstation was off is dropped when it is back; the others stay")
{
    Platformed platform;
    platform.fill();
    Station desk(platform.server.profileOf(*platform.agent));
    desk.goOnline();
    const EventId fresh = EventId::make();
    for (const EventId &event : { platform.old.front().id, platform.recent.front().id, fresh })
        REQUIRE(desk->keepPaper(client::Paper::Draft, event, "brouillon"));
    desk.crash();
    platform.keepVisitsFor(6);
    said(QStringList { u"retention"_s, u"apply"_s } + platform.data());
    desk.open();
    CHECK(desk->papers(client::Paper::Draft)->size() == 3);
    std::vector<EventId> erased;
    QObject::connect(&desk.platform(), &client::Platform::eventsErased, &desk.platform(),
        [&](const std::vector<EventId> &events) { std::ranges::copy(events, std::back_inserter(erased)); });
    desk.goOnline();
    CHECK(std::ranges::contains(erased, platform.old.front().id));
    const auto drafts = desk->papers(client::Paper::Draft).value();
    CHECK(drafts.size() == 2);
    CHECK(drafts.contains(platform.recent.front().id));
    CHECK(drafts.contains(fresh));
    desk.crash();
    desk.open();
    CHECK(desk->papers(client::Paper::Draft)->size() == 2);
}

TEST_CASE("only an authority or an administrator decides about the data as a whole")
{
    Platformed platform;
    const QStringList set = QStringList { u"retention"_s, u"set"_s, u"--category"_s, u"visiteOfficielle"_s,
        u"--months"_s, u"6"_s, u"--reference"_s, u"Décision"_s }
        + platform.data();
    const Ran ran = admin(set
        + QStringList {
            u"--as-certificate"_s, platform.agent->files.certificateChain, u"--as-key"_s, platform.agent->files.key });
    CHECK(ran.code == 1);
    CHECK(said({ u"retention"_s, u"show"_s, u"--database"_s, platform.server.database() }).count("fin de la convention")
        == 6);
    said(set + platform.acting());
    CHECK(said({ u"retention"_s, u"show"_s, u"--database"_s, platform.server.database() }).contains("6 mois"));
}

TEST_CASE("a running server counts what providers will soon owe")
{
    TestServer server;
    server.setOptions({ u"--metrics"_s, u"127.0.0.1:0"_s });
    server.start();
    CHECK(figure(server, "cortege_handovers_due_soon") == 0);
    CHECK(figure(server, "cortege_handovers_overdue") == 0);
    const auto steward = server.person(u"Anne Leroy"_s, Role::Admin);
    const auto signer = [&](const QString &path) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    const auto keys = wanted(
        pki::CertificateSigner::from(signer(steward.files.certificateChain), wanted(pki::privateKeyOf(steward.files))));
    const SystemClock clock;
    const QDate today = toParis(clock.now()).date();
    const pki::CertificateCheck signatures;
    DataActs acts(signatures);
    const auto store = wanted(storage::SqliteDataActs::open(server.database(), server.cipher()));
    wanted(acts.record(*store,
        HandedOver { .id = HandoverId::make(),
            .provider = u"Études SARL"_s,
            .contact = u"service des données"_s,
            .certificate = QByteArray(32, 'c'),
            .purpose = u"Étude de mobilité"_s,
            .until = today.addDays(5),
            .from = today.addDays(-9),
            .to = today,
            .kinds = { EventKind::OfficialVisit },
            .events = 1,
            .form = u"geojson"_s,
            .package = QByteArray(32, 'p') },
        steward.person.author(), keys, clock));
    server.terminate();
    server.start();
    REQUIRE(waitFor([&] { return figure(server, "cortege_handovers_due_soon") == 1; }));
    CHECK(figure(server, "cortege_handovers_overdue") == 0);
}
