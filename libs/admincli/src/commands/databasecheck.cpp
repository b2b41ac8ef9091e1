#include "../card.h"
#include "../command.h"

#include <storage/sqlitejournal.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <array>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

using storage::JournalFault;

/// For programs: `kind` in the words of the code.
QJsonObject toJson(const JournalFault &fault)
{
    static constexpr std::array kKinds { "file"_L1, "gap"_L1, "missing-revision"_L1, "stale-state"_L1, "lost-row"_L1,
        "unreadable-row"_L1, "unreadable-facts"_L1 }; // in the order of Kind
    QJsonObject json { { u"kind"_s, kKinds[static_cast<size_t>(fault.kind)] } };
    if (fault.sequence > 0)
        json[u"sequence"_s] = fault.sequence;
    if (!fault.event.isEmpty())
        json[u"event"_s] = fault.event;
    if (fault.revision > 0)
        json[u"revision"_s] = fault.revision;
    if (!fault.detail.isEmpty())
        json[u"detail"_s] = fault.detail;
    return json;
}

QString journalFaultText(const JournalFault &fault)
{
    switch (fault.kind) {
    case JournalFault::Kind::File:
        return Admin::tr("fichier abîmé : %1").arg(fault.detail);
    case JournalFault::Kind::Gap:
        return Admin::tr("il manque ce qui précède la ligne %1").arg(fault.sequence);
    case JournalFault::Kind::MissingRevision:
        return Admin::tr("l’événement %1 n’a pas sa révision %2").arg(fault.event).arg(fault.revision);
    case JournalFault::Kind::StaleState:
        return Admin::tr("l’état courant de l’événement %1 n’est pas sa dernière ligne").arg(fault.event);
    case JournalFault::Kind::LostRow:
        return Admin::tr("l’événement %1 a perdu sa ligne %2").arg(fault.event).arg(fault.sequence);
    case JournalFault::Kind::UnreadableRow:
        return Admin::tr("la ligne %1 ne peut pas être lue").arg(fault.sequence);
    case JournalFault::Kind::UnreadableFacts:
        return Admin::tr("le bloc de faits %1 ne se lit pas").arg(fault.sequence);
    }
    Q_UNREACHABLE_RETURN({});
}

class DatabaseCheck final : public ImmediateCommand
{
    QString name() const override { return u"database check"_s; }
    QString description() const override { return Admin::tr("cherche les défauts de la base, un par ligne"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            keysOption(), keysPinFileOption(), { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const auto faults = storage::SqliteJournalReader::open(arguments.value("database"_L1), **keys)
                                .and_then([](const auto &reader) { return reader->check(); });
        if (!faults)
            return failed(faults.error());
        if (arguments.has("json"_L1)) {
            QJsonArray all;
            for (const JournalFault &fault : *faults)
                all.append(toJson(fault));
            context.terminal.say(QString::fromUtf8(QJsonDocument(all).toJson()).trimmed());
        } else {
            for (const JournalFault &fault : *faults)
                context.terminal.say(journalFaultText(fault));
        }
        if (!faults->empty())
            return failed(faults->size() == 1 ? Admin::tr("1 défaut trouvé")
                                              : Admin::tr("%1 défauts trouvés").arg(faults->size()));
        if (!arguments.has("json"_L1))
            context.terminal.say(Admin::tr("Aucun défaut."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> databaseCheck() { return std::make_unique<DatabaseCheck>(); }

} // namespace cortege::admincli
