#include <pki/sealing.h>
#include <pki/signing.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testcard.h>
#include <support/wanted.h>

#include <QtCore/QFile>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

TokenTrouble troubleOf(const TokenResult<PrivateKey> &result)
{
    REQUIRE_FALSE(result);
    CHECK_FALSE(textOf(result.error()).isEmpty());
    return result.error();
}

QByteArray certificateOf(const PrivateKey &key)
{
    const UtcTime now = SystemClock().now();
    return test::wanted(createAuthority(u"Essai"_s, now).and_then([&](const Authority &authority) {
        return makeRequest(u"Claire Martin"_s, key).and_then([&](const QByteArray &request) {
            return issueClientCertificate(authority.clients, request, PersonId::make(), u"Claire Martin"_s, now);
        });
    }));
}

} // namespace

TEST_CASE("an address of a key names a token and a key on it, and never a PIN")
{
    for (const QString &good : { u"pkcs11:token=carte;object=agent"_s, u"pkcs11:serial=5dd4;id=%01"_s,
             u"pkcs11:model=X;manufacturer=Y%20Z;serial=1;token=carte;id=%01;object=a;type=private"_s,
             u"pkcs11:token=carte;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so"_s }) {
        INFO(good.toStdString());
        const auto uri = TokenUri::parse(good);
        REQUIRE(uri);
        CHECK(uri->text() == good);
        CHECK(uri->forType(TokenUri::Type::Public).count("type=") == 1);
    }
    CHECK(TokenUri::parse(u"pkcs11:token=c;id=%01?module-path=/a%20b.so"_s)->modulePath() == "/a b.so");
    for (const QString &bad : { u""_s, u"person.key"_s, u"pkcs11:"_s, u"pkcs11:object=agent"_s, u"pkcs11:token=carte"_s,
             u"pkcs11:token=carte;object=agent?pin-value=1234"_s, u"pkcs11:token=carte;object=agent?pin-source=/pin"_s,
             u"pkcs11:token=carte;object=agent?module-path=soft.so"_s, u"pkcs11:token=carte;object=agent;"_s,
             u"pkcs11:token=carte;object=agent;object=autre"_s, u"pkcs11:token=carte;object=é"_s,
             u"pkcs11:token=carte;object="_s, u"pkcs11:token=ma carte;object=agent"_s,
             u"pkcs11:token=carte;object=a?module-path=/a%00b"_s,
             u"pkcs11:token=carte;object="_s + QString(TokenUri::kLimit, u'a') }) {
        INFO(bad.toStdString());
        const auto uri = TokenUri::parse(bad);
        REQUIRE_FALSE(uri);
        CHECK(uri.error().kind == Failure::InvalidInput);
    }
}

