#include <pki/authority.h>
#include <pki/sealing.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testauthority.h>
#include <support/wanted.h>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{
QByteArray anyBytes()
{
    const auto bytes = *rc::gen::container<std::vector<char>>(rc::gen::arbitrary<char>());
    return { bytes.data(), static_cast<qsizetype>(bytes.size()) };
}
} // namespace

TEST_CASE("what was sealed is opened again, with the same associated data only")
{
    REQUIRE(rc::check([] {
        const auto key = SecretKey::make();
        RC_ASSERT(key.has_value());
        const QByteArray plain = anyBytes();
        const QByteArray associated = anyBytes();
        const auto sealed = seal(*key, plain, associated);
        RC_ASSERT(sealed.has_value());
        const auto opened = open(*key, *sealed, associated);
        RC_ASSERT(opened.has_value());
        RC_ASSERT(*opened == plain);
        RC_ASSERT(open(*key, *sealed, associated + 'x').error().kind == Failure::Corrupt);
    }));
}

TEST_CASE("one changed bit anywhere in a sealed value is found")
{
    REQUIRE(rc::check([] {
        const auto key = SecretKey::make();
        const QByteArray whole = *seal(*key, anyBytes(), "where");
        QByteArray changed = whole;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(open(*key, changed, "where").error().kind == Failure::Corrupt);
        RC_ASSERT(open(*key, whole.first(at), "where").error().kind == Failure::Corrupt);
    }));
}

TEST_CASE("sealing the same text twice gives different bytes, and another key opens neither")
{
    const auto key = SecretKey::make();
    const auto other = SecretKey::make();
    const auto first = seal(*key, "tract", {});
    REQUIRE(first);
    CHECK(first != seal(*key, "tract", {}));
    CHECK(open(*other, *first, {}).error().kind == Failure::Corrupt);
    CHECK(open(*key, {}, {}).error().kind == Failure::Corrupt);
}

TEST_CASE("a key moves, and leaves zeros behind")
{
    auto key = SecretKey::fromBytes(QByteArray(32, 'k'));
    REQUIRE(key);
    const SecretKey moved = std::move(*key);
    CHECK(moved == *SecretKey::fromBytes(QByteArray(32, 'k')));
    CHECK(*key == *SecretKey::fromBytes(QByteArray(32, '\0'))); // NOLINT(bugprone-use-after-move): that is the question
    CHECK(SecretKey::fromBytes(QByteArray(31, 'k')).error().kind == Failure::InvalidInput);
}

TEST_CASE("a wrapped key is opened by the certificate's own private key only")
{
    const auto authority = createAuthority(u"Essai"_s, SystemClock().now());
    REQUIRE(authority);
    const auto certificate = [&](const KeyAndRequest &made) {
        return *issueClientCertificate(
            authority->clients, made.requestPem, PersonId::make(), u"Claire Martin"_s, SystemClock().now());
    };
    const auto hers = makeRequest(u"Claire Martin"_s);
    const auto his = makeRequest(u"Paul Durand"_s);
    const QByteArray herCertificate = certificate(*hers);
    const QByteArray hisCertificate = certificate(*his);
    const auto herKey = test::wanted(PrivateKey::fromPem(hers->keyPem));
    const auto hisKey = test::wanted(PrivateKey::fromPem(his->keyPem));

    const auto key = SecretKey::make();
    const auto wrapped = wrapKey(*key, herCertificate);
    REQUIRE(wrapped);
    const auto unwrapped = unwrapKey(*wrapped, herCertificate, herKey);
    REQUIRE(unwrapped);
    CHECK(*unwrapped == *key);

    CHECK(unwrapKey(*wrapped, hisCertificate, hisKey).error().kind == Failure::Corrupt);
    CHECK(unwrapKey(*wrapped, herCertificate, hisKey).error().kind == Failure::Corrupt);
    CHECK(unwrapKey(*wrapped, "none", herKey).error().kind == Failure::InvalidInput);
    CHECK(unwrapKey(*wrapped + 'x', herCertificate, herKey).error().kind == Failure::Corrupt);
    CHECK(wrapKey(*key, "no certificate").error().kind == Failure::InvalidInput);
    // SHA-256 in the key derivation (dhSinglePass-stdDH-sha256kdf-scheme, 1.3.132.1.11.1), not the default SHA-1.
    CHECK(wrapped->contains(QByteArray::fromHex("06062b8104010b01")));

    REQUIRE(rc::check([&] {
        QByteArray changed = *wrapped;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        const auto read = unwrapKey(changed, herCertificate, herKey);
        // Not every byte matters (the name of the recipient's issuer); but no other key ever comes out.
        const bool same = !read || *read == *key;
        RC_ASSERT(same);
    }));
}
