#include <pki/authority.h>
#include <pki/signing.h>

#include <QtCore/QFile>

#include <support/testauthority.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

TEST_CASE("what a key signed, its certificate says so, and of nothing else")
{
    test::TestAuthority authority;
    const auto files = authority.server();
    const auto read = [](const QString &path) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    const auto signer = test::wanted(Signer::fromPem(read(files.key)));
    const QByteArray certificate = read(files.certificateChain);
    const QByteArray signature = signer->sign("texte").value();
    CHECK(checkSignature(certificate, "texte", signature));
    CHECK(checkSignature(certificate, "autre", signature).error().kind == Failure::Corrupt);
    CHECK(checkSignature(certificate, "texte", signature + 'x').error().kind == Failure::Corrupt);
    CHECK(checkSignature(certificate, "texte", {}).error().kind == Failure::Corrupt);
    const QByteArray stranger = read(test::TestAuthority().server().certificateChain);
    CHECK(checkSignature(stranger, "texte", signature).error().kind == Failure::Corrupt);
    CHECK(checkSignature("none", "texte", signature).error().kind == Failure::InvalidInput);
    CHECK(Signer::fromPem("none").error().kind == Failure::InvalidInput);
}
