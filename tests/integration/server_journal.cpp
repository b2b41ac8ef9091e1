#include <storage/sqlitejournal.h>
#include <support/busywriter.h>
#include <support/places.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;

namespace
{

std::unique_ptr<storage::SqliteJournalReader> journalOf(const TestServer &server)
{
    auto reader = storage::SqliteJournalReader::open(server.database(), server.cipher());
    REQUIRE(reader);
    return std::move(*reader);
}

void checkConsecutive(const std::vector<EventVersion> &news, Sequence since, Sequence last)
{
    REQUIRE(std::ssize(news) == last - since);
    for (const EventVersion &version : news)
        REQUIRE(version.sequence == ++since);
}

} // namespace

TEST_CASE("a conflict says what stands, to whoever was late")
{
    TestServer server;
    server.start();
    const auto one = server.person(u"Claire Martin"_s, Role::Entry);
    const auto other = server.person(u"Paul Roux"_s, Role::Entry);
    WireClient first(server, one);
    WireClient second(server, other);
    first.login();
    second.login();
    const auto request = newVisit();
    const EventVersion made = first.saved(request);
    const EventVersion corrected = second.saved(
        protocol::SaveRequest { RequestId::make(), request.event, made.revision, visit(u"Visite reportée"_s) });
    const auto late
        = first.call(protocol::SaveRequest { RequestId::make(), request.event, made.revision, visit(u"Autre"_s) });
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::Conflict);
    CHECK(late.error().current == corrected);
    CHECK(first.refusal(protocol::CancelRequest { RequestId::make(), EventId::make(), 0 }) == ErrorCode::NotFound);
}

TEST_CASE("a subscriber gets what was and what comes, in order and once, wherever it begins")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Admin); // sends faster
    const auto analyst = server.person(u"Paul Roux"_s, Role::Analyst);
    constexpr int kEach = 400;
    std::vector<std::unique_ptr<BusyWriter>> writers;
    writers.reserve(3);
    for (int i = 0; i < 3; ++i) {
        writers.push_back(std::make_unique<BusyWriter>(server, agent, 8));
        writers.back()->stopAfter(kEach);
    }
    // A replay takes several portions, and saves go on all the while.
    std::vector<std::pair<Sequence, std::unique_ptr<WireClient>>> consoles;
    for (const size_t begin : { 0, 100, 250, 300 }) {
        REQUIRE(waitFor([&] { return writers.front()->acknowledged() >= begin; }));
        auto console = std::make_unique<WireClient>(server, analyst);
        const Sequence last = console->login().lastSequence;
        for (const Sequence since : { Sequence { 0 }, last }) {
            auto &[from, subscribed] = consoles.emplace_back(since, std::make_unique<WireClient>(server, analyst));
            subscribed->login();
            REQUIRE(subscribed->call(protocol::SubscribeRequest { from }));
        }
    }
    REQUIRE(waitFor([&] {
        return std::ranges::all_of(writers, [](const auto &writer) { return writer->acknowledged() >= kEach; });
    }));
    const Sequence end = Sequence { 3 } * kEach;
    for (const auto &[since, console] : consoles) {
        REQUIRE(waitFor([&] { return console->news().size() >= static_cast<size_t>(end - since); }));
        checkConsecutive(console->news(), since, end);
    }
    CHECK(journalOf(server)->check().value().empty());
}

TEST_CASE("a second subscription in the same session begins where it says")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    client.login();
    for (int i = 0; i < 3; ++i)
        client.saved(newVisit());
    REQUIRE(client.call(protocol::SubscribeRequest { 2 }));
    REQUIRE(waitFor([&] { return client.news().size() == 1; }));
    REQUIRE(client.call(protocol::SubscribeRequest { 1 }));
    REQUIRE(waitFor([&] { return client.news().size() == 3; }));
    CHECK(client.news()[1].sequence == 2);
}

