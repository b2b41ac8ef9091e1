#include "../auditfilter.h"
#include "../card.h"
#include "../command.h"
#include "../day.h"
#include "../files.h"

#include <pki/files.h>
#include <storage/sqliteaudit.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::months kKeptAtLeast { 6 };

class AuditPrune final : public ImmediateCommand
{
    QString name() const override { return u"audit prune"_s; }
    QString description() const override
    {
        return Admin::tr(
            "retire de la base les entrées d’audit de plus de six mois, mises d’abord dans un fichier à part");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            keysOption(), keysPinFileOption(),
            { "before"_L1, Admin::tr("DATE"), Admin::tr("avant ce jour (2026-05-01)"), Option::Wanted::Once },
            { "out"_L1, Admin::tr("FICHIER"), Admin::tr("où garder ce qui est retiré"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto day = dayOf(arguments, "before"_L1);
        if (!day)
            return std::unexpected(day.error());
        const QString out = arguments.value("out"_L1);
        const UtcTime now = context.clock.now();
        const UtcTime before = midnight(*day);
        if (before > monthsBefore(now, kKeptAtLeast))
            return misused(
                Admin::tr("L’audit se garde six mois au moins : --before %1").arg(arguments.value("before"_L1)));
        if (const auto free = expectFree({ out }); !free)
            return failed(free.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const auto pruned = storage::pruneAudit(arguments.value("database"_L1), **keys, before, now,
            [&out](const QByteArray &kept) { return pki::writePrivateFile(out, kept); });
        if (!pruned)
            return failed(pruned.error());
        context.terminal.say(*pruned == 0 ? Admin::tr("Rien à retirer.")
                                          : Admin::tr("Entrées retirées : %1, gardées dans %2.").arg(*pruned).arg(out));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> auditPrune() { return std::make_unique<AuditPrune>(); }

} // namespace cortege::admincli
