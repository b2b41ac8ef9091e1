#include <storage/sqlitejournal.h>
#include <support/fulldisk.h>
#include <support/serverinside.h>
#include <support/soak.h>
#include <support/watcheddisk.h>
#include <support/wireclient.h>

#include <QtCore/QDir>

#include <atomic>
#include <functional>
#include <sqlite3.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::ErrorCode;
using Way = WatchedDisk::Way;

namespace
{

class SetClock final : public Clock
{
public:
    UtcTime now() const override { return SystemClock().now() + m_ahead.load(); }
    void jump(std::chrono::milliseconds by) { m_ahead = m_ahead.load() + by; }

private:
    std::atomic<std::chrono::milliseconds> m_ahead { 0ms };
};

/// An author and a console of a server whose disk is watched.
class Desk
{
public:
    Desk()
    {
        m_entry.login();
        m_console.login();
        REQUIRE(m_console.call(protocol::SubscribeRequest { 0 }));
    }
    WatchedDisk &disk() { return m_disk; }
    SetClock &clock() { return m_clock; }
    WireClient next() const { return { m_server.port(), *pki::clientConfiguration(m_agent.files) }; }

    void save(const protocol::SaveRequest &request)
    {
        REQUIRE(m_entry.saved(request).sequence == ++m_last);
        REQUIRE(waitFor([this] { return std::ssize(m_console.news()) == m_last; }));
        REQUIRE(m_console.news().back().sequence == m_last);
    }
    /// Refused as something to try again; the same session goes on, and nobody is told of anything.
    void refused(const protocol::SaveRequest &request)
    {
        REQUIRE(m_entry.refusal(request) == ErrorCode::Unavailable);
        REQUIRE(m_entry.isConnected());
        REQUIRE(std::ssize(m_console.news()) == m_last);
    }
    void check()
    {
        WireClient another = next();
        CHECK(another.login().lastSequence == m_last);
        const auto reader = wanted(storage::SqliteJournalReader::open(m_server.database(), m_server.cipher()));
        CHECK(std::ssize(reader->since(0, 1'000'000).value()) == m_last);
        CHECK(reader->check().value().empty());
    }

private:
    WatchedDisk m_disk { QDir::tempPath() }; // where the server's folder will be
    SetClock m_clock;
    ServerInside m_server { m_clock };
    TestPerson m_agent = m_server.person(u"Claire Martin"_s, Role::Entry);
    WireClient m_entry = next();
    WireClient m_console = next();
    Sequence m_last = 0;
};

} // namespace

TEST_CASE("a disk that fails: saves are refused, and taken again once it works, by the same server")
{
    Desk desk;
    const auto refusing = [&](Way way, int result) {
        return [&desk, way, result](const std::function<void()> &meanwhile) {
            desk.disk().refuse(way, result);
            meanwhile();
            desk.disk().refuse(way, SQLITE_OK);
        };
    };
    struct Trouble {
        const char *name;
        std::function<void(const std::function<void()> &)> with;
    };
    const Trouble troubles[] {
        { "no room", refusing(Way::Write, SQLITE_FULL) }, // what SQLite makes of ENOSPC
        { "read-only, or EIO", refusing(Way::Write, SQLITE_IOERR_WRITE) }, // of EROFS and EIO
        { "EIO at the sync", refusing(Way::Sync, SQLITE_IOERR_FSYNC) },
        { "no room, says the kernel",
            [](const std::function<void()> &meanwhile) {
                const FullDisk full;
                meanwhile();
            } },
    };
    const int rounds = soakCount(3, 500);
    for (int round = 0; round < rounds; ++round) {
        for (const Trouble &trouble : troubles) {
            INFO(trouble.name);
            desk.save(newVisit());
            const auto request = newVisit();
            trouble.with([&] {
                desk.refused(request);
                desk.refused(request);
                desk.refused(newVisit());
            });
            desk.save(request);
        }
    }
    desk.check();
    figure(u"disk: %1 troubles, each refused and over when the disk works again, without a restart"_s.arg(
        rounds * std::ssize(troubles)));
}

TEST_CASE("a disk that cannot be read: nobody is told anything wrong, and who comes back is served")
{
    Desk desk;
    const auto request = newVisit();
    desk.save(request);
    desk.disk().refuse(Way::Read, SQLITE_IOERR_READ);
    {
        WireClient next = desk.next();
        REQUIRE(waitFor([&] { return next.isConnected() || next.isOver(); }));
        const auto hello = next.send(WireClient::kHello);
        REQUIRE(waitFor([&] { return next.isOver() || next.has(hello); }));
        if (next.has(hello)) // the register is known, and the journal cannot note who comes
            CHECK(next.wait(hello).error().code == ErrorCode::Unavailable);
        else
            CHECK(next.closeCode() == int(protocol::CloseCode::Stopping)); // come back
    }
    desk.disk().refuse(Way::Read, SQLITE_OK);
    desk.save(newVisit());
    desk.check();
}

TEST_CASE("a clock that jumps neither stops saves nor ends a session, and the order stays")
{
    Desk desk;
    for (const auto jump : { 26h, -52h, 26h, -1h, 1h }) {
        desk.save(newVisit());
        desk.clock().jump(jump);
        desk.save(newVisit());
    }
    desk.check();
}
