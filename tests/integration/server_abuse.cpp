#include <storage/sqliteaudit.h>
#include <support/bluntpeer.h>
#include <support/processfacts.h>
#include <support/rawpeer.h>
#include <support/storm.h>
#include <support/wanted.h>
#include <support/writelock.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QTimer>

#include <sys/resource.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;
using Reason = protocol::SessionEnded::Reason;

namespace
{

constexpr int kTooMuchData = 1009; // RFC 6455 §7.4.1

EventRecord longRoute(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = subject;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    for (int i = 0; i < cortege::limits::kRoutePoints; ++i)
        moving.route.push_back({ 5.3 + i * 1.234567891e-5, 43.2 + i * 1.345678912e-5 });
    return record;
}

using Clients = std::vector<std::unique_ptr<WireClient>>;

/// So many at the same moment, each of which is in or turned away at the end.
Clients rush(const TestServer &server, const TestPerson &person, int count)
{
    Clients clients;
    for (int i = 0; i < count; ++i) {
        auto &client = *clients.emplace_back(std::make_unique<WireClient>(server, person));
        QObject::connect(
            &client.socket(), &QWebSocket::connected, &client.socket(), [&client] { client.send(WireClient::kHello); });
    }
    REQUIRE(waitFor([&] {
        return std::ranges::all_of(
            clients, [](const auto &client) { return client->isOver() || !client->replies().empty(); });
    }));
    return clients;
}
struct TurnedAway {
    CloseCode code = CloseCode::TooManySessions;
    Reason reason = Reason::Sessions;
};
/// Of those, the ones that are in; the others were told why.
Clients thoseInside(Clients clients, TurnedAway others = {})
{
    Clients inside;
    for (auto &client : clients) {
        if (!client->isOver()) {
            inside.push_back(std::move(client));
            continue;
        }
        CHECK(client->closeCode() == int(others.code));
        CHECK(client->goodbyes() == std::vector { others.reason });
        CHECK(client->replies().empty());
    }
    return inside;
}
int refusalsInAudit(const TestServer &server)
{
    const auto audit = wanted(storage::SqliteAuditReader::open(server.database()));
    int refusals = 0;
    for (const AuditEntry &entry : wanted(audit->since(0, 1'000'000)))
        refusals += wanted(storage::openNote(entry, server.cipher())).action == AuditAction::Refused ? 1 : 0;
    return refusals;
}

} // namespace

