#include "acts.h"

#include <storage/sqliteconvention.h>

#include <QtCore/QFileInfo>

#include <algorithm>
#include <iterator>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// Whoever has this file can write anything into it; the name is for those who ask later who it was.
QString account()
{
    QString behindSudo = qEnvironmentVariable("SUDO_USER");
    if (!behindSudo.isEmpty())
        return behindSudo;
    const QFileInfo process(u"/proc/self"_s);
    QString owner = process.owner();
    return owner.isEmpty() ? QString::number(process.ownerId()) : owner;
}

QString causeText(EndCause cause)
{
    switch (cause) {
    case EndCause::FourYears:
        return Admin::tr("quatre ans");
    case EndCause::Denunciation:
        return Admin::tr("dénonciation");
    case EndCause::Amendment:
        return Admin::tr("avenant");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

std::vector<Option> actOptions(std::vector<Option> further)
{
    std::vector<Option> options { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"),
        Option::Wanted::Once } };
    std::ranges::move(further, std::back_inserter(options));
    options.push_back({ "reference"_L1, Admin::tr("TEXTE"), Admin::tr("du courrier, de la délibération…") });
    return options;
}

Outcome recordAct(const Arguments &arguments, const Context &context, ConventionAct::Content content)
{
    using storage::SqliteConvention;
    const auto acts = SqliteConvention::open(arguments.value("database"_L1), SqliteConvention::Access::ReadWrite);
    if (!acts)
        return failed(acts.error());
    const UtcTime now = context.clock.now();
    const auto number
        = (*acts)->record({ 0, std::move(content), arguments.value("reference"_L1).trimmed(), account(), now });
    if (!number)
        return failed(number.error());
    const auto convention = (*acts)->read();
    if (!convention)
        return failed(convention.error());
    context.terminal.say(Admin::tr("Acte %1 enregistré.").arg(*number) + u' ' + sentenceFor(convention->status(now)));
    return {};
}

QString shownDay(QDate day) { return day.toString(u"dd/MM/yyyy"_s); }

QString sentenceFor(const ConventionStatus &status)
{
    switch (status.state) {
    case ConventionState::Unrecorded:
        return Admin::tr("Aucune convention n’est enregistrée : la saisie et la consultation sont fermées.");
    case ConventionState::NotYet:
        return Admin::tr("La convention prend effet le %1.").arg(shownDay(status.term->firstDay()));
    case ConventionState::Active:
    case ConventionState::Notice:
        return Admin::tr("La convention est en vigueur et prend fin le %1 (%2).")
            .arg(shownDay(status.term->lastDay()), causeText(status.term->cause));
    case ConventionState::Ended:
        return Admin::tr("La convention a pris fin le %1 (%2).")
            .arg(shownDay(status.term->lastDay()), causeText(status.term->cause));
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace cortege::admincli
