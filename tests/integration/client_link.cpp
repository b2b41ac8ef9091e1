#include <support/relay.h>
#include <support/station.h>

#include <storage/sqliteregister.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QRandomGenerator>

#include <iostream>

using namespace cortege;
using namespace cortege::client;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using UnsentWork = Platform::UnsentWork;

namespace
{

Profile through(const Relay &relay, Profile profile)
{
    profile.server.setPort(relay.port());
    return profile;
}

void fill(const TestServer &server, int rows)
{
    const auto writer = storage::SqliteJournalWriter::open(server.database(), server.cipher()).value();
    const Author author { PersonId::make(), u"Autre (DOPC)"_s };
    std::vector<EventId> events;
    events.reserve(50);
    for (int i = 0; i < 50; ++i)
        events.push_back(EventId::make());
    std::vector<Write> writes;
    writes.reserve(static_cast<size_t>(rows));
    for (int i = 0; i < rows; ++i)
        writes.push_back({ RequestId::make(), author, events[static_cast<size_t>(i % 50)], i / 50,
            visit(u"Visite %1"_s.arg(i)), SystemClock().now() });
    REQUIRE(writer->apply(writes).value().size() == writes.size());
}

} // namespace

TEST_CASE("a program connects, hears who it is and what time it is, and follows the journal")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    fill(server, 1'000);
    server.start();
    Station station(server.profileOf(person));
    std::vector<Link> links;
    std::vector<EventVersion> heard;
    QObject::connect(&station.platform(), &Platform::linkChanged, &station.platform(), [&] {
        if (links.empty() || links.back() != station.link())
            links.push_back(station.link());
    });
    QObject::connect(&station.platform(), &Platform::versionsArrived, &station.platform(),
        [&](const std::vector<EventVersion> &versions, bool live) {
            CHECK_FALSE(live);
            heard.insert(heard.end(), versions.begin(), versions.end());
        });
    CHECK(station.link() == Link::Offline);
    station.goOnline();
    CHECK(links == std::vector { Link::Offline, Link::Connecting, Link::CatchingUp, Link::Online });
    CHECK(station->greeting()->person == person.person.id);
    CHECK(std::chrono::abs(station->clockOffset()) < 60s);
    CHECK_FALSE(station->trouble());
    CHECK(heard == journalOf(server));
    CHECK(station->replica().events() == stateOf(heard));

    station->stop();
    CHECK(station.link() == Link::Offline);
    CHECK(station->greeting());
    CHECK(server.terminate() == 0);
}

TEST_CASE("a clock that is set while the program runs is compared with the platform's again")
{
    class SetClock final : public Clock
    {
    public:
        UtcTime now() const override { return SystemClock().now() + ahead; }
        std::chrono::minutes ahead { 0 };
    };
    TestServer server;
    server.start();
    SetClock own;
    Timing timing = hurried();
    timing.heartbeat = 50ms;
    const auto platform = Platform::open(
        server.profileOf(server.person(u"Claire"_s, Role::Entry)), u"test/1"_s, own, UnsentWork::None, {}, timing)
                              .value();
    platform->start();
    REQUIRE(waitUntil([&] { return platform->link() == Link::Online; }));
    CHECK(std::chrono::abs(platform->clockOffset()) < 60s);
    own.ahead = 60min;
    CHECK(waitUntil([&] { return std::chrono::abs(platform->clockOffset() + 60min) < 60s; }));
    CHECK(std::chrono::abs(platform->clock().now() - SystemClock().now()) < 60s);
}

TEST_CASE("what others save arrives at once, as news")
{
    TestServer server;
    server.start();
    Station author(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    Station reader(server.profileOf(server.person(u"Paul"_s, Role::Analyst)), UnsentWork::None);
    author.goOnline();
    reader.goOnline();
    bool live = false;
    QObject::connect(&reader.platform(), &Platform::versionsArrived, &reader.platform(),
        [&](const auto &, bool isLive) { live = isLive; });
    const EventId event = EventId::make();
    REQUIRE(author->save(event, visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return reader->replica().find(event) != nullptr; }));
    CHECK(live);
    CHECK(reader->replica().find(event)->record == visit(u"Visite"_s));
    REQUIRE(waitUntil([&] { return author.hasSentAll(); }));
    CHECK(author->replica().events() == reader->replica().events());
}