TEST_CASE("what breaks the protocol ends the session; the server goes on")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    const auto mustEnd = [&](ErrorCode code) {
        CHECK(client.closeCodeAtEnd() == int(CloseCode::ProtocolError));
        REQUIRE(client.has(0));
        CHECK(client.replies().at(0).error().code == code);
        CHECK(client.goodbyes() == std::vector { Reason::Protocol });
    };
    SECTION("text that is no JSON")
    {
        client.socket().sendTextMessage(u"bonjour"_s);
        mustEnd(ErrorCode::ParseError);
    }
    SECTION("JSON that is no request")
    {
        client.socket().sendTextMessage(uR"({"jsonrpc":"2.0","id":-1,"method":"hello"})"_s);
        mustEnd(ErrorCode::InvalidRequest);
    }
    SECTION("nested too deep")
    {
        client.socket().sendTextMessage(QString(100'000, u'['));
        mustEnd(ErrorCode::TooLarge);
    }
    SECTION("a message over the limit")
    {
        client.socket().sendTextMessage(QString(protocol::limits::kMessageBytes + 1, u'x'));
        CHECK(client.closeCodeAtEnd() == kTooMuchData);
    }
    SECTION("a binary message")
    {
        client.socket().sendBinaryMessage("bonjour");
        CHECK(client.closeCodeAtEnd() == int(CloseCode::ProtocolError));
    }
    WireClient next(server, agent);
    next.login();
    CHECK(next.saved(newVisit()).sequence == 1);
}

TEST_CASE("a large message before hello is not even read")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    REQUIRE(waitFor([&] { return client.isConnected(); }));
    client.socket().sendTextMessage(QString(protocol::limits::kHelloBytes + 1, u'x'));
    CHECK(client.closeCodeAtEnd() == kTooMuchData);
}

TEST_CASE("a person has so many sessions at once on all workers together, however many are tried; others come in")
{
    constexpr int kMost = 16; // by default
    TestServer server;
    server.start();
    const auto greedy = server.person(u"Toutes Mains"_s, Role::Entry);
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    auto inside = thoseInside(rush(server, greedy, 5 * kMost));
    REQUIRE(std::ssize(inside) == kMost);
    CHECK(inside.front()->saved(newVisit()).sequence == 1);
    WireClient other(server, agent);
    other.login();
    CHECK(other.saved(newVisit()).sequence == 2);

    // One line and one entry for all of it, until there was room.
    REQUIRE(waitFor([&] { return !server.logged(u"too-many-sessions"_s).isEmpty(); }));
    CHECK(server.logged(u"too-many-sessions"_s).size() == 1);
    CHECK(server.logged(u"too-many-sessions"_s).first()[u"person"_s] == greedy.person.id.toString());
    CHECK(refusalsInAudit(server) == 1);

    // There is room as soon as the server knows of the end; nobody who was inside had to go for the newcomers.
    inside.resize(kMost / 2);
    REQUIRE(waitFor([&] { return !thoseInside(rush(server, greedy, 1)).empty(); }));
    CHECK(std::ranges::all_of(inside, [](const auto &client) { return client->isConnected(); }));
}

TEST_CASE(
    "a certificate that is refused is one entry in the audit, however often it comes, until the reason is another")
{
    TestServer server;
    server.setOptions({ u"--workers"_s, u"1"_s });
    server.start();
    const auto person = server.person(u"Sans Habilitation"_s, {});
    const auto comeOften = [&] {
        for (int i = 0; i < 5; ++i)
            CHECK(WireClient(server, person).closeCodeAtEnd() == int(CloseCode::Revoked));
    };
    comeOften();
    server.revoke(person);
    comeOften();
    CHECK(server.terminate() == 0); // then all of it is written
    CHECK(refusalsInAudit(server) == 2);
}

TEST_CASE("a server takes so many sessions in all, and the next one when somebody has left")
{
    constexpr int kMost = 6;
    constexpr TurnedAway kFull { CloseCode::ServerFull, Reason::Full };
    TestServer server;
    server.setOptions({ u"--sessions"_s, QString::number(kMost) });
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    const auto paul = server.person(u"Paul Roux"_s, Role::Entry);
    auto inside = thoseInside(rush(server, claire, 3 * kMost), kFull);
    REQUIRE(std::ssize(inside) == kMost);
    CHECK(thoseInside(rush(server, paul, 1), kFull).empty());
    REQUIRE(waitFor([&] { return !server.logged(u"server-full"_s).isEmpty(); }));
    CHECK(server.logged(u"server-full"_s).size() == 1);
    CHECK(server.logged(u"server-full"_s).first()[u"most"_s] == kMost);
    CHECK(inside.front()->saved(newVisit()).sequence == 1);
    CHECK(refusalsInAudit(server) == 0);

    inside.pop_back();
    REQUIRE(waitFor([&] { return !thoseInside(rush(server, paul, 1), kFull).empty(); }));
}

TEST_CASE("a server takes no more sessions than it has descriptors for, whatever it was told")
{
    constexpr TurnedAway kFull { CloseCode::ServerFull, Reason::Full };
    TestServer server;
    server.limitDescriptors(250);
    server.setOptions({ u"--sessions-per-person"_s, u"1000"_s });
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto told = server.logged(u"few-descriptors"_s);
    REQUIRE(told.size() == 1);
    const int most = told.first()[u"sessions"_s].toInt();
    REQUIRE(most >= 10);
    REQUIRE(most < 125);
    const auto inside = thoseInside(rush(server, agent, most + 10), kFull);
    REQUIRE(std::ssize(inside) == most);
    CHECK(inside.back()->saved(newVisit()).sequence == 1);
    CHECK(server.logged(u"accept-failed"_s).isEmpty());
}

TEST_CASE("whoever is turned away and holds on to the line holds nothing of the server's")
{
    TestServer server;
    server.setOptions({ u"--sessions-per-person"_s, u"1"_s });
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto greedy = server.person(u"Toutes Mains"_s, Role::Consultation);
    WireClient entry(server, agent);
    entry.login();
    entry.saved(newVisit());
    WireClient first(server, greedy);
    first.login();
    const auto descriptors = descriptorsOf(server.pid());
    std::vector<std::unique_ptr<BluntPeer>> others;
    for (int i = 0; i < 60; ++i)
        CHECK(others.emplace_back(std::make_unique<BluntPeer>(server.port(), greedy))->isIn());
    CHECK(waitFor([&] { return descriptorsOf(server.pid()) <= descriptors; }));
    CHECK(entry.saved(newVisit()).sequence == 2);
    CHECK(first.isConnected());
}

TEST_CASE("a server has all its own files open before anybody connects")
{
    TestServer server;
    server.start();
    const auto descriptors = descriptorsOf(server.pid());
    const QString database = server.database();
    const qint64 size = QFileInfo(database).size();
    {
        WireClient client(server, server.person(u"Claire Martin"_s, Role::Entry));
        client.login();
        for (int i = 0; i < 20; ++i)
            client.saved(newVisit());
        CHECK(waitFor([&] { return QFileInfo(database).size() > size; })); // the log was moved into it
    }
    CHECK(waitFor([&] { return descriptorsOf(server.pid()) <= descriptors; }));
}

TEST_CASE("a request that is wrong in itself is answered, and the session goes on")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    client.socket().sendTextMessage(uR"({"jsonrpc":"2.0","id":900,"method":"event.forget","params":{}})"_s);
    CHECK(client.wait(900).error().code == ErrorCode::MethodNotFound);
    client.socket().sendTextMessage(uR"({"jsonrpc":"2.0","id":901,"method":"event.save","params":{}})"_s);
    CHECK(client.wait(901).error().code == ErrorCode::InvalidParams);

    auto wrong = newVisit(QString());
    const auto reply = client.call(wrong);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code == ErrorCode::InvalidEvent);
    CHECK(reply.error().issues == std::vector { FieldIssue { Field::Subject, Rule::Required } });
    CHECK(client.refusal(protocol::SubscribeRequest { 7 }) == ErrorCode::InvalidParams);
    CHECK(client.refusal(protocol::HistoryRequest { EventId::make() }) == ErrorCode::NotFound);
    CHECK(client.saved(newVisit()).sequence == 1);
}

