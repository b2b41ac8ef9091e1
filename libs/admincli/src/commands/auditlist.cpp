#include "../auditfilter.h"
#include "../card.h"
#include "../command.h"
#include "../day.h"
#include "../register.h"

#include <storage/sqliteaudit.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kPortion = 4096;

struct Listed {
    qint64 entry;
    AuditNote note;
};

QJsonObject jsonOf(const Listed &listed)
{
    const AuditNote &note = listed.note;
    QJsonObject json { { u"entry"_s, listed.entry }, { u"at"_s, toIso(note.at) }, { u"action"_s, name(note.action) } };
    if (note.person) {
        json[u"person"_s] = note.person->id.toString();
        json[u"name"_s] = note.person->name;
    }
    if (note.event)
        json[u"event"_s] = note.event->toString();
    if (!note.detail.isEmpty())
        json[u"detail"_s] = note.detail;
    return json;
}

QString lineFor(const Listed &listed)
{
    const AuditNote &note = listed.note;
    QStringList parts { QString::number(listed.entry), wallTime(note.at), name(note.action) };
    if (note.person)
        parts << note.person->id.toString() << note.person->name;
    if (note.event)
        parts << note.event->toString();
    if (!note.detail.isEmpty())
        parts << note.detail;
    return parts.join(u'\t');
}

std::expected<AuditFilter, Trouble> readFilter(const Arguments &arguments)
{
    AuditFilter filter;
    if (const QString text = arguments.value("person"_L1); !text.isEmpty()) {
        filter.person = PersonId::parse(text);
        if (!filter.person)
            return misused(Admin::tr("Ce n’est pas un numéro : --person %1").arg(text));
    }
    if (const QString text = arguments.value("event"_L1); !text.isEmpty()) {
        filter.event = EventId::parse(text);
        if (!filter.event)
            return misused(Admin::tr("Ce n’est pas un numéro : --event %1").arg(text));
    }
    for (const auto &[option, time] :
        { std::pair("since"_L1, &AuditFilter::since), std::pair("before"_L1, &AuditFilter::before) }) {
        if (!arguments.has(option))
            continue;
        const auto day = dayOf(arguments, option);
        if (!day)
            return std::unexpected(day.error());
        filter.*time = midnight(*day);
    }
    return filter;
}

class AuditList final : public ImmediateCommand
{
    QString name() const override { return u"audit list"_s; }
    QString description() const override { return Admin::tr("affiche qui a lu et écrit quoi, une entrée par ligne"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            keysOption(), keysPinFileOption(),
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("d’une personne seulement") },
            { "event"_L1, Admin::tr("NUMÉRO"), Admin::tr("sur un événement seulement") },
            { "since"_L1, Admin::tr("DATE"), Admin::tr("à partir de ce jour (2026-05-01)") },
            { "before"_L1, Admin::tr("DATE"), Admin::tr("avant ce jour") }, { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto filter = readFilter(arguments);
        if (!filter)
            return std::unexpected(filter.error());
        const auto listed = entriesFor(arguments, *filter, context);
        if (!listed)
            return failed(listed.error());
        if (arguments.has("json"_L1)) {
            QJsonArray all;
            for (const Listed &one : *listed)
                all.append(jsonOf(one));
            context.terminal.say(QString::fromUtf8(QJsonDocument(all).toJson()).trimmed());
        } else {
            for (const Listed &one : *listed)
                context.terminal.say(lineFor(one));
        }
        return {};
    }
    static Result<std::vector<Listed>> entriesFor(
        const Arguments &arguments, const AuditFilter &filter, const Context &context)
    {
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return std::unexpected(keys.error());
        const auto audit = storage::SqliteAuditReader::open(arguments.value("database"_L1));
        if (!audit)
            return std::unexpected(audit.error());
        const auto base = (*audit)->base();
        if (!base)
            return std::unexpected(base.error());
        std::vector<Listed> all;
        for (qint64 after = base->entry;;) {
            const auto portion = (*audit)->since(after, kPortion);
            if (!portion)
                return std::unexpected(portion.error());
            if (portion->empty())
                return all;
            for (const AuditEntry &entry : *portion) {
                auto note = storage::openNote(entry, **keys);
                if (!note)
                    return fail(note.error().kind, u"entry %1: %2"_s.arg(entry.number).arg(note.error().detail));
                if (filter.takes(*note))
                    all.push_back({ entry.number, std::move(*note) });
            }
            after = portion->back().number;
        }
    }
};

} // namespace

std::unique_ptr<Command> auditList() { return std::make_unique<AuditList>(); }

} // namespace cortege::admincli
