#include <support/wireclient.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;
using Reason = protocol::SessionEnded::Reason;

TEST_CASE("hello names the person; a save is acknowledged, announced and kept in the history")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto analyst = server.person(u"Paul Roux"_s, Role::Analyst);

    WireClient entry(server, agent);
    const auto hello = entry.login();
    CHECK(hello.person == agent.person.id);
    CHECK(hello.name == u"Claire Martin"_s);
    CHECK(hello.roles == Roles(Role::Entry));
    CHECK(hello.lastSequence == 0);

    WireClient console(server, analyst);
    console.login();
    const auto following = console.call(protocol::SubscribeRequest { 0 });
    REQUIRE(following);
    CHECK(std::get<protocol::SubscribeAnswer>(*following).upTo == 0);

    const auto request = newVisit();
    const EventVersion first = entry.saved(request);
    CHECK(first.sequence == 1);
    CHECK(first.author == agent.person.author());
    CHECK(entry.saved(request) == first); // the same again changes nothing
    const EventVersion second
        = entry.saved(protocol::CancelRequest { RequestId::make(), request.event, first.revision });
    CHECK(second.state == EventState::Cancelled);

    CHECK(waitFor([&] { return console.news().size() == 2; }));
    CHECK(console.news() == std::vector { first, second });
    const auto history = console.call(protocol::HistoryRequest { request.event });
    REQUIRE(history);
    CHECK(std::get<protocol::HistoryAnswer>(*history).versions == std::vector { first, second });

    const int code = server.terminate();
    INFO(server.log().toStdString());
    CHECK(code == 0);
    CHECK(console.closeCodeAtEnd() == int(CloseCode::Stopping));
    CHECK(console.goodbyes() == std::vector { Reason::Stopping });
}