TEST_CASE(
    "what certainly is personal data is refused with its field; a suspicion is saved, and logged without the text")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    auto request = newVisit();
    request.record.description = u"Contact : M. Karim Benali, 06 39 98 12 34"_s;
    std::get<OfficialVisit>(request.record.particulars).addresses
        = { { u"Vieux-Port"_s, {} }, { u"12 rue Sénac, appt 4"_s, {} } };
    const auto reply = client.call(request);
    REQUIRE_FALSE(reply);
    CHECK(reply.error().code == ErrorCode::InvalidEvent);
    CHECK(reply.error().issues
        == std::vector<FieldIssue> {
            { Field::Description, Rule::PersonalData }, { Field::Addresses, Rule::PersonalData, 1 } });

    const auto suspected = newVisit(u"Hommage à Zineb Redouane"_s);
    CHECK(client.saved(suspected).sequence == 1); // nothing came of the other
    REQUIRE(waitFor([&] { return !server.logged(u"personal-data-suspected"_s).empty(); }));
    const auto told = server.logged(u"personal-data-suspected"_s);
    REQUIRE(told.size() == 1);
    CHECK(told[0][u"id"_s] == suspected.event.toString());
    CHECK(told[0][u"field"_s] == u"objet"_s);
    CHECK(told[0][u"kind"_s] == u"name"_s);
    CHECK_FALSE(server.log().contains("Zineb"));
    CHECK_FALSE(server.log().contains("Benali"));
}