TEST_CASE("SIGTERM: what was accepted is answered, everybody hears goodbye, and the exit code is 0")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Admin);
    std::vector<std::unique_ptr<BusyWriter>> writers;
    writers.reserve(3);
    for (int i = 0; i < 3; ++i)
        writers.push_back(std::make_unique<BusyWriter>(server, agent, 20));
    REQUIRE(waitFor([&] { return writers.back()->acknowledged() > 50; }));
    CHECK(server.terminate() == 0);
    CHECK_FALSE(server.logged(u"stopped"_s).isEmpty());
    Sequence acknowledged = 0;
    for (const auto &writer : writers) {
        CHECK(writer->client().closeCodeAtEnd() == int(CloseCode::Stopping));
        CHECK(writer->client().goodbyes() == std::vector { protocol::SessionEnded::Reason::Stopping });
        for (size_t i = 0; i < writer->sent().size(); ++i) {
            if (const auto *reply = writer->replyTo(i); reply && *reply)
                ++acknowledged;
        }
    }
    // Nothing is in the journal that nobody was told of.
    CHECK(journalOf(server)->lastSequence() == acknowledged);
    CHECK(journalOf(server)->check().value().empty());
    server.start();
    WireClient next(server, agent);
    CHECK(next.login().lastSequence == acknowledged);
}

TEST_CASE("the server's help speaks the person's language, its log English")
{
    const auto said = [](const QStringList &arguments, const QString &language) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, language);
        process.setProcessEnvironment(environment);
        process.start(binPath(u"cortege-server"_s), arguments);
        REQUIRE(process.waitForFinished(kPatience));
        return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
    };
    CHECK(said({ u"--help"_s }, u"fr_FR.UTF-8"_s).contains(u"Le serveur de la plateforme"));
    CHECK(said({ u"--help"_s, u"--language"_s, u"fr"_s }, u"en_GB.UTF-8"_s).contains(u"Clé de ce certificat."));
    for (const QString &language : { u"fr_FR.UTF-8"_s, u"en_GB.UTF-8"_s })
        CHECK(said({ u"--database"_s, u"/nowhere/at/all.sqlite"_s, u"--keys"_s, u"/nowhere"_s, u"--certificate"_s,
                       u"c"_s, u"--key"_s, u"k"_s, u"--client-authorities"_s, u"a"_s },
            language)
                .contains(u"\"start-failed\""));
}

TEST_CASE("a start that cannot succeed says which option or file is at fault")
{
    TestAuthority authority;
    const auto files = authority.server();
    QTemporaryDir folder;
    const auto attempt = [&](const QStringList &arguments, int expectedCode) {
        QProcess process;
        process.start(binPath(u"cortege-server"_s), arguments);
        REQUIRE(process.waitForFinished(kPatience));
        CHECK(process.exitCode() == expectedCode);
        return process.readAllStandardError();
    };
    const QString database = folder.filePath(u"server.sqlite"_s);
    const TestKeys keys;
    const QStringList good { u"--database"_s, database, u"--keys"_s, keys.folder(), u"--certificate"_s,
        files.certificateChain, u"--key"_s, files.key, u"--client-authorities"_s, files.clientAuthorities };
    CHECK(attempt({}, 2).contains("database"));
    CHECK(attempt(good + QStringList { u"--listen"_s, u"nowhere"_s }, 2).contains("nowhere"));
    CHECK(attempt(good + QStringList { u"--listen"_s, u"127.0.0.1:99999"_s }, 2).contains("--listen"));
    CHECK(attempt(good + QStringList { u"--workers"_s, u"0"_s }, 2).contains("--workers"));
    CHECK(attempt(good + QStringList { u"--sessions-per-person"_s, u"0"_s }, 2).contains("--sessions-per-person"));
    CHECK(attempt(good + QStringList { u"--listen"_s, u"192.0.2.1:0"_s }, 1).contains("192.0.2.1"));
    CHECK(attempt(QStringList(good).replaceInStrings(database, u"/nowhere/at/all.sqlite"_s), 1)
            .contains("/nowhere/at/all.sqlite"));
    CHECK(attempt(QStringList(good).replaceInStrings(keys.folder(), u"/nowhere/keys"_s), 1).contains("/nowhere/keys"));
    CHECK(attempt(QStringList(good).replaceInStrings(files.key, u"/nowhere.key"_s), 1).contains("/nowhere.key"));
}
