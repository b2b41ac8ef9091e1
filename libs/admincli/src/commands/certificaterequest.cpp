#include "../card.h"
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

class RequestCertificate final : public ImmediateCommand
{
    QString name() const override { return u"certificate request"_s; }
    QString description() const override
    {
        return Admin::tr("fait une clé, qui reste ici, et la demande de certificat à envoyer à l’administrateur");
    }
    std::vector<Option> options() const override
    {
        return { { "name"_L1, Admin::tr("NOM"), Admin::tr("prénom et nom"), Option::Wanted::Once },
            { "out"_L1, Admin::tr("DOSSIER"), Admin::tr("où écrire person.key et person.csr"), Option::Wanted::Once },
            { "key"_L1, u"pkcs11:…"_s, Admin::tr("une clé P-256 qui est déjà sur une carte ; person.csr seul") },
            pinFileOption() };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QDir out(arguments.value("out"_L1));
        if (arguments.has("key"_L1))
            return requestForCard(arguments, context, out);
        const QString key = out.filePath(u"person.key"_s);
        const QString request = out.filePath(u"person.csr"_s);
        if (const auto free = expectFree({ key, request }); !free)
            return failed(free.error());
        const auto made = pki::makeRequest(arguments.value("name"_L1));
        if (!made)
            return failed(made.error());
        const auto written
            = makeFolder(out.path()).and_then([&] { return pki::writePrivateFile(key, made->keyPem); }).and_then([&] {
                  return pki::writePublicFile(request, made->requestPem);
              });
        if (!written)
            return failed(written.error());
        context.terminal.say(Admin::tr("Clé : %1 (ne quitte pas ce poste)").arg(key));
        saySend(request, context);
        return {};
    }
    static Outcome requestForCard(const Arguments &arguments, const Context &context, const QDir &out)
    {
        const QString request = out.filePath(u"person.csr"_s);
        if (const auto free = expectFree({ request }); !free)
            return failed(free.error());
        const auto written
            = cardFrom(arguments.value("key"_L1), arguments, context)
                  .and_then(
                      [&](const pki::CardKey &card) { return pki::makeRequest(arguments.value("name"_L1), card.key); })
                  .and_then([&](const QByteArray &made) {
                      return makeFolder(out.path()).and_then([&] { return pki::writePublicFile(request, made); });
                  });
        if (!written)
            return failed(written.error());
        saySend(request, context);
        return {};
    }
    static void saySend(const QString &request, const Context &context)
    {
        context.terminal.say(Admin::tr("Demande à envoyer : %1").arg(request));
    }
};

} // namespace

std::unique_ptr<Command> certificateRequest() { return std::make_unique<RequestCertificate>(); }

} // namespace cortege::admincli
