#include "../command.h"
#include "../enrolments.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class EnrolmentRefuse final : public ImmediateCommand
{
    QString name() const override { return u"enrolment refuse"_s; }
    QString description() const override { return Admin::tr("refuse une demande de certificat ; le poste le dit"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once } };
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
        const auto refused
            = storage::SqliteEnrolments::open(arguments.value("database"_L1), storage::Access::ReadWrite)
                  .and_then([&](const auto &enrolments) { return enrolments->refuse(*id, context.clock.now()); });
        if (!refused)
            return failed(refused.error());
        context.terminal.say(Admin::tr("Demande refusée : %1").arg(id->toString()));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> enrolmentRefuse() { return std::make_unique<EnrolmentRefuse>(); }

} // namespace cortege::admincli
