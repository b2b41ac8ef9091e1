#include <pki/files.h>
#include <pki/keyring.h>

#include <support/generators.h>
#include <support/testcard.h>
#include <support/testkeys.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <catch2/generators/catch_generators.hpp>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kMadeAt { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };

QByteArray keysIn(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}
quint32 keyOf(const QByteArray &sealed) { return qFromBigEndian<quint32>(sealed.constData() + 1); }

} // namespace

TEST_CASE("what a keyring sealed, any program that has its folder opens, in its place only")
{
    const test::TestKeys keys;
    const auto other = test::wanted(Keyring::open(keys.folder()));
    REQUIRE(rc::check([&] {
        const QByteArray plain = test::anyText(200).toUtf8();
        const QByteArray sealed = keys.cipher().seal(plain, "here").value();
        RC_ASSERT(other->open(sealed, "here").value() == plain);
        RC_ASSERT(other->open(sealed, "there").error().kind == Failure::Corrupt);
        QByteArray changed = sealed;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(!other->open(changed, "here"));
        RC_ASSERT(!other->open(sealed.first(at), "here"));
    }));
    const test::TestKeys strangers;
    CHECK(strangers.cipher().open(keys.cipher().seal("x", {}).value(), {}).error().kind == Failure::Forbidden);
    CHECK(keys.cipher().open("{}", {}).error().kind == Failure::Corrupt);
}

TEST_CASE("a new data key is taken up by whoever has the folder open, and the old one still opens what it sealed")
{
    const test::TestKeys keys;
    const auto running = test::wanted(Keyring::open(keys.folder()));
    const QByteArray before = running->seal("avant", {}).value();
    REQUIRE(Keyring::rotate(keys.folder(), kMadeAt));
    const QByteArray after = running->seal("après", {}).value();
    CHECK(keyOf(before) != keyOf(after));
    // Who only reads learns of the new key by what was sealed under it.
    CHECK(keys.cipher().open(after, {}).value() == "après");
    CHECK(running->open(before, {}).value() == "avant");
    const auto later = test::wanted(Keyring::open(keys.folder()));
    CHECK(later->open(before, {}).value() == "avant");
    CHECK(keyOf(later->seal("x", {}).value()) == keyOf(after));
}

TEST_CASE("a new master key opens the same data keys, and the old one is gone")
{
    const test::TestKeys keys;
    const QByteArray sealed = keys.cipher().seal("avant", {}).value();
    const QDir folder(keys.folder());
    const QByteArray master = keysIn(folder.filePath(u"master-1.key"_s));
    REQUIRE(master.size() == 32);
    REQUIRE(Keyring::rewrap(keys.folder(), kMadeAt));
    CHECK_FALSE(folder.exists(u"master-1.key"_s));
    CHECK(keysIn(folder.filePath(u"master-2.key"_s)) != master);
    CHECK(test::wanted(Keyring::open(keys.folder()))->open(sealed, {}).value() == "avant");
    CHECK(keys.cipher().open(keys.cipher().seal("après", {}).value(), {}).value() == "après");
    // As a kill between the new master key and the step that makes it count leaves it.
    REQUIRE(writePrivateFile(folder.filePath(u"master-3.key"_s), QByteArray(32, 'x')));
    CHECK(test::wanted(Keyring::open(keys.folder()))->open(sealed, {}).value() == "avant");
    REQUIRE(Keyring::rewrap(keys.folder(), kMadeAt));
    CHECK(test::wanted(Keyring::open(keys.folder()))->open(sealed, {}).value() == "avant");
}

