#include "../sessioncommand.h"

#include <QtCore/QLocale>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class FactsWithdraw final : public SessionCommand
{
    QString name() const override { return u"facts withdraw"_s; }
    QString description() const override
    {
        return Admin::tr("retire une source avec tous ses faits, de la plateforme et des postes ; l’audit le garde");
    }
    std::vector<Option> options() const override { return { profileOption(), pinFileOption() }; }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("SOURCE"), Admin::tr("son identifiant, voir facts list") };
    }
    void run() override
    {
        ask<protocol::FactSourcesAnswer>(protocol::FactSourcesRequest {},
            [this](const protocol::FactSourcesAnswer &answer) { withdraw(answer.sources); });
    }

    void withdraw(const std::vector<KnownSource> &sources)
    {
        const auto found = std::ranges::find_if(
            sources, [this](const KnownSource &known) { return known.source.id.toString() == m_arguments.argument(); });
        if (found == sources.end())
            return end(failed(Admin::tr("La plateforme ne connaît pas la source %1.").arg(m_arguments.argument())));
        ask<protocol::SourceWithdrawnAnswer>(
            protocol::WithdrawSourceRequest { found->number }, [this](const protocol::SourceWithdrawnAnswer &answer) {
                m_terminal->say(Admin::tr("La source %1 est retirée, avec %2 faits.")
                        .arg(m_arguments.argument(), QLocale().toString(answer.facts)));
                end({});
            });
    }
};

} // namespace

std::unique_ptr<Command> factsWithdraw() { return std::make_unique<FactsWithdraw>(); }

} // namespace cortege::admincli
