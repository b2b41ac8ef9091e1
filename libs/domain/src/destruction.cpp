#include <domain/cbor.h>
#include <domain/destruction.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCborValue>
#include <QtCore/QCryptographicHash>

#include <algorithm>
#include <ranges>
#include <utility>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

/// Signed with the rest: no signature made for anything else can be shown as one of a destruction.
constexpr auto kDeedLabel = "cortege.destruction.1"_L1;
constexpr qsizetype kDeedBytes = 1024;
constexpr qsizetype kDeedFields = 6;
constexpr qsizetype kHashBytes = 32;
constexpr std::array kStepNames { "prepared"_L1, "confirmed"_L1, "keys"_L1, "rows"_L1, "space"_L1, "copies"_L1,
    "report"_L1, "done"_L1 }; // in the order of DestructionStep

QByteArray hashOf(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

bool isSigned(DestructionStep step) { return step <= DestructionStep::Keys; }

std::optional<Party> mandateOf(const PersonId &person, UtcTime at, const std::vector<Mandate> &mandates)
{
    const auto found = std::ranges::find_if(
        mandates, [&](const Mandate &mandate) { return mandate.person == person && mandate.holds(at); });
    return found == mandates.end() ? std::nullopt : std::optional(found->party);
}

Party otherThan(Party party) { return party == Party::City ? Party::Prefecture : Party::City; }

} // namespace

QDate destructionDay(const ConventionTerm &term) { return term.lastDay().addDays(kDestructionDays); }
UtcTime destructionDue(const ConventionTerm &term) { return midnight(destructionDay(term).addDays(1)); }

QLatin1StringView name(DestructionStep step) { return kStepNames.at(static_cast<size_t>(step)); }

std::optional<DestructionStep> destructionStepFromName(QStringView text)
{
    const auto found = std::ranges::find_if(kStepNames, [text](QLatin1StringView one) { return text == one; });
    return found == kStepNames.end() ? std::nullopt
                                     : std::optional(static_cast<DestructionStep>(found - kStepNames.begin()));
}

QByteArray toCbor(const DestructionDeed &deed)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startArray(quint64 { kDeedFields });
    cbor.append(kDeedLabel);
    cbor.append(static_cast<int>(deed.step));
    cbor.append(deed.by.toString());
    cbor.append(qint64 { deed.at.time_since_epoch().count() });
    cbor.append(deed.bordereau);
    cbor.append(deed.previous);
    cbor.endArray();
    return bytes;
}

Result<DestructionDeed> destructionDeedFromCbor(const QByteArray &bytes)
{
    const auto corrupt = [] { return fail(Failure::Corrupt, u"not a deed of a destruction"_s); };
    if (bytes.size() > kDeedBytes)
        return corrupt();
    const QCborArray fields = wholeCbor(bytes).toArray();
    const qint64 step = integerOf(fields.at(1), -1);
    const auto by = PersonId::parse(fields.at(2).toString());
    if (!by || step < 0 || step > static_cast<qint64>(DestructionStep::Keys))
        return corrupt();
    DestructionDeed deed { static_cast<DestructionStep>(step), *by,
        UtcTime { std::chrono::milliseconds { integerOf(fields.at(3), 0) } }, fields.at(4).toByteArray(),
        fields.at(5).toByteArray() };
    // Written again it must be the same: label, types and canonical form at once.
    if (deed.bordereau.size() != kHashBytes || (!deed.previous.isEmpty() && deed.previous.size() != kHashBytes)
        || toCbor(deed) != bytes)
        return corrupt();
    return deed;
}

std::optional<DestructionStep> Destruction::step() const
{
    return m_steps.empty() ? std::nullopt : std::optional(m_steps.back().step);
}

const RecordedStep *Destruction::last(DestructionStep step) const
{
    const auto newestFirst = std::views::reverse(m_steps);
    const auto found = std::ranges::find(newestFirst, step, &RecordedStep::step);
    return found == newestFirst.end() ? nullptr : &*found;
}

