#include <pki/authority.h>
#include <pki/files.h>
#include <pki/sealedkey.h>
#include <pki/tls.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testauthority.h>
#include <support/wanted.h>

#include <QtNetwork/QSslKey>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

SecretKey newSecret() { return test::wanted(SecretKey::make()); }

struct Sealing {
    QByteArray keyPem = test::wanted(makeRequest(u"poste"_s)).keyPem;
    SecretKey secret = newSecret();
    SealedKey sealed = test::wanted(SealedKey::seal(keyPem, secret));
};

} // namespace

TEST_CASE("a sealed key is read again from its file and opened by its secret alone")
{
    const Sealing made;
    const QByteArray content = made.sealed.content();
    CHECK(SealedKey::isMeant(content));
    CHECK_FALSE(SealedKey::isMeant(made.keyPem));
    CHECK_FALSE(content.contains(QByteArray(made.keyPem).split('\n').at(1)));
    const SealedKey read = test::wanted(SealedKey::parse(content));
    CHECK(read.fingerprint() == made.sealed.fingerprint());
    CHECK(read.fingerprint().size() == 32);
    const PrivateKey opened = test::wanted(read.open(made.secret));
    CHECK(test::wanted(makeRequest(u"poste"_s, opened)).startsWith("-----BEGIN CERTIFICATE REQUEST"));
    CHECK(read.open(newSecret()).error().kind == Failure::Corrupt);
    CHECK(SealedKey::seal("no key", made.secret).error().kind == Failure::InvalidInput);
}

TEST_CASE("a sealed key that was changed or cut is not opened")
{
    const Sealing made;
    const QByteArray whole = made.sealed.content();
    // Blanks around it and the last bits of the base64 text say nothing.
    const auto isOpened = [&](const QByteArray &content) {
        const auto read = SealedKey::parse(content);
        return read && read->content() != whole && read->open(made.secret);
    };
    REQUIRE(rc::check([&] {
        QByteArray changed = whole;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = *rc::gen::distinctFrom(rc::gen::arbitrary<char>(), whole[at]);
        RC_ASSERT(!isOpened(changed));
        RC_ASSERT(!isOpened(whole.first(at)));
    }));
    CHECK(SealedKey::parse(made.keyPem).error().kind == Failure::Corrupt);
}

TEST_CASE("a sealed key belongs to its certificate, closed or open, and TLS takes it once it is open")
{
    test::TestAuthority authority;
    const test::TestPerson claire = authority.person(u"Claire Martin"_s, Role::Entry);
    const test::TestPerson paul = authority.person(u"Paul Roux"_s, Role::Entry);
    const QByteArray certificate = test::wanted(readPemFile(claire.files.certificateChain));
    const SecretKey secret = newSecret();
    const SealedKey sealed = test::wanted(SealedKey::seal(test::wanted(readPemFile(claire.files.key)), secret));
    CHECK(sealed.belongsTo(certificate));
    CHECK_FALSE(sealed.belongsTo(test::wanted(readPemFile(paul.files.certificateChain))));
    CHECK_FALSE(sealed.belongsTo("no certificate"));

    ClientTlsFiles files = claire.files;
    CHECK_FALSE(test::wanted(files.sealedKey()));
    files.key = authority.write(u"sealed.key"_s, sealed.content());
    CHECK(test::wanted(files.sealedKey()));
    CHECK(checkOwnKey(files, certificate));
    CHECK(checkClientFiles(files));
    CHECK(privateKeyOf(files).error().kind == Failure::Unavailable);
    CHECK_FALSE(clientConfiguration(files));
    CHECK(files.unseal(newSecret()).error().kind == Failure::Corrupt);
    test::wanted(files.unseal(secret));
    CHECK(checkOwnKey(files, certificate));
    CHECK_FALSE(test::wanted(clientConfiguration(files)).privateKey().isNull());

    ClientTlsFiles mixed = files;
    mixed.certificateChain = paul.files.certificateChain;
    CHECK(clientConfiguration(mixed).error().kind == Failure::InvalidInput);
    mixed.openedKey.reset();
    CHECK(checkClientFiles(mixed).error().kind == Failure::InvalidInput);
}
