#include "signedacts.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kServiceLength = 64;
constexpr qsizetype kReasonLength = 500;

} // namespace

QLatin1StringView name(ActKind kind)
{
    switch (kind) {
    case ActKind::Propose:
        return "propose"_L1;
    case ActKind::Validate:
        return "validate"_L1;
    case ActKind::Suspend:
        return "suspend"_L1;
    case ActKind::Resume:
        return "resume"_L1;
    case ActKind::Confirm:
        return "confirm"_L1;
    case ActKind::Revoke:
        return "revoke"_L1;
    }
    Q_UNREACHABLE_RETURN({});
}

QLatin1StringView name(HabilitationState state)
{
    switch (state) {
    case HabilitationState::Proposed:
        return "proposed"_L1;
    case HabilitationState::NotYet:
        return "not-yet"_L1;
    case HabilitationState::Active:
        return "active"_L1;
    case HabilitationState::Suspended:
        return "suspended"_L1;
    case HabilitationState::Expired:
        return "expired"_L1;
    case HabilitationState::Revoked:
        return "revoked"_L1;
    }
    Q_UNREACHABLE_RETURN({});
}

HabilitationState Habilitation::state(UtcTime at) const
{
    bool validated = isTakenOver();
    bool suspended = false;
    for (const Deed &deed : deeds) {
        if (deed.at > at)
            break;
        if (deed.kind == ActKind::Revoke)
            return HabilitationState::Revoked;
        validated |= deed.kind == ActKind::Validate;
        suspended = deed.kind == ActKind::Suspend || (suspended && deed.kind != ActKind::Resume);
    }
    if (at >= grant.period.end)
        return HabilitationState::Expired;
    if (!validated)
        return HabilitationState::Proposed;
    if (suspended)
        return HabilitationState::Suspended;
    return at < grant.period.begin ? HabilitationState::NotYet : HabilitationState::Active;
}

const Habilitation::Deed *Habilitation::last(ActKind kind) const
{
    const auto newestFirst = std::views::reverse(deeds);
    const auto found = std::ranges::find(newestFirst, kind, &Deed::kind);
    return found == newestFirst.end() ? nullptr : &*found;
}

std::optional<UtcTime> Habilitation::reviewedAt() const
{
    std::optional<UtcTime> reviewed;
    for (const ActKind kind : { ActKind::Validate, ActKind::Resume, ActKind::Confirm }) {
        if (const Deed *const deed = last(kind); deed && (!reviewed || *reviewed < deed->at))
            reviewed = deed->at;
    }
    return reviewed;
}

const Habilitation *Habilitations::find(const HabilitationId &id) const
{
    const auto found = std::ranges::find(m_all, id, &Habilitation::id);
    return found == m_all.end() ? nullptr : &*found;
}

HabilitationState Habilitations::stateOf(const Habilitation &habilitation, UtcTime now) const
{
    // An act that is here has been done, whatever this machine's clock says: a revocation waits for no clock.
    return habilitation.state(std::max(now, m_lastAt));
}

Roles Habilitations::rolesOf(const PersonId &person, UtcTime now) const
{
    Roles roles;
    if (const auto found = m_ofPerson.find(person); found != m_ofPerson.end()) {
        for (const size_t place : found->second) {
            if (stateOf(m_all[place], now) == HabilitationState::Active)
                roles |= m_all[place].grant.roles;
        }
    }
    return roles;
}

bool Habilitations::hasMandate(const PersonId &person, std::optional<Party> party, UtcTime at) const
{
    return std::ranges::any_of(m_mandates, [&](const Mandate &mandate) {
        return mandate.person == person && (!party || mandate.party == *party) && mandate.holds(at);
    });
}

Result<> Habilitations::checkProposal(const HabilitationAct &act) const
{
    const Grant &grant = *act.grant;
    if (!grant.party || !grant.roles)
        return fail(Failure::InvalidInput, u"a proposal names a party and a role"_s);
    // Blanks would make another service of the same name.
    if (grant.service.isEmpty() || grant.service != grant.service.simplified()
        || !signedacts::isVisible(grant.service, kServiceLength))
        return fail(Failure::InvalidInput, u"a service has 1 to %1 visible characters"_s.arg(kServiceLength));
    const UtcInterval &period = grant.period;
    if (period.begin >= period.end || period.end <= act.at || period.end - period.begin > kLongestHabilitation)
        return fail(Failure::InvalidInput,
            u"the period ends after it begins, after today, and within %1 days"_s.arg(kLongestHabilitation.count()));
    if (find(act.habilitation))
        return fail(Failure::Conflict, u"the list has habilitation %1 already"_s.arg(act.habilitation.toString()));
    // Else whoever proposes would choose who validates.
    const auto otherwise = std::ranges::find_if(m_all, [&](const Habilitation &one) {
        return one.grant.party && one.grant.party != grant.party
            && one.grant.service.compare(grant.service, Qt::CaseInsensitive) == 0;
    });
    if (otherwise != m_all.end())
        return fail(Failure::Conflict,
            u"%1 stands in the list as a service of the other party (%2)"_s.arg(
                grant.service, name(*otherwise->grant.party)));
    return {};
}

