#include <domain/destruction.h>
#include <support/convention.h>
#include <support/handclock.h>
#include <support/needles.h>
#include <support/serverinside.h>
#include <support/station.h>

#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QDir>

using namespace cortege;
using namespace cortege::client;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

bool hasEnded(const Platform &platform)
{
    return platform.convention() && platform.convention()->state == ConventionState::Ended;
}

/// A workstation whose clock the test sets, on a folder that outlives the program.
class ClockedStation
{
public:
    explicit ClockedStation(client::Profile profile) : clock(SystemClock().now()), m_profile(std::move(profile))
    {
        open();
    }
    Platform *operator->() const { return m_platform.get(); }
    Platform &platform() const { return *m_platform; }
    QString folder() const { return m_folder.path(); }
    QStringList files() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden | QDir::System); }
    void open(std::chrono::milliseconds lastQuestion = 1min)
    {
        client::Timing timing = hurried();
        timing.lastQuestion = lastQuestion;
        auto opened = Platform::open(m_profile, u"test/1"_s, clock, Platform::UnsentWork::Kept, folder(), timing);
        INFO((opened ? std::string() : opened.error().detail.toStdString()));
        REQUIRE(opened);
        m_platform = std::move(*opened);
    }
    void close() { m_platform.reset(); }
    void goOnline()
    {
        m_platform->start();
        REQUIRE(waitUntil([this] { return m_platform->link() == Link::Online; }));
    }
    /// One change, one draft.
    void keepSomething() const
    {
        REQUIRE(m_platform->save(EventId::make(), visit(u"Gardée"_s)));
        REQUIRE(m_platform->keepPaper(Paper::Draft, EventId::make(), "brouillon"));
    }
    bool wasTold() const { return m_platform->aftermath().has_value(); }
    bool hasErased() const { return wasTold() && m_platform->aftermath()->erasedAt; }
    UtcTime afterDestructionDay() const { return destructionDue(*m_platform->convention()->term) + 1h; }

    HandClock clock;

private:
    QTemporaryDir m_folder;
    client::Profile m_profile;
    std::unique_ptr<Platform> m_platform;
};

/// What somebody finds who reads the folder's files: pieces of the log, of the database and of the key.
Needles piecesOf(const ClockedStation &station)
{
    Needles needles;
    for (const QString &name : station.files()) {
        QFile file(QDir(station.folder()).filePath(name));
        if (!name.startsWith(u"unsent."_s) || name == u"unsent.lock"_s || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        for (qsizetype at = 0; at + 16 <= bytes.size(); at += 64) {
            if (const QByteArray piece = bytes.sliced(at, 16); piece.count('\0') <= 4)
                needles.add(piece);
        }
    }
    REQUIRE(needles.count() > 10);
    REQUIRE(needles.foundIn(station.folder()).size() == needles.count());
    return needles;
}

} // namespace

TEST_CASE("at the end a workstation lets go of what it had, keeps what is not sent, and sends nothing")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    CHECK(station->convention()->state == ConventionState::Active);
    REQUIRE(station->save(EventId::make(), visit(u"Partie"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll() && station->replica().events().size() == 1; }));

    int resets = 0;
    QObject::connect(&station.platform(), &Platform::replicaReset, &station.platform(), [&] { ++resets; });
    const int end = endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
    CHECK(hasEnded(station.platform()));
    CHECK(station->trouble()->kind == Failure::Forbidden);
    CHECK(station->replica().events().isEmpty());
    CHECK(resets == 1);

    REQUIRE(station->save(EventId::make(), visit(u"Gardée"_s)));
    int tries = 0;
    const auto counting = QObject::connect(&station.platform(), &Platform::linkChanged, &station.platform(), [&] {
        ++tries;
        CHECK(station.link() == Link::Denied); // no flicker while it tries
    });
    REQUIRE(waitUntil([&] { return tries > 6; }));
    CHECK(station->allPending().size() == 1);
    CHECK(journalOf(server).size() == 1);
    CHECK(resets == 1);
    QObject::disconnect(counting);

    SECTION("what waits outlives the program, sealed")
    {
        station.crash();
        station.open();
        CHECK(station->allPending().size() == 1);
        CHECK(hasEnded(station.platform())); // as it was told, so that nobody begins to enter anything
    }
    SECTION("an end that was recorded by mistake is no end")
    {
        recordAct(server.database(), Correction { end });
        REQUIRE(waitUntil([&] { return station.hasSentAll() && station->replica().events().size() == 2; }));
        CHECK(station->convention()->state == ConventionState::Active);
    }
}

