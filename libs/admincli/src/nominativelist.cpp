#include "nominativelist.h"

#include "card.h"
#include "register.h"
#include "table.h"

#include <pki/files.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

using Names = std::unordered_map<PersonId, QString>;

Result<Names> namesOf(const QString &database)
{
    const auto persons = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadOnly)
                             .and_then([](const auto &opened) { return opened->list(); });
    if (!persons)
        return std::unexpected(persons.error());
    Names names;
    for (const Person &person : *persons)
        names.emplace(person.id, person.name);
    return names;
}

QString nameIn(const Names &names, const PersonId &person)
{
    const auto found = names.find(person);
    return found == names.end() ? person.toString() : found->second;
}

ListLine lineOf(const Habilitation &habilitation, HabilitationState state, const Names &names, UtcTime now)
{
    const Habilitation::Deed *const validated = habilitation.last(ActKind::Validate);
    const QString grantor = validated ? nameIn(names, validated->by)
        : habilitation.isTakenOver()  ? Admin::tr("reprise")
                                      : QString();
    const UtcTime looked = habilitation.reviewedAt().value_or(habilitation.grant.period.begin);
    return { habilitation, state, nameIn(names, habilitation.grant.person), grantor,
        state == HabilitationState::Active && now - looked >= kReviewAfter };
}

QJsonObject toJson(const ListLine &line)
{
    const Grant &grant = line.habilitation.grant;
    QJsonObject object { { u"id"_s, line.habilitation.id.toString() }, { u"person"_s, grant.person.toString() },
        { u"name"_s, line.person }, { u"service"_s, grant.service },
        { u"party"_s, grant.party ? QString(name(*grant.party)) : QString() },
        { u"roles"_s, QJsonArray::fromStringList(toString(grant.roles).split(u',')) },
        { u"from"_s, toIso(grant.period.begin) }, { u"until"_s, toIso(grant.period.end) },
        { u"state"_s, QString(name(line.state)) }, { u"grantor"_s, line.grantor }, { u"reviewDue"_s, line.reviewDue } };
    QJsonArray deeds;
    for (const Habilitation::Deed &deed : line.habilitation.deeds)
        deeds.append(QJsonObject { { u"act"_s, QString(name(deed.kind)) }, { u"by"_s, deed.by.toString() },
            { u"at"_s, toIso(deed.at) }, { u"reason"_s, deed.reason } });
    object.insert(u"acts"_s, deeds);
    return object;
}

} // namespace

Result<std::unique_ptr<NominativeList>> NominativeList::open(const QString &database, Access access)
{
    auto acts = storage::SqliteHabilitations::open(database, access);
    if (!acts)
        return std::unexpected(acts.error());
    std::unique_ptr<NominativeList> list(new NominativeList(std::move(*acts)));
    return list->m_habilitations.update(*list->m_acts).transform([&] { return std::move(list); });
}

QString textOf(Party party) { return party == Party::City ? Admin::tr("Ville") : Admin::tr("Préfecture"); }

QString textOf(HabilitationState state)
{
    switch (state) {
    case HabilitationState::Proposed:
        return Admin::tr("proposée");
    case HabilitationState::NotYet:
        return Admin::tr("à venir");
    case HabilitationState::Active:
        return Admin::tr("active");
    case HabilitationState::Suspended:
        return Admin::tr("suspendue");
    case HabilitationState::Expired:
        return Admin::tr("expirée");
    case HabilitationState::Revoked:
        return Admin::tr("révoquée");
    }
    Q_UNREACHABLE_RETURN({});
}

Result<std::vector<ListLine>> linesOf(const QString &database, UtcTime now)
{
    const auto list = NominativeList::open(database, NominativeList::Access::ReadOnly);
    if (!list)
        return std::unexpected(list.error());
    const auto names = namesOf(database);
    if (!names)
        return std::unexpected(names.error());
    const Habilitations &habilitations = (*list)->habilitations();
    std::vector<ListLine> lines;
    for (const Habilitation &one : habilitations.all())
        lines.push_back(lineOf(one, habilitations.stateOf(one, now), *names, now));
    return lines;
}

