#include <support/places.h>
#include <support/station.h>
#include <support/testcard.h>
#include <support/wireclient.h>

#include <storage/sqliteregister.h>

#include <QtCore/QDir>
#include <QtCore/QProcess>

#include <array>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using client::Link;

namespace
{

struct AdminRun {
    int code = -1;
    QString out;
    QString errors;
};
AdminRun admin(const QStringList &arguments)
{
    QProcess process;
    process.start(binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + arguments);
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitStatus() == QProcess::NormalExit);
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
        QString::fromUtf8(process.readAllStandardError()) };
}
QString said(const QStringList &arguments)
{
    const AdminRun run = admin(arguments);
    INFO(arguments.join(u' ').toStdString() << ": " << run.errors.toStdString());
    REQUIRE(run.code == 0);
    return run.out;
}

/// cortege-admin at a terminal, where somebody types `line` once the question is there.
AdminRun adminAtTerminal(const QStringList &arguments, const QByteArray &question, const QByteArray &line)
{
    QByteArrayList words { binPath(u"cortege-admin"_s).toUtf8() };
    for (const QString &argument : arguments)
        words += argument.toUtf8();
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child < 0)
        SKIP("no pseudo terminals here");
    if (child == 0) {
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
    QByteArray seen;
    std::array<char, 4096> piece {};
    bool hasTyped = false;
    ssize_t size = 0;
    while ((size = ::read(terminal, piece.data(), piece.size())) > 0) { // until the other side is closed
        seen.append(piece.data(), size);
        if (!hasTyped && seen.contains(question))
            hasTyped = ::write(terminal, line.constData(), static_cast<size_t>(line.size())) == line.size();
    }
    ::close(terminal);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return { WIFEXITED(status) ? WEXITSTATUS(status) : -1, QString::fromUtf8(seen), {} };
}

void bind(const TestServer &server, const TestPerson &person)
{
    const auto persons = wanted(
        storage::SqlitePersonRegister::open(server.database(), storage::SqlitePersonRegister::Access::ReadWrite));
    wanted(persons->add(person.person));
    wanted(persons->bind(person.fingerprint, person.person.id, SystemClock().now()));
}

} // namespace

TEST_CASE("a card's key opens session after session, and its PIN was given once")
{
    TestCard card;
    TestServer server;
    server.start();
    const TestPerson agent = server.admit(cardHolder(server.authority(), u"Claire Martin"_s, Role::Entry, card));
    const qint64 attempts = card.attempts();
    for (int i = 0; i < 60; ++i) {
        WireClient client(server, agent);
        REQUIRE(client.login().person == agent.person.id);
        if (i % 20 == 0)
            CHECK(client.saved(newVisit()).revision == 1);
    }
    CHECK(card.attempts() == attempts);
}

