#include "signedacts.h"

#include <domain/cbor.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCborValue>

#include <algorithm>
#include <array>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

/// Signed with the rest: no signature made for anything else can be shown as one of an act.
constexpr auto kActLabel = "cortege.habilitation.1"_L1;
constexpr qsizetype kActBytes = qsizetype { 8 } * 1024;
constexpr qsizetype kActFields = 8;
constexpr qsizetype kGrantFields = 6;

constexpr std::array kKinds { ActKind::Propose, ActKind::Validate, ActKind::Suspend, ActKind::Resume, ActKind::Confirm,
    ActKind::Revoke };

std::optional<ActKind> kindOf(const QCborValue &value)
{
    const auto found
        = std::ranges::find(kKinds, integerOf(value, -1), [](ActKind kind) { return static_cast<qint64>(kind); });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

std::optional<Grant> grantOf(const QCborArray &fields)
{
    const auto person = PersonId::parse(fields.at(0).toString());
    const auto party = partyFromName(fields.at(2).toString());
    const auto roles = rolesFromNames(fields.at(3).toString());
    const auto begin = signedacts::timeOf(fields.at(4));
    const auto end = signedacts::timeOf(fields.at(5));
    if (fields.size() != kGrantFields || !person || !party || !roles || !begin || !end)
        return std::nullopt;
    return Grant { *person, fields.at(1).toString(), party, *roles, { *begin, *end } };
}

std::optional<HabilitationAct> actOf(const QCborArray &fields)
{
    const auto id = HabilitationId::parse(fields.at(1).toString());
    const auto kind = kindOf(fields.at(2));
    const auto by = PersonId::parse(fields.at(3).toString());
    const auto at = signedacts::timeOf(fields.at(4));
    const QByteArray previous = fields.at(5).toByteArray();
    if (fields.size() != kActFields || !id || !kind || !by || !at
        || (!previous.isEmpty() && previous.size() != signedacts::kDigestBytes))
        return std::nullopt;
    HabilitationAct act { *id, *kind, *by, *at, previous, fields.at(6).toString(), std::nullopt };
    if (fields.at(7).isArray())
        act.grant = grantOf(fields.at(7).toArray());
    return act.grant.has_value() == (act.kind == ActKind::Propose) ? std::optional(std::move(act)) : std::nullopt;
}

} // namespace

QByteArray toCbor(const HabilitationAct &act)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startArray(quint64 { kActFields });
    cbor.append(kActLabel);
    cbor.append(act.habilitation.toString());
    cbor.append(static_cast<int>(act.kind));
    cbor.append(act.by.toString());
    cbor.append(signedacts::cborTime(act.at));
    cbor.append(act.previous);
    cbor.append(act.reason);
    if (const auto &grant = act.grant) {
        cbor.startArray(quint64 { kGrantFields });
        cbor.append(grant->person.toString());
        cbor.append(grant->service);
        cbor.append(grant->party ? name(*grant->party) : ""_L1);
        cbor.append(toString(grant->roles));
        cbor.append(signedacts::cborTime(grant->period.begin));
        cbor.append(signedacts::cborTime(grant->period.end));
        cbor.endArray();
    } else {
        cbor.append(nullptr);
    }
    cbor.endArray();
    return bytes;
}

Result<HabilitationAct> actFromCbor(const QByteArray &bytes)
{
    if (bytes.size() > kActBytes)
        return fail(Failure::Corrupt, u"an act has %1 bytes at most"_s.arg(kActBytes));
    auto act = actOf(wholeCbor(bytes).toArray());
    // Written again it must be the same: that speaks for the label, the types and the canonical form at once.
    if (!act || toCbor(*act) != bytes)
        return fail(Failure::Corrupt, u"not an act of a habilitation"_s);
    return std::move(*act);
}

} // namespace cortege