TEST_CASE("a PIN is short text, and read from a file that is nobody else's")
{
    CHECK(Pin::from("1234")->text() == QByteArrayView("1234"));
    CHECK_FALSE(Pin::from(""));
    CHECK_FALSE(Pin::from("12\n34"));
    CHECK_FALSE(Pin::from(QByteArray(Pin::kLimit + 1, '1')));
    const test::TestAuthority folder;
    const QString path = folder.write(u"pin"_s, "1234\nnotes\n");
    CHECK(test::wanted(Pin::fromFile(path)).text() == QByteArrayView("1234"));
    CHECK(test::wanted(Pin::fromFile(folder.write(u"pin"_s, "1234"))).text() == QByteArrayView("1234"));
    CHECK(Pin::fromFile(folder.write(u"pin"_s, "\n1234")).error().kind == Failure::InvalidInput);
    CHECK(Pin::fromFile(folder.path(u"none"_s)).error().kind == Failure::NotFound);
    REQUIRE(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
    CHECK(Pin::fromFile(path).error().kind == Failure::Forbidden);
}

TEST_CASE("a card's key asks for its certificate, signs acts and opens what is sealed to it")
{
    test::TestCard card;
    const PrivateKey key = card.key(u"agent"_s);
    CHECK(key.isOnToken());
    const QByteArray chain = certificateOf(key);
    CHECK(key.belongsTo(chain));

    const auto signer = test::wanted(CertificateSigner::from(chain, key));
    const SignedAct act = test::wanted(signer.sign("acte"));
    CHECK(CertificateCheck().check(act, SystemClock().now()));
    CHECK(checkSignature(chain, "acte", act.signature));
    CHECK_FALSE(checkSignature(chain, "autre", act.signature));
    CHECK(signer.signDetached("liste"));

    const SecretKey secret = test::wanted(SecretKey::make());
    CHECK(test::wanted(unwrapKey(test::wanted(wrapKey(secret, chain)), chain, key)) == secret);
    CHECK(card.attempts() == 1);

    const PrivateKey other = test::wanted(PrivateKey::fromPem(test::wanted(makeRequest(u"x"_s)).keyPem));
    CHECK_FALSE(other.belongsTo(chain));
    CHECK(CertificateSigner::from(certificateOf(other), key).error().kind == Failure::InvalidInput);
}

TEST_CASE("a wrong PIN is tried once, and no PIN at all where it cannot help")
{
    test::TestCard card;
    card.makeKey(u"agent"_s);
    card.makeKey(u"rsa"_s, u"rsa:2048"_s);
    card.makeKey(u"p384"_s, u"EC:secp384r1"_s);
    const qint64 before = card.attempts();
    CHECK(troubleOf(card.open(u"rsa"_s)) == TokenTrouble::NotP256);
    CHECK(troubleOf(card.open(u"p384"_s)) == TokenTrouble::NotP256);
    CHECK(troubleOf(card.open(u"autre"_s)) == TokenTrouble::NoKey);
    const auto elsewhere = [](const QString &uri) {
        return troubleOf(PrivateKey::onToken(test::wanted(TokenUri::parse(uri)), test::TestCard::pin()));
    };
    CHECK(elsewhere(u"pkcs11:token=autre;object=agent?module-path=/usr/lib/softhsm/libsofthsm2.so"_s)
        == TokenTrouble::NoToken);
    CHECK(elsewhere(u"pkcs11:token=carte;object=agent?module-path=/nowhere.so"_s) == TokenTrouble::NoModule);
    CHECK(elsewhere(u"pkcs11:token=carte;object=agent?module-path=/etc/hostname"_s) == TokenTrouble::NoModule);
    card.takeOut();
    CHECK(troubleOf(card.open(u"agent"_s)) == TokenTrouble::NoToken);
    card.putIn();
    CHECK(card.attempts() == before);

    CHECK(troubleOf(card.open(u"agent"_s, "000000")) == TokenTrouble::PinRefused);
    CHECK(card.attempts() == before + 1);
    CHECK(card.open(u"agent"_s));
    CHECK(card.attempts() == before + 2);
}

TEST_CASE("a card that was taken out says so, and works again once it is back")
{
    test::TestCard card;
    const PrivateKey key = card.key(u"agent"_s);
    const QByteArray chain = certificateOf(key);
    const auto signer = test::wanted(CertificateSigner::from(chain, key));
    const qint64 before = card.attempts();

    card.takeOut();
    CHECK(signer.sign("acte").error().kind == Failure::CardAbsent);
    CHECK_FALSE(key.takeTrouble()); // told already
    CHECK(unwrapKey(test::wanted(wrapKey(test::wanted(SecretKey::make()), chain)), chain, key).error().kind
        == Failure::CardAbsent);
    CHECK(card.attempts() == before);

    card.putIn();
    CHECK(signer.sign("acte"));
    CHECK_FALSE(key.takeTrouble());
    CHECK(card.attempts() == before + 1);
}

TEST_CASE("two keys of one card work, also once one of them is gone")
{
    [[maybe_unused]] const test::Leaky provider; // leaves a login session behind where the card is open already
    test::TestCard card;
    const PrivateKey first = card.key(u"agent"_s);
    {
        const PrivateKey second = card.key(u"cles"_s);
        CHECK(makeRequest(u"Claire Martin"_s, second));
        CHECK(makeRequest(u"Claire Martin"_s, first));
    }
    CHECK(makeRequest(u"Claire Martin"_s, first));
}