TEST_CASE("no server, no certificate, no answer: the link says why")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    server.start();
    SECTION("nobody listens")
    {
        server.kill();
        Station station(server.profileOf(person));
        station.start();
        REQUIRE(waitUntil([&] { return station->trouble().has_value(); }));
        CHECK(station.link() == Link::Offline);
        CHECK(station->trouble()->kind == Failure::Unavailable);
        server.start();
        REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
        CHECK_FALSE(station->trouble());
    }
    SECTION("an authority that the server does not know")
    {
        TestAuthority other;
        auto stranger = other.person(u"Inconnue"_s, Role::Entry);
        stranger.files.serverAuthority = person.files.serverAuthority;
        Station station(server.profileOf(stranger));
        station.start();
        REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
        CHECK(station->trouble()->kind == Failure::Unauthenticated);
    }
    SECTION("a server that our authority does not know")
    {
        TestAuthority other;
        auto elsewhere = person;
        elsewhere.files.serverAuthority = other.path(u"authority/server-authority.pem"_s);
        Station station(server.profileOf(elsewhere));
        station.start();
        REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
        CHECK(station->trouble()->kind == Failure::Unauthenticated);
        CHECK(station->trouble()->detail.contains("server's certificate"_L1));
    }
    SECTION("a person that the register does not know, until it does")
    {
        auto stranger = server.authority().person(u"Nouvelle"_s, Role::Entry);
        Station station(server.profileOf(stranger));
        station.start();
        REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
        const auto persons
            = storage::SqlitePersonRegister::open(server.database(), storage::SqlitePersonRegister::Access::ReadWrite)
                  .value();
        REQUIRE(persons->add(stranger.person));
        REQUIRE(persons->bind(stranger.fingerprint, stranger.person.id, SystemClock().now()));
        REQUIRE(server.grantor().grant(stranger.person.id, stranger.person.roles));
        REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
    }
}

TEST_CASE("a revoked person is shown out, and may not come back")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    server.start();
    Station station(server.profileOf(person));
    station.goOnline();
    server.revoke(person);
    REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
    CHECK(station->trouble()->kind == Failure::Forbidden);
    REQUIRE(station->save(EventId::make(), visit(u"Gardée"_s)));
    int tries = 0;
    QObject::connect(&station.platform(), &Platform::linkChanged, &station.platform(), [&] {
        ++tries;
        CHECK(station.link() == Link::Denied); // no flicker while it tries
    });
    REQUIRE(waitUntil([&] { return tries > 6; }));
    CHECK(station->allPending().size() == 1);
    CHECK(journalOf(server).empty());
}

TEST_CASE("a line that has died without a word is noticed, and replaced")
{
    TestServer server;
    server.start();
    Relay relay(server.port());
    Timing timing = hurried();
    timing.heartbeat = 100ms;
    timing.silence = 500ms;
    Station station(
        through(relay, server.profileOf(server.person(u"Claire"_s, Role::Entry))), UnsentWork::Kept, timing);
    station.goOnline();
    relay.mute();
    REQUIRE(waitUntil([&] { return station.link() != Link::Online; }));
    CHECK(station->trouble()->detail.contains("nothing heard"_L1));
    relay.cut();
    REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
    CHECK(relay.connections() >= 2);
}

TEST_CASE("a server that never answers is given up")
{
    TestServer server;
    server.start();
    Relay relay(server.port());
    relay.mute();
    Timing timing = hurried();
    timing.handshake = 200ms;
    Station station(
        through(relay, server.profileOf(server.person(u"Claire"_s, Role::Entry))), UnsentWork::Kept, timing);
    station.start();
    REQUIRE(waitUntil([&] { return relay.connections() >= 3; }));
    CHECK(station->trouble()->kind == Failure::Unavailable);
}

TEST_CASE("thirty subscribers come back after the server, and miss nothing")
{
    TestServer server;
    server.setOptions({ u"--sessions-per-person"_s, u"30"_s });
    const auto person = server.person(u"Paul"_s, Role::Analyst);
    const auto agent = server.person(u"Claire"_s, Role::Entry);
    fill(server, 300);
    server.start();
    std::vector<std::unique_ptr<Station>> stations;
    for (int i = 0; i < 30; ++i)
        stations.emplace_back(std::make_unique<Station>(server.profileOf(person), UnsentWork::None))->start();
    Station author(server.profileOf(agent));
    author.start();
    const auto allHaveAll = [&] {
        const auto everything = stateOf(journalOf(server));
        return author.hasSentAll() && author.link() == Link::Online
            && std::ranges::all_of(stations, [&](const auto &s) {
                   return s->link() == Link::Online && s->platform().replica().events() == everything;
               });
    };
    REQUIRE(waitUntil(allHaveAll));
    for (const bool politely : { true, false, true }) {
        if (politely)
            CHECK(server.terminate() == 0);
        else
            server.kill();
        for (int i = 0; i < 20; ++i)
            REQUIRE(author->save(EventId::make(), visit(QString::number(i))));
        server.start();
        REQUIRE(waitUntil(allHaveAll));
    }
    CHECK(journalOf(server).size() == 360);
}

