#include "../acts.h"
#include "../card.h"
#include "../day.h"
#include "../retentionplan.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QJsonObject jsonOf(const PlanPart &part)
{
    QJsonObject json { { u"category"_s, QString(name(part.category)) }, { u"due"_s, qint64 { std::ssize(part.due) } },
        { u"kept"_s, part.kept } };
    if (part.due.empty())
        return json;
    json[u"oldest"_s] = part.due.front().countedFrom.toString(Qt::ISODate);
    json[u"newest"_s] = part.due.back().countedFrom.toString(Qt::ISODate);
    QJsonArray list;
    for (const Due &due : part.due)
        list.append(due.event ? QJsonValue(due.event->id.toString()) : QJsonValue(due.act));
    json[u"list"_s] = list;
    return json;
}

class RetentionPreview final : public ImmediateCommand
{
    QString name() const override { return u"retention preview"_s; }
    QString description() const override
    {
        return Admin::tr("dit ce que retention apply effacerait, par catégorie, et n’efface rien");
    }
    std::vector<Option> options() const override
    {
        return { databaseOption(), keysOption(), keysPinFileOption(),
            { "on"_L1, Admin::tr("DATE"), Admin::tr("comme si c’était ce jour (2026-12-31)") },
            { "list"_L1, {}, Admin::tr("chaque événement, un par ligne") },
            { "json"_L1, {}, Admin::tr("en JSON, listes comprises") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        UtcTime at = context.clock.now();
        if (arguments.has("on"_L1)) {
            const auto day = dayOf(arguments, "on"_L1);
            if (!day)
                return std::unexpected(day.error());
            at = midnight(*day);
        }
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const QString database = arguments.value("database"_L1);
        const auto data = DataRegister::open(database, **keys);
        if (!data)
            return failed(data.error());
        const auto plan = planFor(database, **data, **keys, at);
        if (!plan)
            return failed(plan.error());
        if (arguments.has("json"_L1)) {
            QJsonArray array;
            for (const PlanPart &part : *plan)
                array.append(jsonOf(part));
            context.terminal.say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
            return {};
        }
        say(*plan, context);
        if (arguments.has("list"_L1))
            list(*plan, context);
        return {};
    }
    static void say(const std::vector<PlanPart> &plan, const Context &context)
    {
        std::vector<QStringList> rows { { Admin::tr("catégorie"), Admin::tr("durée"), Admin::tr("à effacer"),
            Admin::tr("du"), Admin::tr("au"), Admin::tr("gardés") } };
        for (const PlanPart &part : plan) {
            const bool none = part.due.empty();
            rows.push_back({ textOf(part.category), durationText(part.rule), QString::number(part.due.size()),
                none ? QString() : shownDay(part.due.front().countedFrom),
                none ? QString() : shownDay(part.due.back().countedFrom), QString::number(part.kept) });
        }
        std::ranges::for_each(alignedLines(rows), [&context](const QString &line) { context.terminal.say(line); });
    }
    static void list(const std::vector<PlanPart> &plan, const Context &context)
    {
        for (const PlanPart &part : plan) {
            for (const Due &due : part.due)
                context.terminal.say(due.event ? u"%1\t%2\t%3"_s.arg(shownDay(due.countedFrom),
                                                     due.event->id.toString(), due.event->record.subject)
                                               : u"%1\t%2"_s.arg(shownDay(due.countedFrom),
                                                     Admin::tr("attestation de l’acte %1").arg(due.act)));
        }
    }
};

} // namespace

std::unique_ptr<Command> retentionPreview() { return std::make_unique<RetentionPreview>(); }

} // namespace cortege::admincli