TEST_CASE("keys that others may read, that are damaged or missing are refused, by name")
{
    const test::TestKeys keys;
    const QDir folder(keys.folder());
    const QString master = folder.filePath(u"master-1.key"_s);
    const QString data = folder.filePath(u"data-keys.json"_s);
    const auto refusal = [&](Failure kind, const QString &named) {
        const auto opened = Keyring::open(keys.folder());
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == kind);
        CHECK(opened.error().detail.contains(named));
    };
    SECTION("a master key that the group may read")
    {
        QFile::setPermissions(master, QFile::permissions(master) | QFileDevice::ReadGroup);
        refusal(Failure::Forbidden, master);
    }
    SECTION("data keys that everybody may write")
    {
        QFile::setPermissions(data, QFile::permissions(data) | QFileDevice::WriteOther);
        refusal(Failure::Forbidden, data);
    }
    SECTION("a link to another file")
    {
        const QString elsewhere = folder.filePath(u"elsewhere"_s);
        REQUIRE(QFile::rename(master, elsewhere));
        REQUIRE(QFile::link(elsewhere, master));
        refusal(Failure::Forbidden, master);
    }
    SECTION("a master key of another length")
    {
        REQUIRE(writePrivateFile(master, QByteArray(31, 'x')));
        refusal(Failure::Corrupt, master);
    }
    SECTION("another master key")
    {
        REQUIRE(writePrivateFile(master, QByteArray(32, 'x')));
        refusal(Failure::Corrupt, data);
    }
    SECTION("no master key")
    {
        REQUIRE(QFile::remove(master));
        refusal(Failure::NotFound, master);
    }
    SECTION("data keys that are none")
    {
        const QByteArray text = GENERATE(as<QByteArray> {}, "", "{}", R"({"master":1,"keys":{"a":1}})",
            R"({"master":1,"keys":[]})", R"({"master":0,"keys":[{}]})", R"({"master":1,"keys":[{}]})");
        REQUIRE(writePrivateFile(data, text));
        refusal(Failure::Corrupt, data);
    }
    SECTION("no folder")
    {
        const QString nowhere = folder.filePath(u"nowhere"_s);
        const auto opened = Keyring::open(nowhere);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().detail.contains(nowhere));
        CHECK_FALSE(Keyring::rotate(nowhere, kMadeAt));
        CHECK_FALSE(Keyring::rewrap(nowhere, kMadeAt));
    }
    SECTION("keys that are there are not made anew")
    {
        const QByteArray before = keysIn(master);
        CHECK(Keyring::create(keys.folder(), kMadeAt).error().kind == Failure::Conflict);
        CHECK(keysIn(master) == before);
    }
}

TEST_CASE("keys change while several threads seal and open")
{
    const test::TestKeys keys;
    std::atomic<bool> good = true;
    {
        const auto work = [&](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                const auto sealed = keys.cipher().seal("texte", "lieu");
                if (!sealed || keys.cipher().open(*sealed, "lieu") != QByteArray("texte"))
                    good = false;
            }
        };
        const std::jthread one(work);
        const std::jthread other(work);
        for (int i = 0; i < 10; ++i) {
            REQUIRE(Keyring::rotate(keys.folder(), kMadeAt));
            REQUIRE(Keyring::rewrap(keys.folder(), kMadeAt));
        }
    }
    CHECK(good);
}

TEST_CASE("destroyed keys are nowhere in their folder, and what else is there stays")
{
    const test::TestKeys keys;
    REQUIRE(Keyring::rotate(keys.folder(), kMadeAt));
    const QDir folder(keys.folder());
    REQUIRE(writePrivateFile(folder.filePath(u"audit-anchor"_s), "anchor"));
    REQUIRE(
        writePrivateFile(folder.filePath(u"data-keys.json.AbCdEf"_s), keysIn(folder.filePath(u"data-keys.json"_s))));
    const auto prints = test::wanted(Keyring::open(keys.folder()))->prints();
    REQUIRE(prints.size() == 2);
    CHECK(prints[0].sha256 != prints[1].sha256);
    const QByteArray sealed = test::wanted(Keyring::open(keys.folder()))->seal("Visite", {}).value();
    CHECK(sealed.startsWith(Keyring::markOf(prints[1].id)));
    CHECK(Keyring::markOf(u"nothing").isEmpty());
    CHECK(Keyring::filesIn(keys.folder()).first() == folder.absoluteFilePath(u"master-1.key"_s));
    // Another name for the same bytes shows that they were overwritten, not only forgotten.
    const QString other = folder.filePath(u"other-name"_s);
    REQUIRE(QFile::exists(folder.filePath(u"master-1.key"_s)));
    REQUIRE(
        ::link(QFile::encodeName(folder.filePath(u"master-1.key"_s)).constData(), QFile::encodeName(other).constData())
        == 0);
    REQUIRE(Keyring::destroy(keys.folder()));
    CHECK(keysIn(other) == QByteArray(32, '\0'));
    CHECK(folder.entryList(QDir::Files, QDir::Name) == QStringList { u"audit-anchor"_s, u"other-name"_s });
    CHECK(Keyring::open(keys.folder()).error().kind == Failure::NotFound);
    CHECK(Keyring::destroy(keys.folder())); // again
    CHECK(Keyring::destroy(keys.folder() + u"/nowhere"_s));
}