TEST_CASE("a server that came back with an older journal is followed from the beginning")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    fill(server, 100);
    server.start();
    REQUIRE(server.terminate() == 0);
    REQUIRE(QFile::copy(server.database(), server.database() + u".backup"_s));
    server.start();
    Station station(server.profileOf(person));
    station.goOnline();
    REQUIRE(station->save(EventId::make(), visit(u"Perdue"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    CHECK(station->replica().upTo() == 101);

    REQUIRE(server.terminate() == 0);
    for (const auto &suffix : { u""_s, u"-wal"_s, u"-shm"_s })
        QFile::remove(server.database() + suffix);
    REQUIRE(QFile::copy(server.database() + u".backup"_s, server.database()));
    REQUIRE(QFile::remove(server.anchor())); // else it does not start: docs/administration.md
    int resets = 0;
    QObject::connect(&station.platform(), &Platform::replicaReset, &station.platform(), [&] { ++resets; });
    server.start();
    REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
    CHECK(resets == 1);
    CHECK(station->replica().events() == stateOf(journalOf(server)));
}

TEST_CASE("a request is answered once, says when there is no connection, and dies with whoever asked")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    const EventId event = EventId::make();
    std::vector<std::expected<protocol::Answer, protocol::WireError>> answers;
    auto window = std::make_unique<QObject>();
    const auto ask = [&] {
        station->request(
            protocol::HistoryRequest { event }, window.get(), [&](const auto &answer) { answers.push_back(answer); });
    };
    ask();
    CHECK(answers.empty()); // later
    REQUIRE(waitUntil([&] { return answers.size() == 1; }));
    CHECK(answers[0].error().code == protocol::ErrorCode::Unavailable);

    station.goOnline();
    ask();
    REQUIRE(waitUntil([&] { return answers.size() == 2; }));
    CHECK(answers[1].error().code == protocol::ErrorCode::NotFound);

    REQUIRE(station->save(event, visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    ask();
    REQUIRE(waitUntil([&] { return answers.size() == 3; }));
    CHECK(std::get<protocol::HistoryAnswer>(answers[2].value()).versions.size() == 1);

    ask();
    window.reset();
    window = std::make_unique<QObject>();
    ask();
    station->stop(); // in flight: the connection breaks before the answer
    REQUIRE(waitUntil([&] { return answers.size() == 4; }));
    QCoreApplication::processEvents();
    CHECK(answers.size() == 4);
    CHECK(answers[3].error().code == protocol::ErrorCode::Unavailable);
}

// --- a console that is killed ----------------------------------------------------------------------------------------

/// The child of the next test: prints every version that arrives.
TEST_CASE("keep following until killed", "[.child]")
{
    const Profile profile = Profile::load(qEnvironmentVariable("PROFILE")).value();
    const SystemClock clock;
    const auto platform = Platform::open(profile, u"test/1"_s, clock, UnsentWork::None, {}, hurried()).value();
    QObject::connect(platform.get(), &Platform::versionsArrived, platform.get(),
        [](const std::vector<EventVersion> &versions, bool) {
            for (const EventVersion &version : versions)
                std::cout << "heard " << version.sequence << ' ' << version.id.toString().toStdString() << ' '
                          << version.revision << '\n';
            std::cout.flush();
        });
    QObject::connect(platform.get(), &Platform::linkChanged, platform.get(), [&] {
        if (platform->link() == Link::Online)
            std::cout << "online" << std::endl;
    });
    platform->start();
    QCoreApplication::exec();
}

TEST_CASE("a console killed in the middle of a replay starts again with nothing lost, doubled or out of order")
{
    TestServer server;
    QTemporaryDir folder;
    Profile profile = server.profileOf(server.person(u"Paul"_s, Role::Analyst));
    fill(server, 3'000);
    server.start();
    profile.folder = folder.path();
    profile.server.setPort(server.port());
    REQUIRE(profile.save());
    QByteArrayList expected;
    for (const EventVersion &version : journalOf(server))
        expected << "heard " + QByteArray::number(version.sequence) + ' ' + version.id.toString().toUtf8() + ' '
                + QByteArray::number(version.revision);
    const auto run = [&](const std::function<bool(const QByteArray &)> &enough) {
        QProcess child;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PROFILE"_s, folder.path());
        child.setProcessEnvironment(environment);
        QByteArray said;
        QObject::connect(
            &child, &QProcess::readyReadStandardOutput, &child, [&] { said += child.readAllStandardOutput(); });
        child.start(QCoreApplication::applicationFilePath(), { u"keep following until killed"_s });
        REQUIRE(waitUntil([&] { return enough(said); }));
        child.kill();
        REQUIRE(child.waitForFinished(60'000));
        QByteArrayList lines;
        const QByteArrayList whole = said.left(said.lastIndexOf('\n')).split('\n');
        for (const QByteArray &line : whole) {
            if (line.startsWith("heard "))
                lines << line;
        }
        return lines;
    };
    for (int round = 0; round < 3; ++round) {
        const auto some = static_cast<qsizetype>(QRandomGenerator::global()->bounded(1, 2'500));
        const auto lines = run([&](const QByteArray &said) { return said.count("heard ") >= some; });
        CHECK(lines.size() >= some - 1);
        CHECK(lines == expected.first(lines.size()));
    }
    CHECK(run([](const QByteArray &said) { return said.contains("online\n"); }) == expected);
}
