#include <storage/sqlitejournal.h>
#include <support/busywriter.h>
#include <support/soak.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

/// One server, its journal, and how much of it is known to be right.
class Killed
{
public:
    Killed() { m_server.start(); }

    /// Kills it once in the middle of saves; returns how many of them had been acknowledged.
    int kill(size_t afterNews)
    {
        std::vector<std::unique_ptr<BusyWriter>> writers;
        writers.reserve(3);
        for (int i = 0; i < 3; ++i)
            writers.push_back(std::make_unique<BusyWriter>(m_server, m_agent, 20));
        WireClient console(m_server, m_analyst);
        console.login();
        REQUIRE(console.call(protocol::SubscribeRequest { m_total }));
        REQUIRE(waitFor([&] { return console.news().size() >= afterNews; }));
        m_server.kill();
        REQUIRE(waitFor([&] {
            return console.isOver()
                && std::ranges::all_of(writers, [](const auto &one) { return one->client().isOver(); });
        }));

        m_server.start();
        const auto kept = reader()->since(m_total, 1'000'000).value();
        // What was announced is there, in the same order.
        REQUIRE(kept.size() >= console.news().size());
        REQUIRE(std::equal(console.news().begin(), console.news().end(), kept.begin()));
        int acknowledged = 0;
        for (const auto &writer : writers)
            acknowledged += checkAll(*writer, kept);
        REQUIRE(reader()->lastSequence() == m_total);
        REQUIRE(reader()->check().value().empty());
        return acknowledged;
    }

private:
    std::unique_ptr<storage::SqliteJournalReader> reader() const
    {
        return wanted(storage::SqliteJournalReader::open(m_server.database(), m_server.cipher()));
    }

    /// Asks for everything again: what was acknowledged stands as it was told, the rest is taken once.
    int checkAll(const BusyWriter &writer, const std::vector<EventVersion> &kept)
    {
        WireClient again(m_server, m_agent);
        again.login();
        const auto &sent = writer.sent();
        int acknowledged = 0;
        for (size_t begin = 0; begin < sent.size(); begin += protocol::limits::kRequestsInFlight) {
            const size_t end = std::min(begin + protocol::limits::kRequestsInFlight, sent.size());
            std::vector<protocol::MessageId> ids;
            for (size_t i = begin; i < end; ++i)
                ids.push_back(again.send(sent[i]));
            for (size_t i = begin; i < end; ++i) {
                const auto reply = again.wait(ids[i - begin]);
                REQUIRE(reply);
                const EventVersion now = std::get<protocol::SavedAnswer>(*reply).version;
                REQUIRE(now.revision == 1);
                ++m_total;
                const auto *const before = writer.replyTo(i);
                if (!before)
                    continue;
                REQUIRE(before->has_value());
                REQUIRE(std::get<protocol::SavedAnswer>(**before).version == now);
                REQUIRE(std::ranges::contains(kept, now)); // not made anew just now
                ++acknowledged;
            }
        }
        return acknowledged;
    }

    TestServer m_server;
    TestPerson m_agent = m_server.person(u"Claire Martin"_s, Role::Admin); // sends faster
    TestPerson m_analyst = m_server.person(u"Paul Roux"_s, Role::Analyst);
    Sequence m_total = 0;
};

} // namespace

TEST_CASE("a killed server has every acknowledged save exactly once, and takes the unacknowledged again")
{
    const int kills = soakCount(4, 1'000);
    const quint32 seed = soakSeed();
    INFO("CORTEGE_SEED=" << seed);
    std::mt19937 random(seed);
    constexpr int kPerJournal = 20; // each time all of it is read
    int acknowledged = 0;
    for (int done = 0; done < kills;) {
        Killed server;
        for (int i = 0; i < kPerJournal && done < kills; ++i, ++done)
            acknowledged += server.kill(static_cast<size_t>(between(random, 1, 300)));
        figure(u"kill: %1 times, %2 saves acknowledged before, 0 lost, 0 doubled, 0 corrupt"_s.arg(done).arg(
            acknowledged));
    }
}