Result<> Habilitations::check(const HabilitationAct &act) const
{
    if (act.previous != m_head || act.at < m_lastAt)
        return fail(Failure::Conflict, u"another act came before this one"_s);
    if (act.grant.has_value() != (act.kind == ActKind::Propose) || !signedacts::isVisible(act.reason, kReasonLength))
        return fail(Failure::InvalidInput, u"a reason has %1 visible characters at most"_s.arg(kReasonLength));
    if (act.kind == ActKind::Propose)
        return checkProposal(act);

    const Habilitation *const habilitation = find(act.habilitation);
    if (!habilitation)
        return fail(Failure::NotFound, u"no habilitation %1"_s.arg(act.habilitation.toString()));
    if (!hasMandate(act.by, habilitation->grant.party, act.at))
        return fail(Failure::Forbidden, u"that takes an authority of the party whose service it is"_s);
    const bool gives = act.kind != ActKind::Suspend && act.kind != ActKind::Revoke;
    if (gives && act.by == habilitation->grant.person)
        return fail(Failure::Forbidden, u"nobody decides on their own habilitation"_s);
    const Habilitation::Deed *const proposed = habilitation->last(ActKind::Propose);
    if (act.kind == ActKind::Validate && proposed && proposed->by == act.by)
        return fail(Failure::Forbidden, u"who proposed it does not validate it"_s);

    using enum HabilitationState;
    const HabilitationState state = habilitation->state(act.at);
    const auto among = [state](std::initializer_list<HabilitationState> states) {
        return std::ranges::find(states, state) != states.end();
    };
    const bool fits = act.kind == ActKind::Validate ? state == Proposed
        : act.kind == ActKind::Resume               ? state == Suspended
        : act.kind == ActKind::Revoke               ? among({ Proposed, NotYet, Active, Suspended })
                                                    : among({ NotYet, Active });
    if (!fits)
        return fail(Failure::Conflict, u"%1: the habilitation is %2"_s.arg(name(act.kind), name(state)));
    return {};
}

Result<> Habilitations::apply(const RecordedAct &recorded)
{
    auto act = actFromCbor(recorded.act.act);
    if (!act)
        return std::unexpected(act.error());
    if (const auto proved = signedacts::checkProof(recorded, m_count + 1, act->by, act->at, m_signatures); !proved)
        return proved;
    if (const auto allowed = check(*act); !allowed)
        return allowed;
    if (act->grant) {
        m_ofPerson[act->grant->person].push_back(m_all.size());
        m_all.push_back({ act->habilitation, std::move(*act->grant), {} });
    }
    const auto habilitation = std::ranges::find(m_all, act->habilitation, &Habilitation::id);
    habilitation->deeds.push_back({ act->kind, act->by, act->at, act->reason });
    m_count = recorded.number;
    m_head = signedacts::digestOf(recorded.act.act);
    m_lastAt = act->at;
    return {};
}

Result<> Habilitations::update(HabilitationRegister &from)
{
    if (!m_begun) {
        auto before = from.takenOver();
        if (!before)
            return std::unexpected(before.error());
        m_all = std::move(*before);
        for (size_t i = 0; i < m_all.size(); ++i)
            m_ofPerson[m_all[i].grant.person].push_back(i);
        m_begun = true;
    }
    const auto acts = from.actsAfter(m_count);
    if (!acts)
        return std::unexpected(acts.error());
    // Mandates come without an act; they are asked for after the acts that may need them.
    auto mandates = from.mandates();
    if (!mandates)
        return std::unexpected(mandates.error());
    m_mandates = std::move(*mandates);
    for (const RecordedAct &recorded : *acts) {
        if (const auto applied = apply(recorded); !applied)
            return fail(Failure::Corrupt, u"act %1 of the list: %2"_s.arg(recorded.number).arg(applied.error().detail));
    }
    return {};
}

Result<> Habilitations::record(
    HabilitationRegister &in, HabilitationAct act, const ActSigner &signer, const Clock &clock)
{
    return in.append([&]() -> Result<SignedAct> {
        if (const auto read = update(in); !read)
            return std::unexpected(read.error());
        act.at = clock.now();
        act.previous = m_head;
        if (const auto allowed = check(act); !allowed)
            return std::unexpected(allowed.error());
        auto made = signer.sign(toCbor(act));
        if (!made)
            return made;
        // What could not be verified later would close the list for everybody: an expired certificate, for one.
        return m_signatures.check(*made, act.at).transform([&] { return std::move(*made); });
    });
}

} // namespace cortege