QStringList tableOf(const std::vector<ListLine> &lines)
{
    std::vector<QStringList> rows { { Admin::tr("numéro"), Admin::tr("nom"), Admin::tr("service"), Admin::tr("partie"),
        Admin::tr("rôles"), Admin::tr("du"), Admin::tr("au"), Admin::tr("état"), Admin::tr("validée par"),
        Admin::tr("revue") } };
    for (const ListLine &line : lines) {
        const Grant &grant = line.habilitation.grant;
        rows.push_back({ line.habilitation.id.toString(), line.person, grant.service,
            grant.party ? textOf(*grant.party) : QString(), toString(grant.roles), wallTime(grant.period.begin),
            wallTime(grant.period.end), textOf(line.state), line.grantor,
            line.reviewDue ? Admin::tr("à revoir") : QString() });
    }
    return alignedLines(rows);
}

QString jsonOf(const std::vector<ListLine> &lines)
{
    QJsonArray array;
    std::ranges::for_each(lines, [&](const ListLine &line) { array.append(toJson(line)); });
    return QString::fromUtf8(QJsonDocument(array).toJson()).trimmed();
}

std::vector<Option> actingOptions()
{
    return { { "as-certificate"_L1, Admin::tr("FICHIER"), Admin::tr("certificat de qui agit (person.pem)"),
                 Option::Wanted::Once },
        { "as-key"_L1, Admin::tr("FICHIER|pkcs11:…"), Admin::tr("sa clé, qui signe l’acte (person.key, ou carte)"),
            Option::Wanted::Once },
        pinFileOption() };
}

Result<Acting> actingPerson(const Arguments &arguments, const Context &context)
{
    const auto certificate = pki::readPemFile(arguments.value("as-certificate"_L1));
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto key = keyFrom(arguments.value("as-key"_L1), arguments, context);
    if (!key)
        return std::unexpected(key.error());
    auto signer = pki::CertificateSigner::from(*certificate, *key);
    if (!signer)
        return std::unexpected(signer.error());
    return storage::SqlitePersonRegister::open(
        arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite)
        .and_then([&](const auto &persons) { return persons->byFingerprint(signer->fingerprint()); })
        .transform([&](const Person &person) { return Acting { person, std::move(*signer) }; });
}

std::vector<Option> ActCommand::options() const
{
    std::vector<Option> options { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"),
        Option::Wanted::Once } };
    std::ranges::move(actingOptions(), std::back_inserter(options));
    // Without data about anybody: the reason stays in the list for good.
    options.push_back({ "reason"_L1, Admin::tr("MOTIF"), Admin::tr("motif de l’acte, par exemple une référence"),
        kind() == ActKind::Suspend || kind() == ActKind::Revoke ? Option::Wanted::Once : Option::Wanted::Optional });
    return options;
}

std::optional<Argument> ActCommand::argument() const
{
    return Argument { Admin::tr("NUMÉRO"), Admin::tr("de l’habilitation, voir habilitation list") };
}

Outcome ActCommand::run(const Arguments &arguments, const Context &context)
{
    const auto id = HabilitationId::parse(arguments.argument());
    if (!id)
        return misused(Admin::tr("Ce n’est pas un numéro d’habilitation : %1").arg(arguments.argument()));
    const auto acting = actingPerson(arguments, context);
    if (!acting)
        return failed(acting.error());
    const auto list = NominativeList::open(arguments.value("database"_L1), NominativeList::Access::ReadWrite);
    if (!list)
        return failed(list.error());
    const HabilitationAct act { *id, kind(), acting->person.id, {}, {}, arguments.value("reason"_L1).trimmed(), {} };
    Habilitations &habilitations = (*list)->habilitations();
    if (const auto done = habilitations.record((*list)->acts(), act, acting->signer, context.clock).and_then([&] {
            return habilitations.update((*list)->acts());
        });
        !done)
        return failed(done.error());
    const Habilitation &now = *habilitations.find(*id);
    context.terminal.say(
        Admin::tr("Habilitation %1 : %2").arg(id->toString(), textOf(habilitations.stateOf(now, context.clock.now()))));
    return {};
}

} // namespace cortege::admincli