TEST_CASE("too many requests are refused; who goes on regardless is sent away")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient flood(server, agent);
    flood.login();
    for (int i = 0; i < 20 * protocol::limits::kRequestsPerSecond; ++i)
        flood.send(protocol::HistoryRequest { EventId::make() });
    CHECK(flood.closeCodeAtEnd() == int(CloseCode::ProtocolError));
    const auto withCode = [&](ErrorCode code) {
        return std::ranges::count_if(
            flood.replies(), [code](const auto &entry) { return !entry.second && entry.second.error().code == code; });
    };
    CHECK(withCode(ErrorCode::NotFound) >= protocol::limits::kRequestsPerSecond - 1); // hello took one
    CHECK(withCode(ErrorCode::RateLimited) >= protocol::limits::kRequestsPerSecond - 1);
    WireClient next(server, agent);
    next.login();
    CHECK(next.saved(newVisit()).sequence == 1);
}

TEST_CASE("more unanswered requests than 64 are refused, and those before are answered")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    constexpr int kMost = protocol::limits::kRequestsInFlight;
    std::vector<protocol::MessageId> sent;
    {
        const WriteLock nobodyWrites(server.database());
        for (int i = 0; i < kMost + 6; ++i)
            sent.push_back(client.send(newVisit()));
        for (int i = kMost; i < kMost + 6; ++i)
            CHECK(client.wait(sent[static_cast<size_t>(i)]).error().code == ErrorCode::RateLimited);
    }
    for (int i = 0; i < kMost; ++i) {
        INFO(i);
        CHECK(client.wait(sent[static_cast<size_t>(i)]));
    }
    CHECK(client.saved(newVisit()).sequence == kMost + 1);
}

