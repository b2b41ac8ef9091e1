#include <pki/signing.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testauthority.h>
#include <support/wanted.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

PrivateKey keyOf(const test::TestPerson &person) { return test::wanted(privateKeyOf(person.files)); }

CertificateSigner signerOf(const test::TestPerson &person)
{
    return test::wanted(CertificateSigner::from(bytesIn(person.files.certificateChain), keyOf(person)));
}

} // namespace

TEST_CASE("what a key signed, its certificate says so, and of nothing else")
{
    test::TestAuthority authority;
    const auto files = authority.server();
    const auto signer = test::wanted(Signer::fromPem(bytesIn(files.key)));
    const QByteArray certificate = bytesIn(files.certificateChain);
    const QByteArray signature = signer->sign("texte").value();
    CHECK(checkSignature(certificate, "texte", signature));
    CHECK(checkSignature(certificate, "autre", signature).error().kind == Failure::Corrupt);
    CHECK(checkSignature(certificate, "texte", signature + 'x').error().kind == Failure::Corrupt);
    CHECK(checkSignature(certificate, "texte", {}).error().kind == Failure::Corrupt);
    const QByteArray stranger = bytesIn(test::TestAuthority().server().certificateChain);
    CHECK(checkSignature(stranger, "texte", signature).error().kind == Failure::Corrupt);
    CHECK(checkSignature("none", "texte", signature).error().kind == Failure::InvalidInput);
    CHECK(Signer::fromPem("none").error().kind == Failure::InvalidInput);
}

TEST_CASE("what a person signs is verified with the certificate, and with no other")
{
    test::TestAuthority authority;
    const auto claire = authority.person(u"Claire Martin"_s, {});
    const auto paul = authority.person(u"Paul Roux"_s, {});
    const UtcTime now = SystemClock().now();
    const CertificateCheck check;
    const SignedAct made = test::wanted(signerOf(claire).sign("acte"));
    CHECK(made.signer == claire.fingerprint);
    CHECK(check.check(made, now));
    SignedAct other = made;
    other.certificate = test::wanted(signerOf(paul).sign("acte")).certificate;
    CHECK(check.check(other, now).error().kind == Failure::Forbidden);
    CHECK(check.check(made, now + kCertificateValidity).error().kind == Failure::Forbidden);
    CHECK(check.check(made, now - std::chrono::hours { 1 }).error().kind == Failure::Forbidden);
    REQUIRE(rc::check([&] {
        SignedAct changed = made;
        QByteArray &bytes = *rc::gen::arbitrary<bool>() ? changed.act : changed.signature;
        const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(!check.check(changed, now));
    }));
}

TEST_CASE("a key that is not the certificate's signs nothing")
{
    test::TestAuthority authority;
    const auto claire = authority.person(u"Claire Martin"_s, {});
    const auto paul = authority.person(u"Paul Roux"_s, {});
    const auto mixed = CertificateSigner::from(bytesIn(claire.files.certificateChain), keyOf(paul));
    REQUIRE_FALSE(mixed);
    CHECK(mixed.error().kind == Failure::InvalidInput);
    CHECK_FALSE(CertificateSigner::from({}, keyOf(paul)));
}

TEST_CASE("the openssl program verifies a detached signature, and finds a changed letter")
{
    test::TestAuthority authority;
    const auto claire = authority.person(u"Claire Martin"_s, {});
    const QByteArray content = "numéro,nom\r\n1,Claire\r\n";
    const QString text = authority.write(u"list.csv"_s, content);
    const QByteArray cms = test::wanted(signerOf(claire).signDetached(content));
    CHECK(checkDetached(content, cms) == claire.fingerprint);
    CHECK(checkDetached(content + ' ', cms).error().kind == Failure::Corrupt);
    CHECK(checkDetached(content, cms + '\0').error().kind == Failure::Corrupt);
    CHECK(checkDetached(content, {}).error().kind == Failure::Corrupt);
    const QString signature = authority.write(u"list.csv.p7s"_s, cms);
    const auto verify = [&](const QString &file) {
        QProcess openssl;
        openssl.start(u"openssl"_s,
            { u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-in"_s, signature, u"-content"_s, file,
                u"-CAfile"_s, authority.path(u"authority/root.pem"_s), u"-purpose"_s, u"sslclient"_s, u"-out"_s,
                authority.path(u"out"_s) });
        REQUIRE(openssl.waitForFinished());
        INFO(openssl.readAllStandardError().toStdString());
        return openssl.exitCode();
    };
    CHECK(verify(text) == 0);
    CHECK(verify(authority.write(u"changed.csv"_s, "numéro,nom\r\n1,Claude\r\n")) != 0);
}
