#include "../command.h"
#include "../files.h"

#include <pki/authority.h>
#include <pki/files.h>

#include <QtCore/QDir>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

Result<> issueServer(const QString &authorityFolder, const QStringList &hosts, const QDir &out, UtcTime now)
{
    const QString certificate = out.filePath(u"server.pem"_s);
    const QString key = out.filePath(u"server.key"_s);
    if (const auto free = expectFree({ certificate, key }); !free)
        return free;
    const auto authority = pki::loadAuthority(authorityFolder);
    if (!authority)
        return std::unexpected(authority.error());
    const auto made = pki::makeRequest(u"cortege-server"_s);
    if (!made)
        return std::unexpected(made.error());
    const auto chain = pki::issueServerCertificate(authority->servers, made->requestPem, hosts, now);
    if (!chain)
        return std::unexpected(chain.error());
    return makeFolder(out.path())
        .and_then([&] { return pki::writePrivateFile(key, made->keyPem); })
        .and_then([&] { return pki::writePublicFile(certificate, *chain); })
        .and_then([&] {
            return pki::writePublicFile(out.filePath(u"client-authorities.pem"_s),
                authority->clients.certificatePem + authority->root.certificatePem);
        });
}

class ServerIssue final : public ImmediateCommand
{
    QString name() const override { return u"server issue"_s; }
    QString description() const override { return Admin::tr("fait la clé et le certificat d’un serveur"); }
    std::vector<Option> options() const override
    {
        return { { "authority"_L1, Admin::tr("DOSSIER"), Admin::tr("l’autorité"), Option::Wanted::Once },
            { "host"_L1, Admin::tr("NOM"), Admin::tr("nom ou adresse IP du serveur"), Option::Wanted::OnceOrMore },
            { "out"_L1, Admin::tr("DOSSIER"), Admin::tr("où écrire server.pem, server.key et client-authorities.pem"),
                Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QStringList hosts = arguments.values("host"_L1);
        const QString out = arguments.value("out"_L1);
        if (const auto done = issueServer(arguments.value("authority"_L1), hosts, QDir(out), context.clock.now());
            !done)
            return failed(done.error());
        context.terminal.say(Admin::tr("Certificat de serveur pour %1 écrit dans %2.").arg(hosts.join(u", "_s), out));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> serverIssue() { return std::make_unique<ServerIssue>(); }

} // namespace cortege::admincli