TEST_CASE("a peer that sends and never reads is cut while another one's saves go on")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto deaf = server.person(u"Sourde Oreille"_s, Role::Consultation);
    WireClient entry(server, agent);
    entry.login();
    RawPeer peer(server.port(), deaf);
    peer.socket().setReadBufferSize(1);
    peer.socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
    const QByteArray pings = clientFrame(kPing, QByteArray(125, 'p')).repeated(2'000);
    int saves = 0;
    for (; !peer.isOver(); ++saves) {
        REQUIRE(saves < 2'000); // half a gigabyte of pings
        peer.socket().write(pings);
        REQUIRE(waitFor([&] { return peer.isOver() || peer.socket().encryptedBytesToWrite() < 1'000'000; }));
        REQUIRE(entry.saved(newVisit()).sequence == saves + 1);
    }
    REQUIRE(waitFor([&] { return !server.logged(u"session-cut"_s).isEmpty(); }));
    const QString why = server.logged(u"session-cut"_s).first().value(u"reason"_s).toString();
    CHECK((why == u"slow-peer"_s || why == u"ping-flood"_s)); // whichever was seen first
    CHECK(entry.saved(newVisit()).sequence == saves + 1);
}

TEST_CASE("pings and pongs as fast as the line takes them cost their sender the session, whether or not it reads")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto loud = server.person(u"Grosse Cloche"_s, Role::Consultation);
    WireClient entry(server, agent);
    entry.login();
    RawPeer peer(server.port(), loud);
    QObject::connect(&peer.socket(), &QIODevice::readyRead, &peer.socket(), [&] { peer.socket().readAll(); });
    peer.socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
    const auto floodWith = [&](const QByteArray &frames) {
        int saves = 0;
        for (; !peer.isOver(); ++saves) {
            REQUIRE(saves < 2'000);
            peer.socket().write(frames);
            REQUIRE(waitFor([&] { return peer.isOver() || peer.socket().encryptedBytesToWrite() < 100'000; }));
            REQUIRE(entry.saved(newVisit()).sequence == saves + 1);
        }
        REQUIRE(waitFor([&] { return !server.logged(u"session-cut"_s).isEmpty(); }));
        CHECK(server.logged(u"session-cut"_s).first().value(u"reason"_s).toString() == u"ping-flood"_s);
        CHECK(entry.saved(newVisit()).sequence == saves + 1);
    };
    SECTION("pings whose answers are read") { floodWith(clientFrame(kPing, QByteArray(125, 'p')).repeated(1'000)); }
    SECTION("empty pings") { floodWith(clientFrame(kPing, {}).repeated(10'000)); }
    SECTION("pongs that nobody asked for") { floodWith(clientFrame(kPong, {}).repeated(10'000)); }
}

TEST_CASE("who pings ten times a second is answered and stays")
{
    TestServer server;
    server.start();
    WireClient client(server, server.person(u"Claire Martin"_s, Role::Entry));
    client.login();
    int pongs = 0;
    QTimer pinging;
    QObject::connect(&client.socket(), &QWebSocket::pong, &client.socket(), [&] { ++pongs; });
    QObject::connect(&pinging, &QTimer::timeout, &client.socket(), [&] { client.socket().ping("encore là ?"); });
    pinging.start(100);
    REQUIRE(waitFor([&] { return pongs >= 20 || !client.isConnected(); }));
    CHECK(client.saved(newVisit()).sequence == 1);
    CHECK(server.logged(u"session-cut"_s).isEmpty());
}

TEST_CASE("large answers that come all at once wait for their reader")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto analyst = server.person(u"Paul Roux"_s, Role::Analyst);
    constexpr int kEvents = protocol::limits::kRequestsInFlight - 4;
    WireClient entry(server, agent);
    entry.login();
    std::vector<EventId> events;
    for (int i = 0; i < kEvents; ++i) {
        events.push_back(EventId::make());
        entry.saved(protocol::SaveRequest { RequestId::make(), events.back(), 0, longRoute(QString::number(i)) });
    }
    WireClient console(server, analyst);
    console.login();
    REQUIRE(console.call(protocol::SubscribeRequest { kEvents }));

    RawPeer slow(server.port(), agent);
    slow.socket().setReadBufferSize(1);
    protocol::MessageId id = 0;
    const auto send = [&](const protocol::Request &request) {
        slow.socket().write(clientFrame(kText, protocol::encode(++id, request)));
    };
    send(WireClient::kHello);
    for (const EventId &event : events)
        send(protocol::CancelRequest { RequestId::make(), event, 1 });
    // All are written and announced, and the answers wait: ten megabytes, more than the kernel takes.
    REQUIRE(waitFor([&] { return std::ssize(console.news()) == kEvents || slow.isOver(); }));
    REQUIRE(entry.call(protocol::HistoryRequest { events.front() }));

    QByteArray heard;
    QObject::connect(&slow.socket(), &QIODevice::readyRead, &slow.socket(), [&] { heard += slow.socket().readAll(); });
    heard += slow.socket().readAll();
    slow.socket().setReadBufferSize(0);
    const auto lastAnswer = "\"id\":" + QByteArray::number(id) + ',';
    CHECK(waitFor([&] { return slow.isOver() || heard.contains(lastAnswer); }));
    CHECK(heard.count("\"etat\":\"annulee\"") == kEvents);
    CHECK_FALSE(slow.isOver());
    CHECK(server.logged(u"session-cut"_s).isEmpty());
}

TEST_CASE("a console that reads slowly misses nothing and is not cut")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto analyst = server.person(u"Paul Roux"_s, Role::Analyst);
    RawPeer slow(server.port(), analyst);
    slow.socket().setReadBufferSize(1);
    slow.socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
    slow.socket().write(clientFrame(kText, protocol::encode(2, protocol::Request(protocol::SubscribeRequest { 0 }))));
    WireClient entry(server, agent);
    entry.login();
    // More than the kernel's buffers hold, so that most of it is still in the journal when reading begins.
    constexpr int kSaves = 80;
    for (int i = 0; i < kSaves; ++i)
        entry.saved(protocol::SaveRequest { RequestId::make(), EventId::make(), 0, longRoute(QString::number(i)) });

    QByteArray heard;
    QObject::connect(&slow.socket(), &QIODevice::readyRead, &slow.socket(), [&] { heard += slow.socket().readAll(); });
    heard += slow.socket().readAll();
    slow.socket().setReadBufferSize(0);
    const auto sequence = [](int n) { return "\"sequence\":" + QByteArray::number(n); };
    const auto last = sequence(kSaves);
    REQUIRE(waitFor([&] {
        return slow.isOver() || QByteArrayView(heard).last(std::min<qsizetype>(heard.size(), 400'000)).contains(last);
    }));
    INFO(server.log().toStdString());
    INFO(slow.socket().errorString().toStdString());
    REQUIRE_FALSE(slow.isOver());
    qsizetype at = 0;
    for (int n = 1; n <= kSaves; ++n) {
        CHECK(heard.count(sequence(n) + ',') + heard.count(sequence(n) + '}') == 1);
        const qsizetype found = heard.indexOf(sequence(n));
        CHECK(found > at);
        at = found;
    }
    CHECK(server.logged(u"session-cut"_s).isEmpty());
}

TEST_CASE("the newest versions that fit are the history")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    const EventId event = EventId::make();
    std::vector<EventVersion> all;
    all.reserve(6);
    for (int base = 0; base < 6; ++base)
        all.push_back(client.saved(protocol::SaveRequest { RequestId::make(), event, base, longRoute(u"Marche"_s) }));
    const auto reply = client.call(protocol::HistoryRequest { event });
    REQUIRE(reply);
    const auto &versions = std::get<protocol::HistoryAnswer>(*reply).versions;
    CHECK(versions.size() >= 2);
    CHECK(versions.size() < all.size());
    CHECK(std::ranges::equal(versions, std::span(all).last(versions.size())));
}

TEST_CASE("strangers who wait never take the last descriptor")
{
    constexpr unsigned kDescriptors = 400; // twice 256 logins would be more
    TestServer server;
    server.limitDescriptors(kDescriptors);
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const Storm storm(server.port(), 600, [](int) { return true; });
    qsizetype most = 0;
    REQUIRE(waitFor([&] {
        most = std::max(most, descriptorsOf(server.pid()));
        return storm.isOver() || storm.isRefused();
    }));
    REQUIRE_FALSE(storm.isRefused());
    WireClient client(server, agent);
    client.login();
    CHECK(client.saved(newVisit()).sequence == 1);
    CHECK(most < qsizetype { kDescriptors } * 9 / 10);
    CHECK(server.logged(u"accept-failed"_s).isEmpty());
}

TEST_CASE("strangers who begin a hello and stay do not push a login out that has said its own")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    std::optional<Storm> storm;
    const BluntPeer slow(server.port(), agent, [&] {
        storm.emplace(server.port(), 1'200, [](int descriptor) { // more than may wait on both workers
            std::ignore = ::send(descriptor, kHelloBegins.data(), kHelloBegins.size(), MSG_NOSIGNAL);
            return true;
        });
        REQUIRE(waitFor([&] { return storm->isOver() || storm->isRefused(); }));
        // Whoever comes next is looked at after them.
        WireClient(server, agent).login();
    });
    CHECK(slow.isIn());
}

TEST_CASE("where no descriptor is left, those who wait make way for a login")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    { // whoever accepts has seen that there is nobody any more before it sees that there is no room
        WireClient before(server, agent);
        before.login();
    }
    const auto few = static_cast<rlim_t>(descriptorsOf(server.pid()) + 20);
    const rlimit limit { few, few };
    REQUIRE(::prlimit(static_cast<pid_t>(server.pid()), RLIMIT_NOFILE, &limit, nullptr) == 0);
    const Storm storm(server.port(), 60, [](int) { return true; });
    REQUIRE(waitFor([&] { return storm.isOver() || storm.isRefused(); }));
    REQUIRE_FALSE(storm.isRefused());
    QElapsedTimer clock;
    clock.start();
    WireClient client(server, agent);
    client.login();
    CHECK(std::chrono::milliseconds(clock.elapsed()) < protocol::limits::kHandshake); // when the strangers would go
    CHECK(client.saved(newVisit()).sequence == 1);

    // Once there is room again, there is: nobody has to go for who comes now.
    REQUIRE(waitFor([&] { return !server.logged(u"accept-failed"_s).isEmpty(); }));
    const auto failures = server.logged(u"accept-failed"_s).size();
    for (int i = 0; i < 3; ++i) {
        WireClient next(server, agent);
        next.login();
    }
    CHECK(server.logged(u"accept-failed"_s).size() == failures);
}
