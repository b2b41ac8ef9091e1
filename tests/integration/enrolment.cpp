#include <support/places.h>
#include <support/station.h>
#include <support/testserver.h>
#include <support/wireclient.h>

#include <catch2/catch_test_macros.hpp>

#include <client/enrolment.h>
#include <client/renewal.h>
#include <pki/authority.h>
#include <pki/clientcheck.h>
#include <pki/files.h>
#include <pki/firstcontact.h>
#include <protocol/enrolment.h>
#include <storage/sqliteenrolments.h>
#include <storage/sqliteregister.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QSslSocket>

#include <openssl/evp.h>
#include <openssl/x509.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using client::Enrolment;
using client::Renewal;
using State = EnrolmentAnswer::State;

namespace
{

constexpr std::chrono::milliseconds kSoon { 50 };

/// A real server with an enrolment listener, and the administrator beside it.
class Office
{
public:
    Office()
    {
        server.setOptions({ u"--enrolment-listen"_s, u"127.0.0.1:0"_s });
        server.start();
        port = static_cast<quint16>(server.logged(u"listening"_s).first().value(u"enrolmentPort"_s).toInt());
        REQUIRE(port != 0);
        authority = folder.filePath(u"autorite"_s);
        REQUIRE(pki::saveAuthority(server.authority().authority(), authority));
        claire = server.person(u"Claire Martin"_s, Role::Entry);
        codes = wanted(storage::SqliteEnrolments::open(server.database(), storage::Access::ReadWrite));
    }
    /// With `cortege-admin`, as an administrator does it.
    QByteArray admin(const QStringList &arguments, int code = 0)
    {
        QProcess process;
        process.start(binPath(u"cortege-admin"_s),
            arguments + QStringList { u"--database"_s, server.database(), u"--language"_s, u"fr"_s });
        REQUIRE(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
        INFO(process.readAllStandardError().toStdString());
        REQUIRE(process.exitCode() == code);
        return process.readAllStandardOutput().trimmed();
    }
    Invitation invite(const QStringList &further = {})
    {
        const QByteArray text
            = admin(QStringList { u"enrolment"_s, u"invite"_s, u"--person"_s, claire->person.id.toString(),
                        u"--server"_s, u"wss://127.0.0.1:%1"_s.arg(server.port()), u"--port"_s, QString::number(port),
                        u"--server-authority"_s, authority + u"/server-authority.pem"_s }
                + further);
        const auto read = Invitation::parse(QString::fromUtf8(text));
        REQUIRE(read);
        return *read;
    }
    QJsonArray waiting() { return QJsonDocument::fromJson(admin({ u"enrolment"_s, u"list"_s, u"--json"_s })).array(); }
    QString newestRequest()
    {
        const QJsonArray all = waiting();
        REQUIRE(!all.isEmpty());
        return all.first().toObject().value(u"id"_s).toString();
    }
    void issue(const QString &request) { admin({ u"enrolment"_s, u"issue"_s, u"--authority"_s, authority, request }); }

    TestServer server;
    QTemporaryDir folder;
    quint16 port = 0;
    QString authority;
    std::optional<TestPerson> claire;
    std::unique_ptr<storage::SqliteEnrolments> codes;
};

/// One question over a bare socket; nothing where the server hangs up without a word.
std::optional<EnrolmentAnswer> ask(quint16 port, const QByteArray &line)
{
    QSslSocket socket;
    socket.setSslConfiguration(pki::firstContactConfiguration());
    bool isOver = false;
    QObject::connect(&socket, &QAbstractSocket::disconnected, &socket, [&] { isOver = true; });
    QObject::connect(&socket, &QAbstractSocket::errorOccurred, &socket, [&] { isOver = true; });
    QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&] { socket.write(line + '\n'); });
    socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    REQUIRE(waitUntil([&] { return isOver || socket.canReadLine(); }));
    if (!socket.canReadLine())
        return std::nullopt;
    return wanted(protocol::decodeEnrolmentAnswer(socket.readLine().trimmed()));
}

QByteArray newRequest() { return wanted(pki::derOfRequest(wanted(pki::makeRequest(u"poste"_s)).requestPem)); }

State stateOf(quint16 port, const EnrolmentCode &code, const QByteArray &der)
{
    const auto answer = ask(port, protocol::encode(protocol::EnrolmentCall { code, der }));
    REQUIRE(answer);
    return answer->state;
}

/// A request with another kind of key, signed with it.
QByteArray requestOfKey(EVP_PKEY *key)
{
    X509_REQ *const request = X509_REQ_new();
    X509_REQ_set_pubkey(request, key);
    X509_REQ_sign(request, key, EVP_sha256());
    unsigned char *bytes = nullptr;
    const int size = i2d_X509_REQ(request, &bytes);
    QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    X509_REQ_free(request);
    EVP_PKEY_free(key);
    return der;
}

