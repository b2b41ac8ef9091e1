#include <pki/authority.h>
#include <pki/clientcheck.h>
#include <pki/files.h>
#include <pki/tls.h>

#include <catch2/catch_test_macros.hpp>

#include <support/forger.h>

#include <QtCore/QFileInfo>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCertificateExtension>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{
const UtcTime kNow { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };

QSslCertificate leafOf(const QByteArray &chain) { return QSslCertificate(chain); }
} // namespace

TEST_CASE("the authority writes subject and extensions, whatever the request says")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    REQUIRE(authority);
    const auto made = makeRequest(u"Administrateur"_s);
    const PersonId id = PersonId::make();
    const auto chain = issueClientCertificate(authority->clients, made->requestPem, id, u"Zoé L’Hôte"_s, kNow);
    REQUIRE(chain);

    const QSslCertificate leaf = leafOf(*chain);
    CHECK(leaf.subjectInfo(QSslCertificate::CommonName) == QStringList { u"Zoé L’Hôte"_s });
    CHECK(leaf.subjectInfo("serialNumber") == QStringList { id.toString() });
    CHECK(leaf.issuerInfo(QSslCertificate::CommonName) == QStringList { u"Cortège - clients"_s });
    CHECK(fromDateTime(leaf.effectiveDate()) == kNow - kClockTolerance);
    CHECK(fromDateTime(leaf.expiryDate()) == kNow + kCertificateValidity);
    CHECK(checkClientCertificate(leaf, leafOf(authority->clients.certificatePem))
        == Result<Fingerprint>(leaf.digest(QCryptographicHash::Sha256)));
    CHECK(QSslCertificate::fromData(*chain).size() == 2);
}

TEST_CASE("a certificate never outlives its authority")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    const auto made = makeRequest(u"x"_s);
    const auto late = kNow + kAuthorityValidity - std::chrono::days { 10 };
    const auto chain = issueClientCertificate(authority->clients, made->requestPem, PersonId::make(), u"x"_s, late);
    REQUIRE(chain);
    CHECK(leafOf(*chain).expiryDate() == leafOf(authority->clients.certificatePem).expiryDate());
}

TEST_CASE("the end of a certificate is the one that Qt reads, and what is none has none")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    const QByteArray pem = authority->clients.certificatePem;
    CHECK(certificateEnds(pem) == fromDateTime(leafOf(pem).expiryDate()));
    CHECK_FALSE(certificateEnds({}).has_value());
    CHECK_FALSE(certificateEnds("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").has_value());
}

TEST_CASE("a request with one changed bit gets no certificate for another key")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    const auto made = makeRequest(u"x"_s);
    const QList<QByteArray> lines = made->requestPem.split('\n');
    const QByteArray der = QByteArray::fromBase64(lines.sliced(1, lines.size() - 3).join());
    REQUIRE(rc::check([&] {
        QByteArray changed = der;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        const QByteArray pem
            = "-----BEGIN CERTIFICATE REQUEST-----\n" + changed.toBase64() + "\n-----END CERTIFICATE REQUEST-----\n";
        const auto issued = issueClientCertificate(authority->clients, pem, PersonId::make(), u"x"_s, kNow);
        RC_ASSERT(!issued);
        RC_ASSERT(issued.error().kind == Failure::InvalidInput);
    }));
}

TEST_CASE("what is no request is refused, and so is a name that X.509 cannot hold")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    const auto made = makeRequest(u"x"_s);
    const auto issue = [&](const QByteArray &request, const QString &name) {
        return issueClientCertificate(authority->clients, request, PersonId::make(), name, kNow).error().kind;
    };
    CHECK(issue({}, u"x"_s) == Failure::InvalidInput);
    CHECK(issue(authority->root.certificatePem, u"x"_s) == Failure::InvalidInput);
    CHECK(issue(made->requestPem, {}) == Failure::InvalidInput);
    CHECK(issue(made->requestPem, QString(65, u'é')) == Failure::InvalidInput);
    CHECK(issueClientCertificate(authority->clients, made->requestPem, PersonId::make(), QString(64, u'é'), kNow));
    CHECK(createAuthority({}, kNow).error().kind == Failure::InvalidInput);
    CHECK(createAuthority(QString(55, u'x'), kNow).error().kind == Failure::InvalidInput);
}

TEST_CASE("a request with a key on another curve than the authority's own is refused, and the curve is named")
{
    test::TestAuthority files;
    test::Forger forger(files);
    for (const QString &curve : { u"P-256"_s, u"P-384"_s, u"P-521"_s }) {
        forger.make(curve, { .key = { u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:"_s + curve } });
        const QByteArray request = test::contentOf(forger.at(curve, u"csr"_s));
        const auto &authority = files.authority();
        const auto person = issueClientCertificate(authority.clients, request, PersonId::make(), u"x"_s, kNow);
        const auto server = issueServerCertificate(authority.servers, request, { u"localhost"_s }, kNow);
        CHECK(person.has_value() == (curve == u"P-256"));
        CHECK(server.has_value() == (curve == u"P-256"));
        if (!person) {
            CHECK(person.error().kind == Failure::InvalidInput);
            CHECK(person.error().detail.contains(u"P-256"_s));
        }
    }
}

TEST_CASE("a server has the names it was given and no others")
{
    const auto authority = createAuthority(u"Cortège"_s, kNow);
    const auto made = makeRequest(u"server"_s);
    const auto chain = issueServerCertificate(
        authority->servers, made->requestPem, { u"cortege.example.org"_s, u"10.1.2.3"_s, u"fd00::1"_s }, kNow);
    REQUIRE(chain);
    const auto names = leafOf(*chain).subjectAlternativeNames();
    CHECK(names.values(QSsl::DnsEntry) == QStringList { u"cortege.example.org"_s });
    CHECK(names.values(QSsl::IpAddressEntry).size() == 2);

    for (const QString &host : { u""_s, u"a,DNS:b"_s, u"a b"_s, u"-a"_s, u"1"_s, u"10.1.2"_s, u"fe80::1%eth0"_s,
             u"é.example.org"_s, u"a\n"_s, QString(64, u'a'), u"*.example.org"_s }) {
        INFO(host.toStdString());
        CHECK_FALSE(issueServerCertificate(authority->servers, made->requestPem, { host }, kNow));
    }
    CHECK_FALSE(issueServerCertificate(authority->servers, made->requestPem, {}, kNow));
}

TEST_CASE("an authority is kept in files that only its owner reads, and is never overwritten")
{
    const test::TestAuthority kept;
    for (const QString &name : { u"root"_s, u"clients"_s, u"servers"_s }) {
        const QFileInfo key(kept.path(u"authority/%1.key"_s.arg(name)));
        INFO(name.toStdString());
        REQUIRE(key.exists());
        CHECK_FALSE(key.permission(QFile::ReadGroup));
        CHECK_FALSE(key.permission(QFile::ReadOther));
    }
    const auto loaded = loadAuthority(kept.path(u"authority"_s));
    REQUIRE(loaded);
    CHECK(loaded->clients.keyPem == kept.authority().clients.keyPem);
    CHECK(saveAuthority(*loaded, kept.path(u"authority"_s)).error().kind == Failure::Conflict);
    CHECK(loadAuthority(kept.path(u"nowhere"_s)).error().kind == Failure::NotFound);
}
