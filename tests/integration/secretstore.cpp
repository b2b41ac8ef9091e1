#include <support/enrolmentoffice.h>
#include <support/places.h>
#include <support/secretservice.h>

#include <catch2/catch_session.hpp>

#include <client/enrolment.h>
#include <client/secretstore.h>
#include <pki/files.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <qt6keychain/keychain.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using client::Enrolment;
using client::StoreResult;
using client::StoreTrouble;
using Stage = Enrolment::Stage;

namespace
{

constexpr std::chrono::milliseconds kSoon { 50 };
constexpr int kTroubled = 10; // exit codes from here on

template <class Answer>
Answer awaited(const std::function<void(QObject *, std::function<void(Answer)>)> &ask)
{
    std::optional<Answer> answer;
    QObject context;
    ask(&context, [&](Answer result) { answer.emplace(std::move(result)); });
    if (!waitUntil([&] { return answer.has_value(); }))
        qFatal("the store does not answer");
    return *answer;
}

StoreResult<> unseal(pki::ClientTlsFiles &files)
{
    return awaited<StoreResult<>>([&](QObject *context, const auto &then) { client::unsealKey(files, context, then); });
}

/// What a program does with the key file at its start, or when it makes one: a process of its own, for libsecret keeps
/// its session with a store that has ended.
int asProgram(const QString &deed, const QString &path)
{
    if (deed == u"--unseal") {
        pki::ClientTlsFiles files { {}, path, {} };
        const auto opened = unseal(files);
        return opened ? (files.openedKey ? 0 : 1) : kTroubled + static_cast<int>(opened.error());
    }
    const auto made = pki::makeRequest(u"poste"_s);
    const auto sealed = awaited<StoreResult<pki::SealedKey>>(
        [&](QObject *context, const auto &then) { client::sealKey(made.value().keyPem, context, then); });
    if (!sealed)
        return kTroubled + static_cast<int>(sealed.error());
    return pki::writePrivateFile(path, sealed->content()) ? 0 : 1;
}

/// Nothing when it worked.
std::optional<StoreTrouble> program(const QString &deed, const QString &path)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), { deed, path });
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitStatus() == QProcess::NormalExit);
    const int code = process.exitCode();
    if (code == 0)
        return std::nullopt;
    REQUIRE(code >= kTroubled);
    REQUIRE(code <= kTroubled + static_cast<int>(StoreTrouble::Damaged));
    return static_cast<StoreTrouble>(code - kTroubled);
}

void forget(const pki::SealedKey &key)
{
    bool isOver = false;
    auto *job = new QKeychain::DeletePasswordJob(u"cortege"_s);
    job->setKey(QString::fromLatin1(key.fingerprint().toHex()));
    QObject::connect(job, &QKeychain::Job::finished, [&] {
        CHECK(job->error() == QKeychain::NoError);
        isOver = true;
    });
    job->start();
    REQUIRE(waitUntil([&] { return isOver; }));
}

/// A key file on this workstation.
struct KeyFile {
    QTemporaryDir folder;
    QString path = folder.filePath(u"person.key"_s);
    QByteArray content() const { return wanted(pki::readPemFile(path)); }
    void write(const QByteArray &content) const { wanted(pki::writePrivateFile(path, content)); }
    std::optional<StoreTrouble> seal() const { return program(u"--seal"_s, path); }
    std::optional<StoreTrouble> open() const { return program(u"--unseal"_s, path); }
};

/// Anew from the same folder, as by the next start of the program.
struct Workstation {
    explicit Workstation(const QString &folder)
        : enrolment(folder, clock, { std::chrono::minutes { 1 }, kSoon, kSoon }, Enrolment::KeyPlace::SecretStore)
    {
    }
    bool reaches(Stage stage)
    {
        return waitUntil([&] { return enrolment.stage() == stage; });
    }
    SystemClock clock;
    Enrolment enrolment;
};

} // namespace

// On a bus and in a home of its own; it stands instead of the one in support/main.cpp.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]).startsWith("--") && QByteArrayView(argv[1]).endsWith("seal"))
        return asProgram(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
    if (const auto code = SecretService::runOnBus(argc, argv))
        return *code;
    return Catch::Session().run(argc, argv);
}

TEST_CASE("the store's secret opens the key at every start, and nothing else does")
{
    SecretService::need();
    const KeyFile file;
    {
        const SecretService store(SecretService::State::Open);
        REQUIRE_FALSE(file.seal());
        CHECK_FALSE(file.open());
    }
    const QByteArray whole = file.content();
    CHECK(file.open() == StoreTrouble::NoStore);
    {
        const SecretService store(SecretService::State::Locked); // nobody answers its question
        CHECK(file.open() == StoreTrouble::NoSecret);
        CHECK(KeyFile().seal() == StoreTrouble::NoSecret);
    }
    const SecretService store(SecretService::State::Open);
    CHECK_FALSE(file.open());

    QByteArray tampered = whole;
    tampered[tampered.size() / 2] = tampered[tampered.size() / 2] == 'A' ? 'B' : 'A';
    file.write(tampered);
    CHECK(file.open() == StoreTrouble::Damaged);
    file.write(whole.chopped(40));
    CHECK(file.open() == StoreTrouble::Damaged);
    file.write(whole);
    forget(wanted(pki::SealedKey::parse(whole)));
    CHECK(file.open() == StoreTrouble::NoSecret);
    CHECK(file.content() == whole);
}