TEST_CASE("a denunciation reaches a workstation that is online, and changes nothing else")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    int told = 0;
    QObject::connect(&station.platform(), &Platform::conventionChanged, &station.platform(), [&] { ++told; });
    const QDate today = toParis(SystemClock().now()).date();
    recordAct(server.database(), Denunciation { Party::Prefecture, today });
    REQUIRE(waitUntil([&] { return told == 1; }));
    CHECK(station->convention()->state == ConventionState::Notice);
    CHECK(station->convention()->term->lastDay() == today.addMonths(2));
    CHECK(station.link() == Link::Online);
}

TEST_CASE("an end that is known passes on the workstation's own clock where the server cannot say so")
{
    TestServer server;
    server.start();
    HandClock clock(SystemClock().now());
    const auto opened = Platform::open(server.profileOf(server.person(u"Paul"_s, Role::Analyst)), u"test/1"_s, clock,
        Platform::UnsentWork::None, {}, hurried());
    REQUIRE(opened);
    Platform &platform = **opened;
    platform.start();
    REQUIRE(waitUntil([&] { return platform.link() == Link::Online; }));
    server.kill();
    REQUIRE(waitUntil([&] { return platform.link() == Link::Offline; }));
    CHECK(platform.convention()->isInForce());
    clock.set(platform.convention()->term->ends + 1h);
    REQUIRE(waitUntil([&] { return hasEnded(platform); }));
    CHECK(platform.replica().events().isEmpty());
}

TEST_CASE("a workstation waits for a convention that is not recorded yet")
{
    TestServer server;
    server.withoutConvention();
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.start();
    REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
    CHECK(station->convention() == ConventionStatus {});
    recordConvention(server.database());
    REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
    CHECK(station->convention()->state == ConventionState::Active);
}

TEST_CASE("an end that the platform has told is the end of what a workstation keeps, unless it is taken back in time")
{
    TestServer server;
    server.start();
    ClockedStation station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    CHECK_FALSE(station.wasTold());
    CHECK(station->eraseNow().error().kind == Failure::Forbidden);
    const int end = endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.wasTold(); }));
    station.keepSomething();
    const QDate lastDay = destructionDay(*station->convention()->term);
    CHECK(station->aftermath() == Aftermath { { 1, 1, 0 }, lastDay, {}, {} });

    // Taken back: nothing is erased, and what waited is sent.
    recordAct(server.database(), Correction { end });
    REQUIRE(waitUntil([&] { return station->link() == Link::Online && station->allPending().empty(); }));
    CHECK_FALSE(station.wasTold());
    CHECK_FALSE(station.files().contains(u"ended.json"_s));
    CHECK(station->papers(Paper::Draft)->size() == 1);
    CHECK(journalOf(server).size() == 1);

    // And ended again.
    const int again = endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.wasTold(); }));
    REQUIRE(station->save(EventId::make(), visit(u"Trop tard"_s)));
    const Needles pieces = piecesOf(station);
    int erasures = 0;
    QObject::connect(&station.platform(), &Platform::keptErased, &station.platform(), [&] { ++erasures; });

    SECTION("by the person") { REQUIRE(station->eraseNow()); }
    SECTION("by itself when the day is over")
    {
        server.kill(); // it would say that the day is not over, and may just have said so
        REQUIRE(waitUntil([&] { return station->link() == Link::Offline; }));
        station.clock.set(station.afterDestructionDay());
        REQUIRE(waitUntil([&] { return station.hasErased(); }));
    }
    CHECK(erasures == 1);
    CHECK(station.hasErased());
    CHECK(station->allPending().empty());
    CHECK(station->papers(Paper::Draft)->isEmpty());
    CHECK(pieces.foundIn(station.folder()).isEmpty());
    CHECK_FALSE(station.files().contains(u"unsent.key"_s));
    CHECK(station->save(EventId::make(), visit(u"Après"_s)).error().kind == Failure::Forbidden);
    CHECK(station->keepPaper(Paper::Draft, EventId::make(), "x").error().kind == Failure::Forbidden);
    CHECK(journalOf(server).size() == 1);
    if (!server.isRunning())
        server.start();

    // It stays so over a start, makes no new store, and entry begins anew where the end is taken back after all.
    station.close();
    station.open();
    CHECK(station.hasErased());
    CHECK_FALSE(station.files().contains(u"unsent.key"_s));
    recordAct(server.database(), Correction { again });
    station.goOnline();
    CHECK_FALSE(station.wasTold());
    REQUIRE(station->save(EventId::make(), visit(u"De nouveau"_s)));
    REQUIRE(waitUntil([&] { return journalOf(server).size() == 2; }));
}