TEST_CASE("a file that is a link is not destroyed")
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"file"_s);
    const QString link = folder.filePath(u"link"_s);
    REQUIRE(writePrivateFile(file, "content"));
    REQUIRE(QFile::link(file, link));
    CHECK_FALSE(destroyFile(link));
    CHECK(keysIn(file) == "content");
    CHECK(destroyFile(file));
    CHECK_FALSE(QFile::exists(file));
    CHECK(destroyFile(file));
}

TEST_CASE("a master key on a card opens the data keys with the card and its PIN only, and comes back to a file")
{
    test::TestCard card;
    const test::TestKeys keys; // in a file so far
    const QDir folder(keys.folder());
    const QByteArray sealed = keys.cipher().seal("avant", {}).value();
    const TokenUri uri = test::wanted(TokenUri::parse(card.uri(u"cles"_s)));
    REQUIRE(Keyring::rewrap(keys.folder(), kMadeAt, std::nullopt, CardKey { uri, card.key(u"cles"_s) }));
    CHECK(folder.entryList({ u"master-*"_s }, QDir::Files).isEmpty());
    CHECK(test::wanted(Keyring::cardOf(keys.folder()))->text() == uri.text());

    CHECK(Keyring::open(keys.folder()).error().kind == Failure::PinRefused);
    CHECK(Keyring::rotate(keys.folder(), kMadeAt).error().kind == Failure::PinRefused);
    CHECK(Keyring::unlock(keys.folder(), test::TestCard::pin("000000")).error().kind == Failure::PinRefused);
    card.takeOut();
    CHECK(Keyring::unlock(keys.folder(), test::TestCard::pin()).error().kind == Failure::CardAbsent);
    card.putIn();

    REQUIRE(Keyring::rotate(keys.folder(), kMadeAt, test::TestCard::pin()));
    auto running = test::wanted(Keyring::unlock(keys.folder(), test::TestCard::pin()));
    CHECK(running->open(sealed, {}).value() == "avant");
    const QByteArray after = running->seal("après", {}).value();
    CHECK(keyOf(after) != keyOf(sealed));

    // Without the card nothing changes for who has the keys already, and the PIN is not tried again.
    const qint64 attempts = card.attempts();
    card.takeOut();
    CHECK(running->open(running->seal("x", {}).value(), {}).value() == "x");
    CHECK(card.attempts() == attempts);
    card.putIn();
    running.reset();

    REQUIRE(Keyring::rewrap(keys.folder(), kMadeAt, test::TestCard::pin()));
    CHECK_FALSE(test::wanted(Keyring::cardOf(keys.folder())));
    const auto back = test::wanted(Keyring::open(keys.folder()));
    CHECK(back->open(sealed, {}).value() == "avant");
    CHECK(back->open(after, {}).value() == "après");
}

TEST_CASE("keys are made for a card at once, and what is damaged there is found")
{
    test::TestCard card;
    const QTemporaryDir place;
    const QString keys = place.filePath(u"keys"_s);
    REQUIRE(Keyring::create(
        keys, kMadeAt, CardKey { test::wanted(TokenUri::parse(card.uri(u"cles"_s))), card.key(u"cles"_s) }));
    const QString file = QDir(keys).filePath(u"data-keys.json"_s);
    const QByteArray good = keysIn(file);
    CHECK(good.contains("pkcs11:"));
    CHECK_FALSE(good.contains(test::TestCard::kPin));
    REQUIRE(Keyring::unlock(keys, test::TestCard::pin()));
    const auto opened = [&](const QByteArray &text) {
        REQUIRE(writePrivateFile(file, text));
        return Keyring::unlock(keys, test::TestCard::pin());
    };
    const qsizetype wrapped = good.indexOf("\"wrapped\"");
    QByteArray other = good;
    other[wrapped + 100] = other[wrapped + 100] == 'A' ? 'B' : 'A';
    CHECK_FALSE(opened(other));
    CHECK(opened(QByteArray(good).replace("pkcs11:", "other:")).error().kind == Failure::Corrupt);
    CHECK(opened(good));
}
