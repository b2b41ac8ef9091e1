#include "../card.h"
#include "../command.h"

#include <storage/backup.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class DatabaseRestore final : public ImmediateCommand
{
    QString name() const override { return u"database restore"_s; }
    QString description() const override
    {
        return Admin::tr("met une copie vérifiée à la place de la base d’un serveur arrêté ; l’ancienne est gardée");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            keysOption(), keysPinFileOption(),
            { "from"_L1, Admin::tr("FICHIER"), Admin::tr("la copie"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const auto restored
            = storage::restore(arguments.value("from"_L1), arguments.value("database"_L1), **keys, context.clock.now());
        if (!restored)
            return failed(restored.error());
        context.terminal.say(Admin::tr("La base va jusqu’à la ligne %1 du journal.").arg(restored->last));
        if (!restored->former.isEmpty())
            context.terminal.say(Admin::tr("La base d’avant est gardée : %1").arg(restored->former));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> databaseRestore() { return std::make_unique<DatabaseRestore>(); }

} // namespace cortege::admincli