EnrolmentCode guess(int number)
{
    return wanted(
        EnrolmentCode::fromRandom(QByteArray::number(number).rightJustified(EnrolmentCode::kRandomBytes, 'x')));
}

client::EnrolmentPace soon() { return { std::chrono::minutes { 1 }, kSoon, kSoon }; }

} // namespace

TEST_CASE("with an invitation a workstation comes to its certificate, across a restart of the program, and gets in")
{
    Office office;
    const Invitation invitation = office.invite();
    const SystemClock clock;
    const QString profile = office.folder.filePath(u"poste"_s);
    {
        Enrolment enrolment(profile, clock, soon());
        CHECK(enrolment.resume().error().kind == Failure::NotFound);
        REQUIRE(enrolment.begin(invitation));
        REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Waiting; }));
        CHECK(enrolment.fingerprint().size() == 32);
    }
    CHECK(client::Profile::load(profile).error().kind == Failure::NotFound);
    const QJsonArray waiting = office.waiting();
    REQUIRE(waiting.size() == 1);

    Enrolment again(profile, clock, soon());
    REQUIRE(again.resume());
    REQUIRE(waitUntil([&] { return again.stage() == Enrolment::Stage::Waiting; }));
    CHECK(waiting.first().toObject().value(u"fingerprint"_s).toString()
        == QString::fromLatin1(again.fingerprint().toHex(':')));
    office.issue(office.newestRequest());
    REQUIRE(waitUntil([&] { return again.stage() == Enrolment::Stage::Done; }));
    CHECK(office.waiting().isEmpty());
    CHECK(QFile::permissions(profile + u"/person.key"_s).testFlags(QFile::ReadOwner | QFile::WriteOwner));
    CHECK_FALSE(QFile::permissions(profile + u"/person.key"_s).testFlag(QFile::ReadGroup));
    CHECK_FALSE(QFile::exists(profile + u"/enrolment.json"_s));

    Station station(wanted(client::Profile::load(profile)));
    station.goOnline();
    CHECK(station->greeting()->person == office.claire->person.id);
    // A code that has done its work does no more.
    CHECK(stateOf(office.port, invitation.code, newRequest()) == State::UsedUpCode);
}

TEST_CASE("the key of an ended certificate goes on, and what was not sent yet with it")
{
    Office office;
    const SystemClock clock;
    const QString profile = office.folder.filePath(u"poste"_s);
    const auto enrol = [&] {
        Enrolment enrolment(profile, clock, soon());
        REQUIRE(enrolment.begin(office.invite()));
        REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Waiting; }));
        office.issue(office.newestRequest());
        REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Done; }));
        return wanted(pki::readPemFile(profile + u"/person.key"_s));
    };
    const QByteArray key = enrol();
    Station station(wanted(client::Profile::load(profile)));
    REQUIRE(station->save(EventId::make(), visit(u"Visite"_s)));
    station.crash();
    CHECK(enrol() == key);
    station.open();
    CHECK(station->pendingCount() == 1);
    station.goOnline();
    CHECK(waitUntil([&] { return station.hasSentAll(); }));
}

TEST_CASE("expired, withdrawn, unknown: the workstation is told which")
{
    Office office;
    const EnrolmentCode late = guess(1);
    const UtcTime now = SystemClock().now();
    wanted(office.codes->add(late,
        { EnrolmentCodeId::make(), office.claire->person.id, now - std::chrono::hours { 2 },
            now - std::chrono::hours { 1 } }));
    CHECK(stateOf(office.port, late, newRequest()) == State::ExpiredCode);

    const Invitation withdrawn = office.invite({ u"--uses"_s, u"2"_s });
    const QByteArray waiting = newRequest();
    CHECK(stateOf(office.port, withdrawn.code, waiting) == State::Pending);
    const auto codes = QJsonDocument::fromJson(office.admin({ u"enrolment"_s, u"codes"_s, u"--json"_s })).array();
    const auto used = std::ranges::find_if(
        codes, [](const QJsonValue &code) { return code.toObject().value(u"used"_s).toInt() == 1; });
    REQUIRE(used != codes.end());
    office.admin({ u"enrolment"_s, u"withdraw"_s, used->toObject().value(u"id"_s).toString() });
    CHECK(stateOf(office.port, withdrawn.code, waiting) == State::Refused);
    CHECK(stateOf(office.port, withdrawn.code, newRequest()) == State::WithdrawnCode);
    CHECK(stateOf(office.port, guess(2), newRequest()) == State::UnknownCode);
}

