#include <client/profile.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::client;
using namespace Qt::StringLiterals;

namespace
{

struct Folder {
    QTemporaryDir dir;

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(dir.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    }
    void writeIni(const QByteArray &lines) const { write(u"profile.ini"_s, "[platform]\n" + lines); }
    Folder()
    {
        for (const auto &name : { u"person.pem"_s, u"person.key"_s, u"server.pem"_s })
            write(name, "-");
    }
};

const QByteArray kGood = "server=wss://platform.example:7443\ncertificate=person.pem   ; the chain\n"
                         "key=person.key\nauthority=server.pem\n";

} // namespace

TEST_CASE("a profile names the server and three files, relative to its folder")
{
    Folder folder;
    folder.writeIni(kGood);
    const Profile profile = Profile::load(folder.dir.path()).value();
    CHECK(profile.server == QUrl(u"wss://platform.example:7443"_s));
    CHECK(profile.tls.certificateChain == folder.dir.filePath(u"person.pem"_s));
    CHECK(profile.tls.key == folder.dir.filePath(u"person.key"_s));
    CHECK(profile.tls.serverAuthority == folder.dir.filePath(u"server.pem"_s));
}

TEST_CASE("a profile names a key on a card, in quotes, and is saved with it")
{
    Folder folder;
    const QString uri = u"pkcs11:token=carte;object=agent?module-path=/usr/lib/soft.so"_s;
    folder.writeIni(QByteArray(kGood).replace("key=person.key", "key=\"" + uri.toUtf8() + "\""));
    const Profile profile = Profile::load(folder.dir.path()).value();
    CHECK(profile.tls.key == uri);
    CHECK(profile.tls.wantsPin());
    REQUIRE(QFile::remove(folder.dir.filePath(u"profile.ini"_s)));
    REQUIRE(profile.save());
    CHECK(Profile::load(folder.dir.path()).value().tls.key == uri);
}

TEST_CASE("a folder without a profile is told apart from a wrong one")
{
    QTemporaryDir empty;
    CHECK(Profile::load(empty.path()).error().kind == Failure::NotFound);
}

TEST_CASE("an error in a profile names the key at fault")
{
    Folder folder;
    const auto errorFor = [&](const QByteArray &from, const QByteArray &to) {
        folder.writeIni(QByteArray(kGood).replace(from, to));
        const auto loaded = Profile::load(folder.dir.path());
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().kind == Failure::InvalidInput);
        return loaded.error().detail;
    };
    CHECK(errorFor("server=wss", "server=ws").contains("platform/server"_L1));
    CHECK(errorFor("wss://platform.example:7443", "platform.example").contains("platform/server"_L1));
    CHECK(errorFor("wss://", "wss://name:password@").contains("platform/server"_L1));
    CHECK(errorFor("server=", "srv=").contains("platform/server"_L1));
    CHECK(errorFor("certificate=", "cert=").contains("platform/certificate"_L1));
    CHECK(errorFor("key=person.key", "key=").contains("platform/key"_L1));
    CHECK(errorFor("key=person.key", "key=nobody.key").contains("platform/key"_L1));
    for (const char *card : { "key=pkcs11:token=carte;object=agent", "key=\"pkcs11:object=agent\"",
             "key=\"pkcs11:token=carte;object=agent?pin-value=1234\"" })
        CHECK(errorFor("key=person.key", card).contains("platform/key"_L1));
    CHECK(errorFor("authority=server.pem", "authority=a, b.pem").contains("platform/authority"_L1));
}

TEST_CASE("what is saved is loaded again, wherever the files lie and whatever their names")
{
    Folder folder;
    Folder elsewhere;
    const Profile profile { folder.dir.path(), QUrl(u"wss://[::1]:7443"_s),
        { folder.write(u"Zoé ; certificat, chaîne.pem"_s, "-"), elsewhere.dir.filePath(u"person.key"_s),
            folder.dir.filePath(u"server.pem"_s) } };
    REQUIRE(profile.save());
    const Profile loaded = Profile::load(folder.dir.path()).value();
    CHECK(loaded.server == profile.server);
    CHECK(loaded.tls.certificateChain == profile.tls.certificateChain);
    CHECK(loaded.tls.key == profile.tls.key);
    CHECK(loaded.tls.serverAuthority == profile.tls.serverAuthority);

    QFile ini(folder.dir.filePath(u"profile.ini"_s));
    REQUIRE(ini.open(QIODevice::ReadOnly));
    const QByteArray text = ini.readAll();
    CHECK(text.contains("authority=server.pem"));
    CHECK(text.count(folder.dir.path().toUtf8()) == 0);
}

TEST_CASE("an address with escapes is saved as it has to be written")
{
    Folder folder;
    folder.writeIni(QByteArray(kGood).replace("example:7443", "example:7443/a%20b"));
    const Profile profile = Profile::load(folder.dir.path()).value();
    REQUIRE(profile.save());
    CHECK(Profile::load(folder.dir.path()).value().server == profile.server);
}

TEST_CASE("relative paths in a profile are those of the program that saves it")
{
    Folder folder;
    const QDir here = QDir::current();
    REQUIRE(QDir::setCurrent(folder.dir.path() + u"/.."_s));
    const QString name = QFileInfo(folder.dir.path()).fileName();
    const Profile profile { name, QUrl(u"wss://h:7443"_s),
        { name + u"/person.pem"_s, name + u"/person.key"_s, name + u"/server.pem"_s } };
    const auto saved = profile.save();
    const auto loaded = Profile::load(name);
    REQUIRE(QDir::setCurrent(here.path()));
    REQUIRE(saved);
    INFO((loaded ? std::string() : loaded.error().detail.toStdString()));
    REQUIRE(loaded);
    CHECK(loaded->tls.key == folder.dir.filePath(u"person.key"_s));
}

TEST_CASE("a profile that cannot be written is an error")
{
    const Profile profile { u"/proc/nowhere"_s, QUrl(u"wss://h:1"_s), { u"a"_s, u"b"_s, u"c"_s } };
    CHECK(profile.save().error().kind == Failure::Unavailable);
}