TEST_CASE("a session outlives its card; the next one says that it is absent, and comes when it is back")
{
    TestCard card;
    TestServer server;
    server.start();
    const TestPerson agent = server.admit(cardHolder(server.authority(), u"Claire Martin"_s, Role::Entry, card));
    Station station(server.profileOf(agent)); // the unsent work's key is the card's to open as well
    station.goOnline();

    card.takeOut();
    wanted(station->save(EventId::make(), visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    CHECK(station.link() == Link::Online);

    server.kill();
    server.start();
    REQUIRE(waitUntil([&] {
        const auto trouble = station->trouble();
        return trouble && trouble->kind == Failure::CardAbsent;
    }));
    CHECK(station.link() != Link::Denied);
    wanted(station->save(EventId::make(), visit(u"Gardée"_s)));

    card.putIn();
    REQUIRE(waitUntil([&] { return station.link() == Link::Online && station.hasSentAll(); }));
    CHECK_FALSE(station->trouble());

    // What is kept on disk is opened by the card, and by nothing else.
    station.crash();
    station.open();
    card.takeOut();
    client::Profile profile = server.profileOf(agent);
    CHECK(client::Platform::open(profile, u"test/1"_s, SystemClock(), client::Platform::UnsentWork::Kept,
              QDir(station.folder()).filePath(u"other"_s))
              .error()
              .kind
        == Failure::CardAbsent);
    profile.tls.openedKey.reset();
    CHECK(client::Platform::open(profile, u"test/1"_s, SystemClock(), client::Platform::UnsentWork::None).error().kind
        == Failure::PinRefused);
    card.putIn();
}

TEST_CASE("a card with a certificate of another authority comes in once that is accepted and bound")
{
    TestCard card;
    TestAuthority external;
    TestServer server;
    server.trust(external);
    server.start();
    const TestPerson agent = cardHolder(external, u"Paul Roux"_s, Role::Entry, card);
    TestPerson known = agent;
    known.files.serverAuthority = server.authority().path(u"authority/server-authority.pem"_s);
    {
        WireClient unbound(server, known);
        CHECK(unbound.closeCodeAtEnd() != 1000);
        CHECK(server.logged(u"session-started"_s).isEmpty());
    }
    bind(server, known);
    wanted(server.grantor().grant(known.person.id, Role::Entry));
    WireClient client(server, known);
    CHECK(client.login().person == known.person.id);
}

TEST_CASE("a server reads its records with a master key that is on a card")
{
    TestCard card;
    TestServer server;
    card.makeKey(u"cles"_s);
    const QString pin = card.pinFile();
    said({ u"keys"_s, u"rewrap"_s, u"--keys"_s, server.keys(), u"--master"_s, card.uri(u"cles"_s), u"--pin-file"_s,
        pin });
    CHECK(QDir(server.keys()).entryList({ u"master-*"_s }).isEmpty());
    server.setOptions({ u"--keys-pin-file"_s, pin });
    server.start();
    const TestPerson agent = server.person(u"Claire Martin"_s, Role::Entry);
    {
        WireClient client(server, agent);
        client.login();
        client.saved(newVisit());
        said({ u"keys"_s, u"rotate"_s, u"--keys"_s, server.keys(), u"--keys-pin-file"_s, pin });
        card.takeOut(); // what it has is in memory
        client.saved(newVisit());
        card.putIn();
    }
    CHECK(server.terminate() == 0);
    const QStringList check { u"database"_s, u"check"_s, u"--database"_s, server.database(), u"--keys"_s,
        server.keys() };
    const AdminRun blind = admin(check);
    CHECK(blind.code != 0);
    CHECK(blind.errors.contains(u"--keys-pin-file"_s));
    said(check + QStringList { u"--keys-pin-file"_s, pin });

    said({ u"keys"_s, u"rewrap"_s, u"--keys"_s, server.keys(), u"--keys-pin-file"_s, pin });
    said(check);
    server.setOptions({});
    server.start();
    WireClient client(server, agent);
    client.login();
}

TEST_CASE("requests, profiles and acts are made with a key on a card")
{
    TestCard card;
    TestServer server;
    server.start();
    card.makeKey(u"agent"_s);
    card.makeKey(u"rsa"_s, u"rsa:2048"_s);
    const QString pin = card.pinFile();
    const QTemporaryDir place;
    const auto request = [&](const QString &key, const QString &out, const QString &pinFile) {
        return admin({ u"certificate"_s, u"request"_s, u"--name"_s, u"Claire Martin"_s, u"--out"_s, place.filePath(out),
            u"--key"_s, key, u"--pin-file"_s, pinFile });
    };
    CHECK(request(card.uri(u"agent"_s), u"good"_s, pin).code == 0);
    CHECK(QDir(place.filePath(u"good"_s)).entryList(QDir::Files) == QStringList { u"person.csr"_s });
    const AdminRun rsa = request(card.uri(u"rsa"_s), u"bad"_s, pin);
    CHECK(rsa.code != 0);
    CHECK(rsa.errors.contains(u"P-256"_s));
    CHECK(request(u"pkcs11:object=agent"_s, u"bad"_s, pin).code != 0);
    card.takeOut();
    const AdminRun absent = request(card.uri(u"agent"_s), u"bad"_s, pin);
    CHECK(absent.code != 0);
    CHECK(absent.errors.contains(u"carte absente"_s));
    card.putIn();
    const AdminRun wrong = request(card.uri(u"agent"_s), u"bad"_s, card.pinFile("000000"));
    CHECK(wrong.code != 0);
    CHECK(wrong.errors.contains(u"PIN"_s));
    CHECK_FALSE(QDir(place.path()).exists(u"bad"_s));
    std::ignore = card.pinFile();

    // The profile of somebody whose key is on the card works at once.
    const TestPerson claire = server.person(u"Claire Martin"_s, Role::Consultation);
    said({ u"profile"_s, u"create"_s, u"--authority"_s, server.authority().path(u"authority"_s), u"--database"_s,
        server.database(), u"--person"_s, claire.person.id.toString(), u"--server"_s,
        u"wss://127.0.0.1:%1"_s.arg(server.port()), u"--out"_s, place.filePath(u"profil"_s), u"--key"_s,
        card.uri(u"agent"_s), u"--pin-file"_s, pin });
    client::Profile profile = wanted(client::Profile::load(place.filePath(u"profil"_s)));
    CHECK(profile.tls.key == card.uri(u"agent"_s));
    REQUIRE(profile.tls.wantsPin());
    CHECK(profile.tls.unlock(TestCard::pin("000000")).error() == pki::TokenTrouble::PinRefused);
    REQUIRE(profile.tls.unlock(TestCard::pin()));
    {
        Station station(profile, client::Platform::UnsentWork::None);
        station.goOnline();
    }
    said({ u"events"_s, u"export"_s, u"--profile"_s, profile.folder, u"--out"_s, place.filePath(u"tout.geojson"_s),
        u"--pin-file"_s, pin });
    said({ u"habilitation"_s, u"export"_s, u"--database"_s, server.database(), u"--out"_s,
        place.filePath(u"liste.csv"_s), u"--as-certificate"_s, profile.tls.certificateChain, u"--as-key"_s,
        card.uri(u"agent"_s), u"--pin-file"_s, pin });
    CHECK(QFile::exists(place.filePath(u"liste.csv.p7s"_s)));
    TestPerson stranger = claire;
    stranger.files.key = card.uri(u"agent"_s);
    CHECK(stranger.files.unlock(TestCard::pin()).error() == pki::TokenTrouble::OtherKey);
}

TEST_CASE("the PIN is typed at the terminal, unseen")
{
    TestCard card;
    card.makeKey(u"agent"_s);
    const QTemporaryDir place;
    const auto request = [&](const QByteArray &typed) {
        return adminAtTerminal(
            { u"--language"_s, u"fr"_s, u"certificate"_s, u"request"_s, u"--name"_s, u"Claire Martin"_s, u"--out"_s,
                place.filePath(u"out"_s), u"--key"_s, card.uri(u"agent"_s) },
            "PIN", typed + '\n');
    };
    const qint64 attempts = card.attempts();
    CHECK(request("12\x03"
                  "34")
              .code
        != 0); // the key that would end the program and leave the terminal without echo
    CHECK(request({}).code != 0);
    CHECK(card.attempts() == attempts);
    const AdminRun good = request(TestCard::kPin.toByteArray());
    INFO(good.out.toStdString());
    CHECK(good.code == 0);
    CHECK_FALSE(good.out.contains(QLatin1StringView(TestCard::kPin)));
    CHECK(card.attempts() == attempts + 1);
}