TEST_CASE("a request that proves no key on P-256 is refused, and leaves the code as it was")
{
    Office office;
    const Invitation invitation = office.invite();
    const auto refused
        = [&](const QByteArray &der) { return stateOf(office.port, invitation.code, der) == State::BadRequest; };
    QByteArray forged = newRequest();
    forged[forged.size() - 1] = static_cast<char>(forged.back() ^ 1);
    CHECK(refused(forged));
    CHECK(refused(newRequest() + 'x'));
    CHECK(refused(requestOfKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t { 2048 }))));
    CHECK(refused(requestOfKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384"))));
    CHECK(refused("no request"));
    CHECK(ask(office.port, "GET / HTTP/1.1")->state == State::BadRequest);
    CHECK(ask(office.port, QByteArray(protocol::limits::kEnrolmentBytes, 'x'))->state == State::BadRequest);
    CHECK(stateOf(office.port, invitation.code, newRequest()) == State::Pending);
}

TEST_CASE("a flood of wrong codes is put off, then cut, while sessions go on")
{
    Office office;
    const QByteArray der = newRequest();
    const auto tell = [&](int number) {
        return ask(office.port, protocol::encode(protocol::EnrolmentCall { guess(number), der }));
    };
    int unknown = 0;
    while (tell(unknown)->state == State::UnknownCode)
        ++unknown;
    CHECK(unknown == 10);
    // The right code is not looked at either: nobody learns from here which one it would have been.
    CHECK(stateOf(office.port, office.invite().code, der) == State::Later);
    std::optional<EnrolmentAnswer> answer;
    for (int i = 0; i < 10 && (answer = tell(i)); ++i)
        CHECK(answer->state == State::Later);
    CHECK_FALSE(answer);
    CHECK(office.waiting().isEmpty());
    WireClient session(office.server, *office.claire);
    session.login();
}

TEST_CASE("nobody who does not finish a request is waited for, and nobody is kept out by such")
{
    Office office;
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(u"127.0.0.1"_s, office.port);
        if (i % 2)
            idle.back()->write("\x16\x03\x01");
    }
    CHECK(stateOf(office.port, office.invite().code, newRequest()) == State::Pending);
}

TEST_CASE("a server that is not the pinned one hears nothing")
{
    Office office;
    Invitation invitation = office.invite();
    invitation.pin[0] = static_cast<char>(invitation.pin[0] ^ 1);
    const SystemClock clock;
    Enrolment enrolment(office.folder.filePath(u"poste"_s), clock, soon());
    REQUIRE(enrolment.begin(invitation));
    REQUIRE(waitUntil([&] { return enrolment.trouble().has_value(); }));
    CHECK(enrolment.trouble()->kind == Failure::Unauthenticated);
    enrolment.giveUp();
    CHECK(office.waiting().isEmpty());
    CHECK(office.server.logged(u"enrolment"_s).isEmpty());
}

TEST_CASE("a refused enrolment says so, and another invitation begins anew with the same key")
{
    Office office;
    const SystemClock clock;
    Enrolment enrolment(office.folder.filePath(u"poste"_s), clock, soon());
    REQUIRE(enrolment.begin(office.invite()));
    REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Waiting; }));
    office.admin({ u"enrolment"_s, u"refuse"_s, office.newestRequest() });
    REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Idle; }));
    CHECK(enrolment.refusal() == State::Refused);
    REQUIRE(enrolment.begin(office.invite()));
    REQUIRE(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Waiting; }));
    office.issue(office.newestRequest());
    CHECK(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Done; }));
}

TEST_CASE("the listener asks for no certificate, and gives no session")
{
    Office office;
    WireClient session(office.port, *pki::clientConfiguration(office.claire->files));
    REQUIRE(waitUntil([&] { return session.isOver(); }));
    CHECK_FALSE(session.isConnected());
}

TEST_CASE("an attended administrator issues what is asked for without a command each")
{
    Office office;
    QProcess watch;
    watch.start(binPath(u"cortege-admin"_s),
        { u"enrolment"_s, u"watch"_s, u"--authority"_s, office.authority, u"--database"_s, office.server.database(),
            u"--minutes"_s, u"10"_s });
    REQUIRE(watch.waitForStarted());
    const SystemClock clock;
    Enrolment enrolment(office.folder.filePath(u"poste"_s), clock, soon());
    REQUIRE(enrolment.begin(office.invite()));
    CHECK(waitUntil([&] { return enrolment.stage() == Enrolment::Stage::Done; }));
    watch.terminate();
    watch.waitForFinished();
}

