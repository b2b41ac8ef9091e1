#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>
#include <support/postgresql.h>
#include <support/wanted.h>
#include <support/wireclient.h>

#include <QtCore/QJsonDocument>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;

namespace
{

/// Two servers on one database.
struct Nodes {
    explicit Nodes(const QStringList &options = {})
    {
        first.setOptions(options);
        second.setOptions(options);
        first.setDatabase(cluster.newDatabase());
        first.start();
        second.join(first);
        second.start();
    }
    Postgresql cluster;
    TestServer first;
    TestServer second;
};

} // namespace

TEST_CASE("what one node accepts is told by the other, in one order and once")
{
    Nodes nodes;
    WireClient here(nodes.first, nodes.first.person(u"Claire Martin"_s, Role::Entry));
    WireClient there(nodes.second, nodes.first.person(u"Paul Roux"_s, Role::Entry));
    constexpr size_t kSaves = 20;
    for (WireClient *client : { &here, &there }) {
        client->login();
        CHECK(client->call(protocol::SubscribeRequest {}));
    }
    for (size_t i = 0; i < kSaves; ++i) {
        here.send(newVisit());
        there.send(newVisit());
    }
    for (const WireClient *client : { &here, &there }) {
        REQUIRE(waitFor([client] { return client->news().size() == 2 * kSaves; }));
        Sequence expected = 0;
        for (const EventVersion &version : client->news())
            CHECK(version.sequence == ++expected);
    }
    CHECK(here.news() == there.news());
    const auto reader = wanted(storage::SqliteJournalReader::open(nodes.first.database(), nodes.first.cipher()));
    CHECK(wanted(reader->check()).empty());
    const auto audit = wanted(storage::SqliteAuditReader::open(nodes.first.database()));
    CHECK(wanted(audit->verify({})).faults.empty());
}

TEST_CASE("the log of a node is lines of JSON and nothing that the database says beside it")
{
    const Nodes nodes;
    for (const QByteArray &line : nodes.second.log().trimmed().split('\n')) {
        CAPTURE(line.toStdString());
        CHECK(QJsonDocument::fromJson(line).isObject());
    }
}

TEST_CASE("a revocation ends the sessions on every node")
{
    Nodes nodes;
    const TestPerson claire = nodes.first.person(u"Claire Martin"_s, Role::Entry);
    WireClient here(nodes.first, claire);
    WireClient there(nodes.second, claire);
    here.login();
    there.login();
    nodes.first.revoke(claire);
    CHECK(here.closeCodeAtEnd() == static_cast<int>(CloseCode::Revoked));
    CHECK(there.closeCodeAtEnd() == static_cast<int>(CloseCode::Revoked));
}

TEST_CASE("as many sessions of one person as may be are open on each node, which knows of its own only")
{
    Nodes nodes({ u"--sessions-per-person"_s, u"1"_s });
    const TestPerson claire = nodes.first.person(u"Claire Martin"_s, Role::Entry);
    WireClient here(nodes.first, claire);
    WireClient there(nodes.second, claire);
    here.login();
    there.login();
    for (const TestServer *node : { &nodes.first, &nodes.second }) {
        WireClient next(*node, claire);
        CHECK(next.closeCodeAtEnd() == static_cast<int>(CloseCode::TooManySessions));
    }
    CHECK(here.saved(newVisit()).sequence == 1);
    CHECK(there.saved(newVisit()).sequence == 2);
}

TEST_CASE("when a node dies its clients go on with the other, and a repeated save is one")
{
    Nodes nodes;
    const TestPerson claire = nodes.first.person(u"Claire Martin"_s, Role::Entry);
    const auto save = newVisit();
    WireClient here(nodes.first, claire);
    here.login();
    const EventVersion made = here.saved(save);
    nodes.first.kill();
    WireClient there(nodes.second, claire);
    CHECK(there.login().lastSequence == 1);
    CHECK(there.saved(save) == made);
    CHECK(there.saved(newVisit()).sequence == 2);
}

TEST_CASE("while the database is away nothing is acknowledged, and the nodes go on without a new start")
{
    Nodes nodes;
    const TestPerson claire = nodes.first.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(nodes.first, claire);
    client.login();
    nodes.cluster.kill();
    const auto save = newVisit();
    CHECK(client.refusal(save) == ErrorCode::Unavailable);
    nodes.cluster.start();
    for (TestServer *node : { &nodes.first, &nodes.second }) {
        // The first question over an old connection may still find it lost.
        REQUIRE(waitFor([&] {
            WireClient again(*node, claire);
            if (!waitFor([&] { return again.isConnected() || again.isOver(); }) || again.isOver())
                return false;
            const auto hello = again.send(WireClient::kHello);
            REQUIRE(waitFor([&] { return again.has(hello) || again.isOver(); }));
            if (!again.has(hello) || !again.wait(hello))
                return false;
            const auto reply = again.call(save);
            return reply && std::get<protocol::SavedAnswer>(*reply).version.sequence == 1;
        }));
    }
}
