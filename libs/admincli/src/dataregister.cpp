#include "dataregister.h"

#include "acts.h"
#include "register.h"

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

Result<std::unique_ptr<DataRegister>> DataRegister::read(std::unique_ptr<storage::SqliteDataActs> store)
{
    std::unique_ptr<DataRegister> opened(new DataRegister(std::move(store)));
    return opened->m_acts.update(*opened->m_store).transform([&] { return std::move(opened); });
}

Result<std::unique_ptr<DataRegister>> DataRegister::open(const QString &database)
{
    return storage::SqliteDataActs::open(database).and_then(&DataRegister::read);
}

Result<std::unique_ptr<DataRegister>> DataRegister::open(const QString &database, const PayloadCipher &cipher)
{
    return storage::SqliteDataActs::open(database, cipher).and_then(&DataRegister::read);
}

Result<Acting> actingSteward(const Arguments &arguments, const Context &context)
{
    auto acting = actingPerson(arguments, context);
    if (!acting)
        return acting;
    const auto list = NominativeList::open(arguments.value("database"_L1), NominativeList::Access::ReadOnly);
    if (!list)
        return std::unexpected(list.error());
    const auto mandates = (*list)->acts().mandates();
    if (!mandates)
        return std::unexpected(mandates.error());
    const PersonId who = acting->person.id;
    const UtcTime now = context.clock.now();
    const bool hasMandate = std::ranges::any_of(
        *mandates, [&](const Mandate &mandate) { return mandate.person == who && mandate.holds(now); });
    if (!hasMandate && !(*list)->habilitations().rolesOf(who, now).testFlag(Role::Admin))
        return fail(Failure::Forbidden, u"that takes an authority of a party, or an active habilitation as admin"_s);
    return acting;
}

QString nameOfPerson(const QString &database, const PersonId &person)
{
    using storage::SqlitePersonRegister;
    const auto found = SqlitePersonRegister::open(database, SqlitePersonRegister::Access::ReadOnly)
                           .and_then([&](const auto &persons) { return findPerson(*persons, person); });
    return found ? found->author().name : person.toString();
}

QString textOf(HandoverState state)
{
    switch (state) {
    case HandoverState::Open:
        return Admin::tr("en cours");
    case HandoverState::DueSoon:
        return Admin::tr("échéance proche");
    case HandoverState::Overdue:
        return Admin::tr("EN RETARD");
    case HandoverState::Destroyed:
        return Admin::tr("détruite");
    case HandoverState::Returned:
        return Admin::tr("rendue");
    }
    Q_UNREACHABLE_RETURN({});
}

QString textOf(RetentionCategory category)
{
    if (category == RetentionCategory::CancelledEvent)
        return Admin::tr("Événements annulés");
    if (category == RetentionCategory::HandoverStatement)
        return Admin::tr("Attestations des prestataires");
    return label(kEventKinds[static_cast<size_t>(category)]);
}

QString textOf(const std::vector<EventKind> &kinds)
{
    QStringList labels;
    for (const EventKind kind : kinds)
        labels << label(kind);
    return labels.join(u", "_s);
}

QString dutyText(const HandedOver &handed)
{
    // In French whatever the terminal speaks: the convention does.
    return u"Remise n° %1\n"
           "Prestataire : %2\n"
           "Interlocuteur : %3\n"
           "Finalité : %4\n"
           "Contenu : %5 événements du %6 au %7 (%8)\n"
           "À détruire au plus tard le : %9\n"_s
               .arg(handed.id.toString(), handed.provider, handed.contact, handed.purpose)
               .arg(handed.events)
               .arg(shownDay(handed.from), shownDay(handed.to), textOf(handed.kinds), shownDay(handed.until));
}

Option databaseOption()
{
    return { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once };
}

std::optional<Argument> handoverArgument()
{
    return Argument { Admin::tr("NUMÉRO"), Admin::tr("de la remise, voir handover list") };
}

std::expected<HandoverId, Trouble> handoverIn(const Arguments &arguments)
{
    const auto id = HandoverId::parse(arguments.argument());
    if (!id)
        return misused(Admin::tr("Ce n’est pas un numéro de remise : %1").arg(arguments.argument()));
    return *id;
}

} // namespace cortege::admincli