TEST_CASE("no other refusal, no silence and no clock begins an erasure")
{
    TestServer server;
    const bool isRecorded = GENERATE(true, false);
    if (!isRecorded)
        server.withoutConvention();
    server.start();
    const TestPerson claire = server.person(u"Claire"_s, Role::Entry);
    ClockedStation station(server.profileOf(claire));
    station.keepSomething();
    if (!isRecorded) {
        station->start();
        REQUIRE(waitUntil([&] { return station->link() == Link::Denied; }));
    } else {
        station.goOnline();
        recordAct(server.database(), Denunciation { Party::City, toParis(SystemClock().now()).date() });
        REQUIRE(waitUntil([&] { return station->convention()->state == ConventionState::Notice; }));
        CHECK_FALSE(station.wasTold());
        SECTION("a person who was revoked")
        {
            server.revoke(claire);
            REQUIRE(waitUntil([&] { return station->link() == Link::Denied; }));
        }
        SECTION("a server that is gone, past an end that was announced")
        {
            server.kill();
            REQUIRE(waitUntil([&] { return station->link() == Link::Offline; }));
            station.clock.set(station.afterDestructionDay());
            REQUIRE(waitUntil([&] { return hasEnded(station.platform()); }));
        }
    }
    CHECK_FALSE(station.wasTold());
    CHECK_FALSE(station.files().contains(u"ended.json"_s));
    station.close();
    station.open();
    CHECK(station->papers(Paper::Draft)->size() == 1);
}

TEST_CASE("a workstation that starts after the destruction day asks once more, and waits for no answer for ever")
{
    TestServer server;
    server.start();
    ClockedStation station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    const int end = endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.wasTold(); }));
    station.keepSomething();
    const UtcTime late = station.afterDestructionDay();
    const Needles pieces = piecesOf(station);

    SECTION("it was taken back meanwhile")
    {
        station.close();
        station.clock.set(late);
        recordAct(server.database(), Correction { end });
        station.open(1h);
        station.goOnline();
        CHECK_FALSE(station.wasTold());
        REQUIRE(waitUntil([&] { return journalOf(server).size() == 1; }));
        CHECK(station->papers(Paper::Draft)->size() == 1);
    }
    SECTION("it is told again, and that this clock is days ahead")
    {
        station.close();
        station.clock.set(late);
        station.open(1h);
        station->start();
        REQUIRE(waitUntil([&] { return station->link() == Link::Denied; }));
        CHECK(std::chrono::abs(station->clock().now() - SystemClock().now()) < 1min);
        CHECK_FALSE(station.hasErased());
        CHECK(station->aftermath()->kept == KeptCount { 1, 1, 0 });
        CHECK(pieces.foundIn(station.folder()).size() > pieces.count() / 2); // the log's own went when it was closed
    }
    SECTION("nobody answers")
    {
        station.close();
        station.clock.set(late);
        server.kill();
        station.open(200ms);
        station->start();
        REQUIRE(waitUntil([&] { return station.hasErased(); }));
        CHECK(pieces.foundIn(station.folder()).isEmpty());
    }
    SECTION("the program is closed before anybody answers")
    {
        station.close();
        station.clock.set(late);
        server.kill();
        station.open(1h);
        station->start();
        station.close();
        CHECK(pieces.foundIn(station.folder()).isEmpty());
        CHECK(station.files() == QStringList { u"ended.json"_s });
    }
    SECTION("nobody can open it any more")
    {
        station.close();
        station.clock.set(late);
        REQUIRE(QFile::remove(QDir(station.folder()).filePath(u"unsent.key"_s)));
        station.open();
        CHECK(station.hasErased());
        CHECK(station.files() == QStringList { u"ended.json"_s });
    }
}

TEST_CASE("after a start the days until the erasure are those of the platform's clock, however late one's own is")
{
    HandClock platformTime(SystemClock().now());
    ServerInside server(platformTime);
    const TestPerson claire = server.person(u"Claire"_s, Role::Entry);
    ClockedStation station(server.profileOf(claire));
    station.goOnline();
    endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.wasTold(); }));
    station.keepSomething();
    const UtcTime late = station.afterDestructionDay();
    const Needles pieces = piecesOf(station);
    station.close();

    platformTime.set(late); // while the workstation's clock stands still
    station.open(1h);
    CHECK(station->aftermath()->kept == KeptCount { 1, 1, 0 });
    station->start();
    REQUIRE(waitUntil([&] { return station.hasErased(); }));
    CHECK(pieces.foundIn(station.folder()).isEmpty());
}
