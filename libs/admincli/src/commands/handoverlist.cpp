#include "../acts.h"
#include "../dataregister.h"
#include "../register.h"
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

QJsonObject jsonOf(const Handover &handover, HandoverState state)
{
    const HandedOver &what = handover.what;
    QJsonObject json { { u"id"_s, what.id.toString() }, { u"provider"_s, what.provider },
        { u"contact"_s, what.contact }, { u"purpose"_s, what.purpose }, { u"at"_s, toIso(handover.at) },
        { u"by"_s, handover.by.toString() }, { u"until"_s, what.until.toString(Qt::ISODate) },
        { u"from"_s, what.from.toString(Qt::ISODate) }, { u"to"_s, what.to.toString(Qt::ISODate) },
        { u"events"_s, what.events }, { u"state"_s, QString(name(state)) } };
    if (handover.end)
        json[u"ended"_s] = handover.end->statement.day.toString(Qt::ISODate);
    return json;
}

class HandoverList final : public ImmediateCommand
{
    QString name() const override { return u"handover list"_s; }
    QString description() const override
    {
        return Admin::tr("affiche les remises aux prestataires : à qui, jusqu’à quand, ce qui est en retard");
    }
    std::vector<Option> options() const override
    {
        return { databaseOption(),
            { "remind-before"_L1, Admin::tr("JOURS"),
                Admin::tr("« échéance proche » à partir de tant de jours avant, 30 sans cela") },
            { "check"_L1, {}, Admin::tr("code de sortie 1 s’il y a du retard, pour une supervision") },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        bool isNumber = true;
        const int days = arguments.has("remind-before"_L1) ? arguments.value("remind-before"_L1).toInt(&isNumber)
                                                           : static_cast<int>(kRemindBefore.count());
        if (!isNumber || days < 0)
            return misused(
                Admin::tr("Nombre de jours refusé : --remind-before %1").arg(arguments.value("remind-before"_L1)));
        const QString database = arguments.value("database"_L1);
        const auto data = DataRegister::open(database);
        if (!data)
            return failed(data.error());
        const std::vector<Handover> &all = (*data)->acts().handovers();
        const auto stateOf
            = [&](const Handover &one) { return one.state(context.clock.now(), std::chrono::days(days)); };
        if (arguments.has("json"_L1)) {
            QJsonArray array;
            for (const Handover &one : all)
                array.append(jsonOf(one, stateOf(one)));
            context.terminal.say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
        } else {
            std::vector<QStringList> rows { { Admin::tr("numéro"), Admin::tr("prestataire"), Admin::tr("remise le"),
                Admin::tr("par"), Admin::tr("événements"), Admin::tr("échéance"), Admin::tr("état") } };
            for (const Handover &one : all)
                rows.push_back(
                    { one.what.id.toString(), one.what.provider, wallTime(one.at), nameOfPerson(database, one.by),
                        QString::number(one.what.events), shownDay(one.what.until), textOf(stateOf(one)) });
            std::ranges::for_each(alignedLines(rows), [&context](const QString &line) { context.terminal.say(line); });
        }
        const auto overdue = std::ranges::count(all, HandoverState::Overdue, stateOf);
        if (arguments.has("check"_L1) && overdue > 0)
            return failed(
                overdue == 1 ? Admin::tr("1 remise en retard") : Admin::tr("%1 remises en retard").arg(overdue));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> handoverList() { return std::make_unique<HandoverList>(); }

} // namespace cortege::admincli
