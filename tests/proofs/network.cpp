#include <support/busystation.h>
#include <support/relay.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr int kStations = 3;
constexpr int kDeeds = 25; ///< of each
constexpr int kEvents = 4; ///< that all of them correct

client::Timing nervous()
{
    client::Timing timing = hurried();
    timing.heartbeat = 200ms;
    timing.silence = 1'000ms;
    return timing;
}

/// A cable in bad hands: something else is done to it every now and then, until it is mended.
class BadLine
{
public:
    BadLine(const TestServer &server, quint32 seed) : m_relay(server.port()), m_random(seed)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { worsen(); });
        m_timer.start(100ms);
    }
    quint16 port() const { return m_relay.port(); }
    void mend()
    {
        m_timer.stop();
        m_relay.delay(0ms);
        if (std::exchange(m_refuses, false))
            m_relay.accept();
        m_relay.cut();
    }

private:
    void worsen()
    {
        m_timer.start(between(m_random, 20, 400));
        if (std::exchange(m_refuses, false))
            m_relay.accept();
        switch (between(m_random, 0, 8)) {
        case 0: // a partition that nobody is told of
            return m_relay.mute();
        case 1: // what is said arrives, the answer never does
            return m_relay.holdAnswers();
        case 2: // in the middle of an answer
            return m_relay.holdAnswersAfter(between(m_random, 0, 4'000));
        case 3:
            return m_relay.closeHalf();
        case 4:
            m_refuses = true;
            return m_relay.refuse();
        case 5: // packets are lost and sent again
            return m_relay.delay(std::chrono::milliseconds { between(m_random, 1, 150) });
        default: // a reset, and a line that is good for a while
            m_relay.delay(0ms);
            return m_relay.cut();
        }
    }
    Relay m_relay;
    std::mt19937 m_random;
    QTimer m_timer;
    bool m_refuses = false;
};

client::Profile through(const BadLine &line, client::Profile profile)
{
    profile.server.setPort(line.port());
    return profile;
}

/// Somebody at work on that line.
class Worker
{
public:
    Worker(TestServer &server, int number, const std::vector<EventId> &events, std::mt19937 &random)
        : m_line(server, random()),
          m_station(through(m_line, server.profileOf(server.person(u"Claire Martin"_s, Role::Entry))), number, events,
              kDeeds, random(), nervous())
    {
    }
    void mendLine() { m_line.mend(); }
    const BusyStation *operator->() const { return &m_station; }

private:
    BadLine m_line;
    BusyStation m_station;
};

struct History {
    std::vector<EventVersion> journal;
    std::vector<Told> clients;
};

History live(quint32 seed)
{
    std::mt19937 random(seed);
    TestServer server;
    server.start();
    std::vector<EventId> events;
    events.reserve(kEvents);
    for (int i = 0; i < kEvents; ++i)
        events.push_back(EventId::make());
    std::vector<std::unique_ptr<Worker>> workers;
    workers.reserve(kStations);
    for (int i = 0; i < kStations; ++i)
        workers.push_back(std::make_unique<Worker>(server, i + 1, events, random));
    REQUIRE(waitUntil([&] { return std::ranges::all_of(workers, [](const auto &one) { return (*one)->hasDone(); }); }));
    for (const auto &worker : workers)
        worker->mendLine();
    History history;
    REQUIRE(waitUntil([&] { return std::ranges::all_of(workers, [](const auto &one) { return (*one)->isQuiet(); }); }));
    history.journal = journalOf(server);
    const Sequence last = std::ssize(history.journal);
    REQUIRE(waitUntil([&] {
        return std::ranges::all_of(workers, [last](const auto &one) { return (*one)->replica().upTo() == last; });
    }));
    for (const auto &worker : workers) {
        CHECK_FALSE((*worker)->wasReset());
        CHECK((*worker)->replica().events() == stateOf(history.journal));
        history.clients.push_back((*worker)->told());
    }
    CHECK(storage::SqliteJournalReader::open(server.database(), server.cipher()).value()->check().value().empty());
    return history;
}

} // namespace

TEST_CASE("whatever the network does: no update is lost, nothing is doubled, everybody sees the journal once, in order")
{
    const int histories = soakCount(2, 200);
    const quint32 first = soakSeed();
    qsizetype acknowledged = 0;
    qsizetype refused = 0;
    for (int i = 0; i < histories; ++i) {
        const quint32 seed = first + static_cast<quint32>(i);
        INFO("CORTEGE_SEED=" << seed);
        const History history = live(seed);
        const QStringList faults = faultsOf(history.journal, history.clients);
        INFO(faults.join(u'\n').toStdString());
        REQUIRE(faults.isEmpty());
        for (const Told &client : history.clients) {
            acknowledged += std::ranges::count(client.deeds, Deed::End::Acknowledged, &Deed::end);
            refused += std::ranges::count(client.deeds, Deed::End::Refused, &Deed::end);
        }
        figure(
            u"network: %1 histories of %2 clients, %3 saves, %4 conflicts, 0 lost updates, 0 doubled, 0 out of order"_s
                .arg(i + 1)
                .arg(kStations)
                .arg(acknowledged)
                .arg(refused));
    }
}

TEST_CASE("the model of histories sees a lost update, a lost or doubled save, and a replay that is not the journal")
{
    const EventId event = EventId::make();
    const Author author { PersonId::make(), u"Claire"_s };
    const Deed one { u"Visite 1-0"_s, event, 0, {}, Deed::End::Acknowledged };
    const Deed two { u"Visite 2-0"_s, event, 1, one.name, Deed::End::Acknowledged };
    const auto version = [&](const Deed &deed, Sequence sequence) {
        return EventVersion { event, static_cast<int>(sequence), sequence, EventState::Active, author, {},
            deed.record() };
    };
    std::vector<EventVersion> journal { version(one, 1), version(two, 2) };
    std::vector<Told> clients { { { one }, journal }, { { two }, journal } };
    REQUIRE(faultsOf(journal, clients).isEmpty());

    SECTION("an update that did not see the first")
    {
        Deed blind = two;
        blind.seenRevision = 0;
        journal.back() = clients[0].seen.back() = clients[1].seen.back() = version(blind, 2);
        CHECK(faultsOf(journal, clients).size() == 1);
    }
    SECTION("an acknowledged save that is not there")
    {
        journal.pop_back();
        for (Told &client : clients)
            client.seen.pop_back();
        CHECK(faultsOf(journal, clients) == QStringList { u"lost: Visite 2-0"_s });
    }
    SECTION("a save that is there twice")
    {
        journal.push_back(version(two, 3));
        for (Told &client : clients)
            client.seen = journal;
        CHECK(faultsOf(journal, clients).contains(u"doubled: Visite 2-0"_s));
    }
    SECTION("a refused save that was kept")
    {
        clients[1].deeds.front().end = Deed::End::Refused;
        CHECK(faultsOf(journal, clients) == QStringList { u"refused and kept: Visite 2-0"_s });
    }
    SECTION("a version that came again")
    {
        clients[0].seen.push_back(journal.back());
        CHECK(faultsOf(journal, clients).contains(u"replay: 2 after 2"_s));
    }
    SECTION("a save that nobody made")
    {
        clients[1].deeds.clear();
        CHECK(faultsOf(journal, clients) == QStringList { u"nobody's: Visite 2-0"_s });
    }
}
