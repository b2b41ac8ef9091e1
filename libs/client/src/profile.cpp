#include <client/profile.h>

#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>

namespace cortege::client
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kServer = "platform/server"_L1;
constexpr auto kCertificate = "platform/certificate"_L1;
constexpr auto kKey = "platform/key"_L1;
constexpr auto kAuthority = "platform/authority"_L1;

QString iniPath(const QString &folder) { return QDir(folder).filePath(u"profile.ini"_s); }

std::unexpected<Error> wrong(QLatin1StringView key, const QString &why)
{
    return fail(Failure::InvalidInput, u"profile.ini, %1: %2"_s.arg(key, why));
}

Result<QString> readText(const QSettings &ini, QLatin1StringView key)
{
    const QVariant value = ini.value(key);
    if (value.metaType() == QMetaType::fromType<QStringList>()) // how QSettings reads a comma outside quotes
        return wrong(key, u"a value with a comma needs quotes"_s);
    const QString text = value.toString().trimmed();
    return text.isEmpty() ? Result<QString>(wrong(key, u"missing"_s)) : text;
}

Result<QString> readFile(const QSettings &ini, QLatin1StringView key, const QDir &folder)
{
    const auto text = readText(ini, key);
    if (!text)
        return text;
    const QString path = QDir::cleanPath(folder.absoluteFilePath(*text));
    return QFileInfo(path).isFile() ? Result<QString>(path) : wrong(key, u"no file %1"_s.arg(path));
}

Result<QString> readKey(const QSettings &ini, const QDir &folder)
{
    const auto text = readText(ini, kKey);
    if (!text || !pki::TokenUri::isMeant(*text))
        return readFile(ini, kKey, folder);
    if (const auto uri = pki::TokenUri::parse(*text); !uri) // a semicolon outside quotes begins a comment
        return wrong(kKey, uri.error().detail + u" (with quotes around it)"_s);
    return *text;
}

Result<QUrl> readServer(const QSettings &ini)
{
    const auto text = readText(ini, kServer);
    if (!text)
        return std::unexpected(text.error());
    return platformAddress(*text).transform_error(
        [](const Error &error) { return wrong(kServer, error.detail).error(); });
}

QString pathToWrite(const QString &path, const QDir &folder)
{
    if (pki::TokenUri::isMeant(path))
        return path;
    const QString absolute
        = QDir::cleanPath(QFileInfo(path).absoluteFilePath()); // a relative one would be the folder's
    const QString relative = folder.relativeFilePath(absolute);
    return relative.startsWith(".."_L1) ? absolute : relative;
}

} // namespace

Result<QUrl> platformAddress(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "wss"_L1 || url.host().isEmpty() || !url.userInfo().isEmpty())
        return fail(Failure::InvalidInput, u"%1 is not wss://HOST:PORT"_s.arg(text));
    return url;
}

Result<QUrl> proxyAddress(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isMore = !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()
        || (!url.path().isEmpty() && url.path() != u"/");
    if (!url.isValid() || url.scheme() != "http"_L1 || url.host().isEmpty() || url.port() < 1 || isMore)
        return fail(Failure::InvalidInput, u"%1 is not http://HOST:PORT"_s.arg(text));
    return url;
}

Result<Profile> Profile::load(const QString &folder)
{
    const QString path = iniPath(folder);
    if (!QFileInfo(path).isFile())
        return fail(Failure::NotFound, u"%1: no such file"_s.arg(path));
    const QSettings ini(path, QSettings::IniFormat);
    const auto server = readServer(ini);
    if (ini.status() != QSettings::NoError)
        return fail(Failure::InvalidInput, u"%1: not an INI file that can be read"_s.arg(path));
    if (!server)
        return std::unexpected(server.error());
    const QDir base(folder);
    pki::ClientTlsFiles files;
    for (const auto &[key, target] : { std::pair(kCertificate, &files.certificateChain), std::pair(kKey, &files.key),
             std::pair(kAuthority, &files.serverAuthority) }) {
        auto file = target == &files.key ? readKey(ini, base) : readFile(ini, key, base);
        if (!file)
            return std::unexpected(file.error());
        *target = std::move(*file);
    }
    return Profile { folder, *server, files };
}

Result<UtcTime> Profile::certificateEnds() const
{
    const auto pem = pki::readPemFile(tls.certificateChain);
    if (!pem)
        return std::unexpected(pem.error());
    return pki::certificateEnds(*pem).transform_error(
        [this](const Error &error) { return Error { error.kind, tls.certificateChain + u": "_s + error.detail }; });
}

Result<> Profile::save() const
{
    const QDir base(folder);
    QSettings ini(iniPath(folder), QSettings::IniFormat);
    ini.setValue(kServer, server.toString(QUrl::FullyEncoded));
    ini.setValue(kCertificate, pathToWrite(tls.certificateChain, base));
    ini.setValue(kKey, pathToWrite(tls.key, base));
    ini.setValue(kAuthority, pathToWrite(tls.serverAuthority, base));
    ini.sync();
    if (ini.status() != QSettings::NoError)
        return fail(Failure::Unavailable, u"%1: cannot be written"_s.arg(ini.fileName()));
    return {};
}

} // namespace cortege::client
