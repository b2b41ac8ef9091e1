#include "../command.h"

#include <storage/sqlitejournal.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class DatabaseCheck final : public ImmediateCommand
{
    QString name() const override { return u"database check"_s; }
    QString description() const override { return Admin::tr("cherche les défauts de la base, un par ligne"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto faults
            = storage::SqliteJournalReader::open(arguments.value("database"_L1)).and_then([](const auto &reader) {
                  return reader->check();
              });
        if (!faults)
            return failed(faults.error());
        if (arguments.has("json"_L1)) {
            context.terminal.say(
                QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(*faults)).toJson()).trimmed());
        } else {
            for (const QString &fault : *faults)
                context.terminal.say(fault);
        }
        if (!faults->isEmpty())
            return failed(Admin::tr("%1 défauts trouvés").arg(faults->size()));
        if (!arguments.has("json"_L1))
            context.terminal.say(Admin::tr("Aucun défaut."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> databaseCheck() { return std::make_unique<DatabaseCheck>(); }

} // namespace cortege::admincli
