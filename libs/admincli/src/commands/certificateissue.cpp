#include "../command.h"
#include "../files.h"
#include "../register.h"

#include <pki/files.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class CertificateIssue final : public ImmediateCommand
{
    QString name() const override { return u"certificate issue"_s; }
    QString description() const override
    {
        return Admin::tr("signe la demande d’une personne inscrite et lui attache le certificat");
    }
    std::vector<Option> options() const override
    {
        return { { "authority"_L1, Admin::tr("DOSSIER"), Admin::tr("l’autorité"), Option::Wanted::Once },
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list"), Option::Wanted::Once },
            { "request"_L1, Admin::tr("FICHIER"), Admin::tr("sa demande (person.csr)"), Option::Wanted::Once },
            { "out"_L1, Admin::tr("FICHIER"), Admin::tr("certificat à écrire"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = PersonId::parse(arguments.value("person"_L1));
        if (!id)
            return misused(
                Admin::tr("Ce n’est pas un numéro de personne : --person %1").arg(arguments.value("person"_L1)));
        const QString out = arguments.value("out"_L1);
        if (const auto free = expectFree({ out }); !free)
            return failed(free.error());
        const auto request = pki::readPemFile(arguments.value("request"_L1));
        if (!request)
            return failed(request.error());
        const auto persons = storage::SqlitePersonRegister::open(
            arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite);
        if (!persons)
            return failed(persons.error());
        const auto issued = issueAndBind(**persons, *id, arguments.value("authority"_L1), *request, context.clock.now(),
            PersonRegister::Noted::Here);
        if (!issued)
            return failed(issued.error());
        if (const auto written = pki::writePublicFile(out, issued->chainPem); !written) {
            // Nobody holds a certificate that is not written: it is not left behind in the register.
            (void)(*persons)->unbind(issued->fingerprint, context.clock.now());
            return failed(written.error());
        }
        context.terminal.say(Admin::tr("Certificat : %1").arg(out));
        context.terminal.say(Admin::tr("Empreinte SHA-256 : %1").arg(shown(issued->fingerprint)));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> certificateIssue() { return std::make_unique<CertificateIssue>(); }

} // namespace cortege::admincli
