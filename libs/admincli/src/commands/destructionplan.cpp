#include "../acts.h"
#include "../card.h"
#include "../destruction.h"

#include <QtCore/QFileInfo>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// Files of SQLite that are emptied with the database, and go when the last program closes it.
void sayBeside(const QString &database, Terminal &terminal)
{
    for (const QString &tail : { u"-wal"_s, u"-shm"_s }) {
        if (const QFileInfo file(database + tail); file.exists())
            terminal.say(
                Admin::tr("Fichier (journal d’écriture) : %1, %2 octets").arg(file.filePath()).arg(file.size()));
    }
}

class DestructionPlan final : public ImmediateCommand
{
    QString name() const override { return u"destruction plan"_s; }
    QString description() const override
    {
        return Admin::tr("dit ce qui serait détruit, jusqu’à quand, et ce qui serait gardé ; ne change rien");
    }
    std::vector<Option> options() const override { return placeOptions(); }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const DestructionPlaces places = placesFrom(arguments);
        const auto term = endedTerm(places.database, context.clock.now());
        if (!term)
            return failed(term.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        auto book = DestructionBook::open(places.database, storage::Access::ReadOnly);
        if (!book)
            return failed(book.error());
        const auto list = listOf(book->store(), **keys, places);
        if (!list)
            return failed(list.error());
        const auto entries = book->store().auditEntries();
        if (!entries)
            return failed(entries.error());
        Terminal &terminal = context.terminal;
        terminal.say(Admin::tr("La convention a pris fin le %1 ; données à détruire au plus tard le %2.")
                .arg(shownDay(term->lastDay()), shownDay(destructionDay(*term))));
        terminal.say(Admin::tr("Serait détruit :"));
        for (const QString &line : linesOf(*list))
            terminal.say(line);
        sayBeside(places.database, terminal);
        terminal.say(Admin::tr("Entrées de l’audit : %1 ; leur contenu ne se lira plus.").arg(*entries));
        terminal.say(Admin::tr("Brouillons : aucun dans la base ; ceux des postes y restent scellés."));
        terminal.say(Admin::tr("Serait gardé, sans aucun enregistrement : la chaîne de l’audit, qui prouve qu’elle est "
                               "entière ; les actes de "
                               "la convention et de la liste nominative, qui disent qui pouvait quoi ; le bordereau et "
                               "le procès-verbal."));
        if (places.database.startsWith(u"postgresql:"_s))
            terminal.say(
                Admin::tr("PostgreSQL garde ailleurs des enregistrements scellés (WAL et ses archives, répliques, "
                          "sauvegardes) : l’exploitant les supprime (docs/operations.md)."));
        terminal.say(Admin::tr("À détruire à la main : toute copie des clés ou de la base qui n’est pas ci-dessus."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> destructionPlan() { return std::make_unique<DestructionPlan>(); }

} // namespace cortege::admincli
