#include "../command.h"
#include "../enrolments.h"
#include "../files.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class EnrolmentIssue final : public ImmediateCommand
{
    QString name() const override { return u"enrolment issue"_s; }
    QString description() const override
    {
        return Admin::tr("délivre le certificat demandé et l’attache à la personne ; le poste vient le chercher");
    }
    std::vector<Option> options() const override
    {
        return { { "authority"_L1, Admin::tr("DOSSIER"), Admin::tr("l’autorité"), Option::Wanted::Once },
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("NUMÉRO"), Admin::tr("de la demande, voir enrolment list") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = CertificateRequestId::parse(arguments.argument());
        if (!id)
            return misused(Admin::tr("Ce n’est pas un numéro de demande : %1").arg(arguments.argument()));
        auto enrolments = Enrolments::open(arguments.value("database"_L1), storage::Access::ReadWrite);
        if (!enrolments)
            return failed(enrolments.error());
        const auto request = enrolments->requests->request(*id);
        if (!request)
            return failed(request.error());
        if (const auto described = describe(*enrolments, *request))
            context.terminal.say(*described);
        context.terminal.say(Admin::tr("Empreinte de la demande : %1").arg(shown(request->fingerprint)));
        const auto issued = enrolments->issue(*request, arguments.value("authority"_L1), context.clock.now());
        if (!issued)
            return failed(issued.error());
        context.terminal.say(Admin::tr("Empreinte SHA-256 : %1").arg(shown(issued->fingerprint)));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> enrolmentIssue() { return std::make_unique<EnrolmentIssue>(); }

} // namespace cortege::admincli