Result<> Destruction::check(const DestructionDeed &deed, const std::vector<Mandate> &mandates) const
{
    if (deed.previous != m_head || (!m_steps.empty() && deed.at < m_steps.back().at))
        return fail(Failure::Conflict, u"another deed came before this one"_s);
    if (hasBegun())
        return fail(Failure::Conflict, u"the destruction has begun"_s);
    if (deed.step == DestructionStep::Prepared)
        return {}; // anew as well: what was confirmed before counts no more
    if (deed.bordereau != m_hash || m_deeds.empty())
        return fail(Failure::Conflict, u"that is not the bordereau that was prepared last"_s);
    const PersonId &first
        = m_deeds.back().step == DestructionStep::Confirmed ? std::prev(m_deeds.end(), 2)->by : m_deeds.back().by;
    if (deed.step == DestructionStep::Confirmed) {
        if (step() != DestructionStep::Prepared)
            return fail(Failure::Conflict, u"the bordereau is confirmed already"_s);
        if (deed.by == first)
            return fail(Failure::Forbidden, u"who prepared the bordereau does not confirm it"_s);
        const Party wanted = otherThan(mandateOf(first, m_deeds.back().at, mandates).value_or(Party::City));
        if (mandateOf(deed.by, deed.at, mandates) != wanted)
            return fail(Failure::Forbidden, u"that takes an authority of the other party (%1)"_s.arg(name(wanted)));
        return {};
    }
    if (step() != DestructionStep::Confirmed)
        return fail(Failure::Conflict, u"the bordereau is not confirmed"_s);
    if (deed.by != first && deed.by != m_deeds.back().by)
        return fail(Failure::Forbidden, u"that takes one of the two persons who signed the bordereau"_s);
    return {};
}

Result<DestructionDeed> Destruction::next(DestructionStep step, const PersonId &by, UtcTime at,
    const std::vector<Mandate> &mandates, const QByteArray &bordereauHash) const
{
    DestructionDeed deed { step, by, at, bordereauHash, m_head };
    return check(deed, mandates).transform([&] { return std::move(deed); });
}

Result<> Destruction::takeDeed(
    const RecordedStep &step, const std::vector<Mandate> &mandates, const SignatureCheck &signatures)
{
    if (!step.act)
        return fail(Failure::Corrupt, u"it is not signed"_s);
    const RecordedAct &act = *step.act;
    const auto deed = destructionDeedFromCbor(act.act.act);
    if (!deed)
        return std::unexpected(deed.error());
    if (deed->step != step.step || deed->at != step.at || hashOf(act.act.certificate) != act.act.signer
        || deed->by != act.signer || deed->at < act.boundSince || (act.boundUntil && deed->at >= *act.boundUntil))
        return fail(Failure::Corrupt, u"its deed is about something else, or another's"_s);
    if (const auto proved = signatures.check(act.act, deed->at); !proved)
        return proved;
    if (const auto allowed = check(*deed, mandates); !allowed)
        return allowed;
    if (step.step == DestructionStep::Prepared) {
        auto bordereau = bordereauFromJson(step.content);
        if (!bordereau)
            return std::unexpected(bordereau.error());
        m_hash = hashOf(step.content);
        if (deed->bordereau != m_hash || bordereau->by != deed->by || bordereau->at != deed->at
            || deed->at < bordereau->term.ends)
            return fail(Failure::Corrupt, u"its deed is about another bordereau"_s);
        m_bordereau = std::move(*bordereau);
    }
    m_head = hashOf(act.act.act);
    m_deeds.push_back(*deed);
    return {};
}

Result<> Destruction::take(RecordedStep step, const std::vector<Mandate> &mandates, const SignatureCheck &signatures)
{
    if (step.number != std::ssize(m_steps) + 1)
        return fail(Failure::Corrupt, u"it is missing"_s);
    if (isSigned(step.step)) {
        if (auto taken = takeDeed(step, mandates, signatures); !taken)
            return taken;
    } else if (!hasBegun() || static_cast<int>(step.step) != static_cast<int>(*this->step()) + 1) {
        return fail(Failure::Corrupt, u"it is not the one that was due"_s);
    } else if ((step.step == DestructionStep::Done) != step.act.has_value()) {
        return fail(Failure::Corrupt, u"a procès-verbal is signed, and nothing else after the last deed"_s);
    }
    m_steps.push_back(std::move(step));
    return {};
}

Result<Destruction> Destruction::read(
    std::vector<RecordedStep> steps, const std::vector<Mandate> &mandates, const SignatureCheck &signatures)
{
    Destruction read;
    for (RecordedStep &step : steps) {
        const qint64 number = step.number;
        if (const auto taken = read.take(std::move(step), mandates, signatures); !taken)
            return fail(Failure::Corrupt, u"step %1 of the destruction: %2"_s.arg(number).arg(taken.error().detail));
    }
    return read;
}

} // namespace cortege
