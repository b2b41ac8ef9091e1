#pragma once

#include "records.h"
#include "testserver.h"

#include <catch2/catch_test_macros.hpp>

#include <client/platform.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <utility>

/// A workstation: one person's Platform on a folder of its own, in a hurry to come back.
namespace cortege::test
{

inline bool waitUntil(const std::function<bool()> &what) { return QTest::qWaitFor(what, 120'000); }

inline client::Timing hurried()
{
    using namespace std::chrono_literals;
    client::Timing timing;
    timing.handshake = 60s; // sanitizers beside other tests
    timing.firstRetry = 20ms;
    timing.slowestRetry = 200ms;
    return timing;
}

class Station
{
public:
    explicit Station(client::Profile profile, client::Platform::UnsentWork unsent = client::Platform::UnsentWork::Kept,
        client::Timing timing = hurried())
        : m_profile(std::move(profile)), m_unsent(unsent), m_timing(std::move(timing))
    {
        open();
    }

    client::Platform *operator->() const { return m_platform.get(); }
    client::Platform &platform() const { return *m_platform; }
    client::Link link() const { return m_platform->link(); }
    QString folder() const { return m_folder.path(); }

    void open()
    {
        auto opened
            = client::Platform::open(m_profile, QStringLiteral("test/1"), m_clock, m_unsent, m_folder.path(), m_timing);
        INFO((opened ? std::string() : opened.error().detail.toStdString()));
        REQUIRE(opened);
        m_platform = std::move(*opened);
    }
    /// What is left after a crash is what is on disk.
    void crash() { m_platform.reset(); }
    void start() { m_platform->start(); }
    void goOnline()
    {
        start();
        REQUIRE(waitUntil([this] { return link() == client::Link::Online; }));
    }
    bool hasSentAll() const { return m_platform->allPending().empty(); }

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    client::Profile m_profile;
    client::Platform::UnsentWork m_unsent;
    client::Timing m_timing;
    std::unique_ptr<client::Platform> m_platform;
};

inline std::vector<EventVersion> journalOf(const TestServer &server)
{
    return storage::SqliteJournalReader::open(server.database(), server.cipher()).value()->since(0, 1'000'000).value();
}
inline QHash<EventId, EventVersion> stateOf(const std::vector<EventVersion> &journal)
{
    QHash<EventId, EventVersion> state;
    for (const EventVersion &version : journal)
        state.insert(version.id, version);
    return state;
}
} // namespace cortege::test
