#include "testcard.h"

#include "places.h"
#include "wanted.h"

#include <catch2/catch_test_macros.hpp>

#include <pki/clientcheck.h>
#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kModule = "/usr/lib/softhsm/libsofthsm2.so"_L1;
constexpr auto kLabel = "carte"_L1;

void call(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    REQUIRE(process.waitForFinished());
    INFO(process.readAll().toStdString());
    REQUIRE(process.exitCode() == 0);
}

} // namespace

TestCard::TestCard()
{
    if (!QFileInfo::exists(kModule))
        SKIP("softhsm2 is not installed");
    REQUIRE(QDir().mkdir(inFolder(u"tokens"_s)));
    wanted(pki::writePrivateFile(inFolder(u"softhsm2.conf"_s),
        "directories.tokendir = " + inFolder(u"tokens"_s).toUtf8()
            + "\nobjectstore.backend = file\nlog.level = ERROR\n"));
    qputenv("SOFTHSM2_CONF", inFolder(u"softhsm2.conf"_s).toUtf8());
    qputenv("CORTEGE_TEST_CARD", m_folder.path().toUtf8());
    call(u"softhsm2-util"_s,
        { u"--init-token"_s, u"--free"_s, u"--label"_s, kLabel, u"--so-pin"_s, u"12345678"_s, u"--pin"_s,
            QString::fromLatin1(kPin) });
    const auto nothing = open(u"rien"_s);
    REQUIRE_FALSE(nothing);
    if (nothing.error() == pki::TokenTrouble::NoProvider)
        SKIP("pkcs11-provider is not installed");
    CHECK(nothing.error() == pki::TokenTrouble::NoKey);
}

TestCard::~TestCard()
{
    qunsetenv("SOFTHSM2_CONF");
    qunsetenv("CORTEGE_TEST_CARD");
}

void TestCard::makeKey(const QString &label, const QString &type)
{
    call(u"pkcs11-tool"_s,
        { u"--module"_s, kModule, u"--token-label"_s, kLabel, u"--login"_s, u"--pin"_s, QString::fromLatin1(kPin),
            u"--keypairgen"_s, u"--key-type"_s, type, u"--label"_s, label, u"--usage-sign"_s, u"--usage-derive"_s });
}

QString TestCard::uri(const QString &label) const
{
    return u"pkcs11:token=%1;object=%2?module-path=%3"_s.arg(kLabel, label, binPath(u"removable_card.so"_s));
}

pki::TokenResult<pki::PrivateKey> TestCard::open(const QString &label, QByteArrayView text) const
{
    return pki::PrivateKey::onToken(wanted(pki::TokenUri::parse(uri(label))), pin(text));
}

pki::PrivateKey TestCard::key(const QString &label)
{
    makeKey(label);
    const auto opened = open(label);
    INFO((opened ? std::string() : pki::textOf(opened.error()).toStdString()));
    REQUIRE(opened);
    return *opened;
}

pki::Pin TestCard::pin(QByteArrayView text) { return wanted(pki::Pin::from(text)); }

QString TestCard::pinFile(const QByteArray &text) const
{
    wanted(pki::writePrivateFile(inFolder(u"pin"_s), text + '\n'));
    return inFolder(u"pin"_s);
}

void TestCard::takeOut() const { wanted(pki::writePrivateFile(inFolder(u"removed"_s), {})); }
void TestCard::putIn() const { REQUIRE(QFile::remove(inFolder(u"removed"_s))); }
qint64 TestCard::attempts() const { return QFileInfo(inFolder(u"logins"_s)).size(); }

TestPerson cardHolder(TestAuthority &authority, const QString &name, Roles roles, TestCard &card)
{
    const Person person { PersonId::make(), name, u"essai"_s, roles, std::nullopt };
    const QString id = person.id.toString();
    const pki::PrivateKey key = card.key(id);
    const auto chain = wanted(pki::issueClientCertificate(
        authority.authority().clients, wanted(pki::makeRequest(name, key)), person.id, name, SystemClock().now()));
    pki::ClientTlsFiles files { authority.write(id + u".pem"_s, chain), card.uri(id),
        authority.path(u"authority/server-authority.pem"_s) };
    files.openedKey = key;
    return { person, files, pki::fingerprintOf(QSslCertificate(chain)) };
}

} // namespace cortege::test
