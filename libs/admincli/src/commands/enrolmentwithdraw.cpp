#include "../command.h"
#include "../enrolments.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class EnrolmentWithdraw final : public ImmediateCommand
{
    QString name() const override { return u"enrolment withdraw"_s; }
    QString description() const override { return Admin::tr("retire un code ; ses demandes en attente sont refusées"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("NUMÉRO"), Admin::tr("du code, voir enrolment codes") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = EnrolmentCodeId::parse(arguments.argument());
        if (!id)
            return misused(Admin::tr("Ce n’est pas un numéro de code : %1").arg(arguments.argument()));
        const auto withdrawn
            = storage::SqliteEnrolments::open(arguments.value("database"_L1), storage::Access::ReadWrite)
                  .and_then([&](const auto &enrolments) { return enrolments->withdraw(*id, context.clock.now()); });
        if (!withdrawn)
            return failed(withdrawn.error());
        context.terminal.say(Admin::tr("Code retiré : %1").arg(id->toString()));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> enrolmentWithdraw() { return std::make_unique<EnrolmentWithdraw>(); }

} // namespace cortege::admincli
