#include "../card.h"
#include "../command.h"

#include <storage/backup.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class DatabaseBackup final : public ImmediateCommand
{
    QString name() const override { return u"database backup"_s; }
    QString description() const override
    {
        return Admin::tr("copie la base, aussi celle d’un serveur en marche, et vérifie la copie");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            keysOption(), keysPinFileOption(),
            { "to"_L1, Admin::tr("FICHIER"), Admin::tr("la copie, qui n’existe pas encore"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const QString copy = arguments.value("to"_L1);
        const auto last = storage::backUp(arguments.value("database"_L1), copy, **keys);
        if (!last)
            return failed(last.error());
        context.terminal.say(Admin::tr("%1 : copie vérifiée, jusqu’à la ligne %2 du journal.").arg(copy).arg(*last));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> databaseBackup() { return std::make_unique<DatabaseBackup>(); }

} // namespace cortege::admincli