TEST_CASE("a store that comes late opens the key when it is asked again")
{
    SecretService::need();
    const KeyFile file;
    {
        const SecretService store(SecretService::State::Open);
        REQUIRE_FALSE(file.seal());
    }
    pki::ClientTlsFiles files { {}, file.path, {} };
    CHECK(unseal(files) == StoreResult<>(std::unexpected(StoreTrouble::NoStore)));
    const SecretService store(SecretService::State::Open);
    CHECK(unseal(files));
    CHECK(files.openedKey);
}

TEST_CASE("a first run with the store: the key is sealed, opened at the next start, and gets in")
{
    SecretService::need();
    const SecretService store(SecretService::State::Open);
    EnrolmentOffice office;
    const QTemporaryDir folder;
    const QString poste = folder.filePath(u"poste"_s);
    {
        Workstation first(poste);
        wanted(first.enrolment.begin(office.invite()));
        CHECK(first.enrolment.stage() == Stage::Keeping);
        REQUIRE(first.reaches(Stage::Waiting));
        CHECK(first.enrolment.isKeySealed());
        CHECK_FALSE(first.enrolment.storeTrouble());
        first.enrolment.giveUp();
        // Another invitation: the store opens the key that is there.
        const QByteArray before = wanted(pki::readPemFile(poste + u"/person.key"_s));
        wanted(first.enrolment.begin(office.invite()));
        REQUIRE(first.reaches(Stage::Waiting));
        CHECK(wanted(pki::readPemFile(poste + u"/person.key"_s)) == before);
    }
    Workstation second(poste);
    wanted(second.enrolment.resume());
    CHECK(second.enrolment.isKeySealed());
    office.issue();
    REQUIRE(second.reaches(Stage::Done));

    client::Profile profile = wanted(client::Profile::load(poste));
    CHECK_FALSE(wanted(pki::readPemFile(profile.tls.key)).contains("PRIVATE KEY"));
    REQUIRE(unseal(profile.tls));
    Station station(profile);
    station.goOnline();
    wanted(station->save(EventId::make(), visit(u"Visite"_s)));
    CHECK(waitUntil([&] { return station.hasSentAll(); }));
    station.crash();
    station.open(); // what it keeps on disk is opened by that key as well
    station.goOnline();

    QProcess admin;
    admin.start(binPath(u"cortege-admin"_s),
        { u"events"_s, u"export"_s, u"--profile"_s, poste, u"--out"_s, folder.filePath(u"export.geojson"_s) });
    REQUIRE(admin.waitForFinished());
    CHECK(admin.exitCode() != 0);
    CHECK(admin.readAllStandardError().contains("coffre de secrets"));
}

TEST_CASE("a first run without a store keeps the key in a file, says so, and gets in")
{
    SecretService::need(); // for a bus on which there is none
    EnrolmentOffice office;
    const QTemporaryDir folder;
    const QString poste = folder.filePath(u"poste"_s);
    Workstation workstation(poste);
    wanted(workstation.enrolment.begin(office.invite()));
    REQUIRE(workstation.reaches(Stage::Waiting));
    CHECK(workstation.enrolment.storeTrouble() == StoreTrouble::NoStore);
    CHECK_FALSE(workstation.enrolment.isKeySealed());
    office.issue();
    REQUIRE(workstation.reaches(Stage::Done));
    const client::Profile profile = wanted(client::Profile::load(poste));
    CHECK((QFile::permissions(profile.tls.key) & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    Station station(profile);
    station.goOnline();
}

TEST_CASE("a key that another program made while the store was asked is the one that goes on")
{
    SecretService::need();
    EnrolmentOffice office;
    const KeyFile file;
    Workstation workstation(file.folder.path());
    wanted(workstation.enrolment.begin(office.invite()));
    REQUIRE(workstation.enrolment.stage() == Stage::Keeping);
    const QByteArray other = wanted(pki::makeRequest(u"poste"_s)).keyPem;
    file.write(other);
    REQUIRE(workstation.reaches(Stage::Waiting));
    CHECK(file.content() == other);
    office.issue();
    CHECK(workstation.reaches(Stage::Done));
}

TEST_CASE("a sealed key that no store opens begins nothing and is not touched; given up while waiting, nothing comes")
{
    SecretService::need();
    EnrolmentOffice office;
    const KeyFile file;
    {
        const SecretService store(SecretService::State::Open);
        REQUIRE_FALSE(file.seal());
    }
    const QByteArray before = file.content();
    Workstation workstation(file.folder.path());
    Enrolment &enrolment = workstation.enrolment;
    wanted(enrolment.begin(office.invite()));
    REQUIRE(workstation.reaches(Stage::Idle));
    CHECK(enrolment.storeTrouble() == StoreTrouble::NoStore);
    CHECK_FALSE(enrolment.invitation());
    CHECK(file.content() == before);
    CHECK_FALSE(QFile::exists(file.folder.filePath(u"enrolment.json"_s)));

    const SecretService store(SecretService::State::Open);
    wanted(enrolment.begin(office.invite()));
    REQUIRE(enrolment.stage() == Stage::Keeping);
    enrolment.giveUp();
    CHECK(enrolment.stage() == Stage::Idle);
    wanted(enrolment.begin(office.invite()));
    CHECK(workstation.reaches(Stage::Waiting));
    CHECK(file.content() == before);
}