TEST_CASE("a certificate is renewed in its session: the new one is in use, the old one good until its end")
{
    Office office;
    client::Profile profile = office.server.profileOf(*office.claire);
    profile.folder = office.folder.path();
    Station station(profile);
    station.goOnline();
    REQUIRE(station->save(EventId::make(), visit(u"Visite"_s)));
    const QByteArray before = wanted(pki::readPemFile(profile.tls.certificateChain));
    {
        Renewal renewal(station.platform(), profile, kSoon);
        CHECK(renewal.stage() == Renewal::Stage::None);
        renewal.ask();
        REQUIRE(waitUntil([&] { return renewal.stage() == Renewal::Stage::Waiting; }));
    }
    // The program was closed meanwhile.
    Renewal renewal(station.platform(), profile, kSoon);
    REQUIRE(waitUntil([&] { return renewal.stage() == Renewal::Stage::Waiting; }));
    const QJsonArray waiting = office.waiting();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting.first().toObject().value(u"renewal"_s).toBool());
    office.issue(office.newestRequest());
    REQUIRE(waitUntil([&] { return renewal.stage() == Renewal::Stage::Renewed; }));
    REQUIRE(waitUntil([&] { return station.link() == client::Link::Online; }));
    const QByteArray after = wanted(pki::readPemFile(profile.tls.certificateChain));
    CHECK(after != before);
    CHECK_FALSE(QFile::exists(office.folder.filePath(u"renewal.csr"_s)));

    // Both lead to the person; unsent work is opened by the new one.
    const auto persons
        = wanted(storage::SqlitePersonRegister::open(office.server.database(), storage::Access::ReadOnly));
    for (const QByteArray &pem : { before, after })
        CHECK(wanted(persons->byFingerprint(pki::fingerprintOf(QSslCertificate(pem)))).id == office.claire->person.id);
    station.crash();
    station.open();
    station.goOnline();
}

TEST_CASE("a renewal with a bad request, or too many of them, is refused in the session")
{
    Office office;
    WireClient session(office.server, *office.claire);
    session.login();
    CHECK(session.refusal(protocol::RenewRequest { "no request" }) == protocol::ErrorCode::InvalidParams);
    for (int i = 0; i < CertificateRequests::kRenewalsWaiting; ++i) {
        const auto reply = session.call(protocol::RenewRequest { newRequest() });
        REQUIRE(reply);
        CHECK(std::get<protocol::RenewAnswer>(*reply).enrolment.state == State::Pending);
    }
    CHECK(session.refusal(protocol::RenewRequest { newRequest() }) == protocol::ErrorCode::RateLimited);
}

TEST_CASE("what becomes of certificates is in the audit: asked for, issued, refused, revoked")
{
    Office office;
    const Invitation invitation = office.invite({ u"--uses"_s, u"2"_s });
    CHECK(stateOf(office.port, invitation.code, newRequest()) == State::Pending);
    office.issue(office.newestRequest());
    CHECK(stateOf(office.port, invitation.code, newRequest()) == State::Pending);
    office.admin({ u"enrolment"_s, u"refuse"_s, office.newestRequest() });
    const QString request = office.folder.filePath(u"person.csr"_s);
    REQUIRE(pki::writePublicFile(request, wanted(pki::makeRequest(u"poste"_s)).requestPem));
    const QString claire = office.claire->person.id.toString();
    office.admin({ u"certificate"_s, u"issue"_s, u"--authority"_s, office.authority, u"--person"_s, claire,
        u"--request"_s, request, u"--out"_s, office.folder.filePath(u"person.pem"_s) });
    const TestPerson elsewhere = office.server.authority().person(u"Claire Martin"_s, {});
    office.admin({ u"certificate"_s, u"bind"_s, u"--person"_s, claire, elsewhere.files.certificateChain });
    office.admin({ u"profile"_s, u"create"_s, u"--authority"_s, office.authority, u"--person"_s, claire, u"--server"_s,
        u"wss://127.0.0.1:1"_s, u"--out"_s, office.folder.filePath(u"poste"_s) });
    office.server.unbind(*office.claire);
    office.server.unbind(*office.claire); // changes nothing
    office.server.revoke(*office.claire);

    const auto acts = [&] {
        QStringList told;
        const auto lines = office.admin({ u"audit"_s, u"list"_s, u"--keys"_s, office.server.keys() }).split('\n');
        for (const QByteArray &line : lines) {
            const QByteArrayList parts = line.split('\t');
            if (parts.value(2).startsWith("certificate")) {
                CHECK(parts.value(3) == claire.toUtf8());
                told << QString::fromUtf8(parts.value(2));
            }
        }
        return told;
    };
    const QStringList all { u"certificate"_s, u"certificate-issue"_s, u"certificate"_s, u"certificate-refuse"_s,
        u"certificate-issue"_s, u"certificate-issue"_s, u"certificate-issue"_s, u"certificate-revoke"_s,
        u"certificate-revoke"_s };
    CHECK(waitUntil([&] { return acts() == all; }));
    office.admin({ u"audit"_s, u"verify"_s, u"--anchor"_s, office.server.anchor() });
}
