#include "../acts.h"
#include "../register.h"

#include <domain/destruction.h>
#include <storage/sqliteconvention.h>
#include <storage/sqlitedestruction.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QString iso(QDate day) { return day.toString(Qt::ISODate); }

/// The act without its frame: for people and, member by member, for programs.
struct ActText {
    QString text;
    QJsonObject json;
};

ActText actText(const ConventionNotified &notified)
{
    return { Admin::tr("notification, %1").arg(shownDay(notified.day)),
        { { u"kind"_s, u"notification"_s }, { u"day"_s, iso(notified.day) } } };
}
ActText actText(const Denunciation &denunciation)
{
    return { denunciation.by == Party::City
            ? Admin::tr("dénonciation par la Ville, reçue le %1").arg(shownDay(denunciation.received))
            : Admin::tr("dénonciation par la Préfecture de Police, reçue le %1").arg(shownDay(denunciation.received)),
        { { u"kind"_s, u"denunciation"_s }, { u"by"_s, name(denunciation.by) },
            { u"received"_s, iso(denunciation.received) } } };
}
ActText actText(const Amendment &amendment)
{
    ActText made { Admin::tr("avenant du %1 : %2").arg(shownDay(amendment.day), amendment.subject),
        { { u"kind"_s, u"amendment"_s }, { u"day"_s, iso(amendment.day) }, { u"subject"_s, amendment.subject } } };
    if (amendment.lastDay) {
        made.text += Admin::tr(" ; dernier jour %1").arg(shownDay(*amendment.lastDay));
        made.json.insert(u"lastDay"_s, iso(*amendment.lastDay));
    }
    if (!amendment.annexe.isEmpty()) {
        made.text += Admin::tr(" ; apporte %1").arg(amendment.annexe);
        made.json.insert(u"annexe"_s, amendment.annexe);
    }
    return made;
}
ActText actText(const AnnexeVersion &annexe)
{
    const auto notice = [](const DpoNotice &of) {
        return QJsonObject { { u"day"_s, iso(of.day) }, { u"reference"_s, of.reference } };
    };
    return { Admin::tr("%1, avis aux délégués du %2 (%3) et du %4 (%5), étude d’impact %6")
                 .arg(annexe.name, shownDay(annexe.city.day), annexe.city.reference, shownDay(annexe.prefecture.day),
                     annexe.prefecture.reference, annexe.impactStudy),
        { { u"kind"_s, u"annexe"_s }, { u"version"_s, annexe.name }, { u"dpoVille"_s, notice(annexe.city) },
            { u"dpoPrefecture"_s, notice(annexe.prefecture) }, { u"impactStudy"_s, annexe.impactStudy } } };
}
ActText actText(const Correction &correction)
{
    return { Admin::tr("l’acte %1 avait été enregistré par erreur").arg(correction.act),
        { { u"kind"_s, u"correction"_s }, { u"act"_s, correction.act } } };
}
ActText actText(const ConventionAct &act)
{
    return std::visit([](const auto &content) { return actText(content); }, act.content);
}

QString lineOf(const ConventionAct &act, bool isCorrected)
{
    QString line = u"%1  %2"_s.arg(act.number).arg(actText(act).text);
    if (!act.reference.isEmpty())
        line += Admin::tr(" ; réf. %1").arg(act.reference);
    line += Admin::tr(" (enregistré le %1 par %2)").arg(wallTime(act.recordedAt), act.recordedBy);
    return isCorrected ? line + Admin::tr(" – ne compte pas") : line;
}

/// What the end asks for (Art. 9), and whether it has been done.
struct DestructionDue {
    QDate lastDay;
    bool isOverdue = false;
    std::optional<UtcTime> begun;
};
std::optional<DestructionDue> destructionDueOf(
    const ConventionStatus &status, const std::optional<UtcTime> &begun, UtcTime now)
{
    if (status.state != ConventionState::Ended)
        return std::nullopt;
    return DestructionDue { destructionDay(*status.term), !begun && now >= destructionDue(*status.term), begun };
}

QJsonObject toJson(const Convention &convention, const std::optional<DestructionDue> &due, UtcTime now)
{
    const ConventionStatus status = convention.status(now);
    QJsonObject object { { u"state"_s, name(status.state) } };
    if (status.term) {
        object.insert(u"begins"_s, toIso(status.term->begins));
        object.insert(u"ends"_s, toIso(status.term->ends));
        object.insert(u"cause"_s, name(status.term->cause));
    }
    if (due) {
        object.insert(u"destroyBy"_s, iso(due->lastDay));
        object.insert(u"destructionOverdue"_s, due->isOverdue);
        if (due->begun)
            object.insert(u"destroyedSince"_s, toIso(*due->begun));
    }
    QJsonArray renewals;
    for (const QDate day : convention.renewals())
        renewals.append(iso(day));
    QJsonArray acts;
    for (const ConventionAct &act : convention.acts()) {
        QJsonObject json = actText(act).json;
        json.insert(u"number"_s, act.number);
        json.insert(u"reference"_s, act.reference);
        json.insert(u"recordedBy"_s, act.recordedBy);
        json.insert(u"recordedAt"_s, toIso(act.recordedAt));
        json.insert(u"counts"_s, !convention.isCorrected(act.number));
        acts.append(json);
    }
    object.insert(u"renewals"_s, renewals);
    object.insert(u"acts"_s, acts);
    return object;
}

class ConventionShow final : public ImmediateCommand
{
    QString name() const override { return u"convention show"_s; }
    QString description() const override { return Admin::tr("affiche l’état de la convention et ses actes"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        using storage::SqliteConvention;
        const auto convention
            = SqliteConvention::open(arguments.value("database"_L1), SqliteConvention::Access::ReadOnly)
                  .and_then([](const auto &opened) { return opened->read(); });
        if (!convention)
            return failed(convention.error());
        const auto begun
            = storage::SqliteDestruction::open(arguments.value("database"_L1), SqliteConvention::Access::ReadOnly)
                  .and_then([](const auto &opened) { return opened->begunAt(); });
        if (!begun)
            return failed(begun.error());
        const UtcTime now = context.clock.now();
        const auto due = destructionDueOf(convention->status(now), *begun, now);
        if (arguments.has("json"_L1)) {
            const QJsonDocument document(toJson(*convention, due, now));
            context.terminal.say(QString::fromUtf8(document.toJson()).trimmed());
            return {};
        }
        context.terminal.say(sentenceFor(convention->status(now)));
        if (due)
            sayDestruction(*due, context.terminal);
        QStringList renewals;
        for (const QDate day : convention->renewals())
            renewals << shownDay(day);
        if (!renewals.isEmpty())
            context.terminal.say(Admin::tr("Reconductions tacites : %1").arg(renewals.join(u", "_s)));
        for (const ConventionAct &act : convention->acts())
            context.terminal.say(lineOf(act, convention->isCorrected(act.number)));
        return {};
    }
    static void sayDestruction(const DestructionDue &due, Terminal &terminal)
    {
        const QString day = shownDay(due.lastDay);
        if (due.begun)
            terminal.say(Admin::tr("Les données ont été détruites à partir du %1.").arg(wallTime(*due.begun)));
        else if (due.isOverdue)
            terminal.complain(
                Admin::tr("En retard : les données étaient à détruire au plus tard le %1 (article 9).").arg(day));
        else
            terminal.say(Admin::tr("Les données sont à détruire au plus tard le %1 (article 9).").arg(day));
    }
};

} // namespace

std::unique_ptr<Command> conventionShow() { return std::make_unique<ConventionShow>(); }

} // namespace cortege::admincli
