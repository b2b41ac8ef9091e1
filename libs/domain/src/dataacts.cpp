#include "signedacts.h"

#include <domain/dataacts.h>

#include <algorithm>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kNameLength = 200;
constexpr qsizetype kPurposeLength = 500;

bool isSaid(const QString &text, qsizetype most)
{
    return !text.isEmpty() && text == text.simplified() && signedacts::isVisible(text, most);
}

QDate dayAt(UtcTime time) { return toParis(time).date(); }

Result<> checkHandedOver(const HandedOver &handed, UtcTime at)
{
    if (!isSaid(handed.provider, kNameLength) || !isSaid(handed.contact, kNameLength)
        || !isSaid(handed.purpose, kPurposeLength) || !isSaid(handed.form, kNameLength))
        return fail(Failure::InvalidInput,
            u"provider and contact have 1 to %1 visible characters, a purpose 1 to %2"_s.arg(kNameLength)
                .arg(kPurposeLength));
    if (handed.certificate.size() != signedacts::kDigestBytes || handed.package.size() != signedacts::kDigestBytes)
        return fail(Failure::InvalidInput, u"certificate and package are named by their SHA-256"_s);
    if (!handed.from.isValid() || !handed.to.isValid() || handed.from > handed.to)
        return fail(Failure::InvalidInput, u"the events are those from one day to another"_s);
    const QDate today = dayAt(at);
    if (!handed.until.isValid() || handed.until < today || handed.until > today.addDays(kLongestHandover.count()))
        return fail(
            Failure::InvalidInput, u"the due day is today or later, within %1 days"_s.arg(kLongestHandover.count()));
    if (handed.events < 1 || handed.kinds.empty()
        || std::ranges::adjacent_find(handed.kinds, std::ranges::greater_equal()) != handed.kinds.end())
        return fail(Failure::InvalidInput, u"there are no events, or no kinds, or one of them twice"_s);
    return {};
}

AuditNote noteOf(const HandedOver &handed)
{
    return { .action = AuditAction::HandedOver,
        .detail = u"%1, %2 events, until %3"_s.arg(handed.id.toString())
            .arg(handed.events)
            .arg(handed.until.toString(Qt::ISODate)) };
}
AuditNote noteOf(const StatementFiled &statement)
{
    return { .action = AuditAction::FiledStatement,
        .detail = u"%1, %2"_s.arg(statement.handover.toString(), name(statement.end)) };
}
AuditNote noteOf(const RetentionSet &set)
{
    return { .action = AuditAction::SetRetention,
        .detail = set.months ? u"%1, %2 months"_s.arg(name(set.category)).arg(*set.months)
                             : u"%1, none"_s.arg(name(set.category)) };
}

} // namespace

const Handover *DataActs::find(const HandoverId &id) const
{
    const auto found = std::ranges::find(m_handovers, id, [](const Handover &one) { return one.what.id; });
    return found == m_handovers.end() ? nullptr : &*found;
}

Result<> DataActs::check(const DataAct &act) const
{
    if (act.previous != m_head || act.at < m_lastAt)
        return fail(Failure::Conflict, u"another act came before this one"_s);
    if (const auto *handed = std::get_if<HandedOver>(&act.content)) {
        if (find(handed->id))
            return fail(Failure::Conflict, u"the register has handover %1 already"_s.arg(handed->id.toString()));
        return checkHandedOver(*handed, act.at);
    }
    if (const auto *set = std::get_if<RetentionSet>(&act.content)) {
        if (set->months && (*set->months < 1 || *set->months > kLongestRetention))
            return fail(Failure::InvalidInput, u"a retention has 1 to %1 months"_s.arg(kLongestRetention));
        if (!isSaid(set->reference, kNameLength))
            return fail(Failure::InvalidInput, u"a reference has 1 to %1 visible characters"_s.arg(kNameLength));
        return {};
    }
    const auto &statement = std::get<StatementFiled>(act.content);
    const Handover *const handover = find(statement.handover);
    if (!handover)
        return fail(Failure::NotFound, u"no handover %1"_s.arg(statement.handover.toString()));
    if (handover->end)
        return fail(Failure::Conflict, u"its statement is filed already"_s);
    if (statement.document.size() != signedacts::kDigestBytes || !statement.day.isValid()
        || statement.day < dayAt(handover->at) || statement.day > dayAt(act.at))
        return fail(Failure::InvalidInput, u"a statement is of a day between the handover and today"_s);
    return {};
}

Result<> DataActs::apply(const RecordedAct &recorded)
{
    auto act = dataActFromCbor(recorded.act.act);
    if (!act)
        return std::unexpected(act.error());
    if (const auto proved = signedacts::checkProof(recorded, m_count + 1, act->by, act->at, m_signatures); !proved)
        return proved;
    if (const auto allowed = check(*act); !allowed)
        return allowed;
    if (auto *handed = std::get_if<HandedOver>(&act->content)) {
        m_handovers.push_back({ std::move(*handed), act->by, act->at });
    } else if (const auto *statement = std::get_if<StatementFiled>(&act->content)) {
        const auto of
            = std::ranges::find(m_handovers, statement->handover, [](const Handover &one) { return one.what.id; });
        of->end = Handover::End { *statement, recorded.number, act->by, act->at };
    } else {
        const auto &set = std::get<RetentionSet>(act->content);
        m_retention.set(set.category, { set.months, set.reference, act->by, act->at });
    }
    m_count = recorded.number;
    m_head = signedacts::digestOf(recorded.act.act);
    m_lastAt = act->at;
    return {};
}

Result<> DataActs::update(DataActRegister &from)
{
    const auto acts = from.dataActsAfter(m_count);
    if (!acts)
        return std::unexpected(acts.error());
    for (const RecordedAct &recorded : *acts) {
        if (const auto applied = apply(recorded); !applied)
            return fail(
                Failure::Corrupt, u"act %1 about the data: %2"_s.arg(recorded.number).arg(applied.error().detail));
    }
    return {};
}

Result<> DataActs::record(DataActRegister &in, DataAct::Content content, const Author &by, const ActSigner &signer,
    const Clock &clock, const QByteArray &document)
{
    return in.append([&]() -> Result<DataEntry> {
        if (const auto read = update(in); !read)
            return std::unexpected(read.error());
        const DataAct act { by.id, clock.now(), m_head, std::move(content) };
        if (const auto allowed = check(act); !allowed)
            return std::unexpected(allowed.error());
        auto made = signer.sign(toCbor(act));
        if (!made)
            return std::unexpected(made.error());
        AuditNote note = std::visit([](const auto &one) { return noteOf(one); }, act.content);
        note.at = act.at;
        note.person = by;
        // What could not be verified later would close the register for everybody: an expired certificate, for one.
        return m_signatures.check(*made, act.at).transform([&] {
            return DataEntry { std::move(*made), std::move(note), document };
        });
    });
}

} // namespace cortege
