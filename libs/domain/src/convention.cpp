#include <domain/convention.h>

#include <algorithm>
#include <array>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kMostYears = 4;
constexpr int kNoticeMonths = 2;
constexpr qsizetype kTextLimit = 200; // subjects and references

constexpr std::array kStates { "unrecorded"_L1, "notYet"_L1, "active"_L1, "notice"_L1, "ended"_L1 };
constexpr std::array kCauses { "fourYears"_L1, "denunciation"_L1, "amendment"_L1 };

template <class Value>
std::optional<Value> fromName(const auto &names, QStringView text)
{
    const auto found = std::ranges::find_if(names, [text](QLatin1StringView one) { return text == one; });
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

UtcTime afterLastDay(QDate day) { return midnight(day.addDays(1)); }

/// The full months after the day of receipt: the delay ends at 24:00 of the day with the same number, or of the month's
/// last day where it has none (Code de procédure civile, 641 and 642).
UtcTime endOfNotice(QDate received) { return afterLastDay(received.addMonths(kNoticeMonths)); }

/// On which the act takes effect, for those that can bring the end nearer.
std::optional<QDate> dayOf(const ConventionAct &act)
{
    if (const auto *denunciation = std::get_if<Denunciation>(&act.content))
        return denunciation->received;
    if (const auto *amendment = std::get_if<Amendment>(&act.content); amendment && amendment->lastDay)
        return amendment->day;
    return std::nullopt;
}

bool isText(const QString &text)
{
    return !text.trimmed().isEmpty() && text.size() <= kTextLimit
        && std::ranges::all_of(text, [](QChar c) { return c.isPrint() || c.isSurrogate(); });
}

Result<> checkNotice(const DpoNotice &notice, QDate today)
{
    if (!notice.day.isValid() || notice.day > today || !isText(notice.reference))
        return fail(Failure::InvalidInput,
            u"an annexe needs the notice to both data protection officers, with its day and reference (Art. 3)"_s);
    return {};
}

} // namespace

QLatin1StringView name(ConventionState state) { return kStates.at(static_cast<size_t>(state)); }
std::optional<ConventionState> conventionStateFromName(QStringView text)
{
    return fromName<ConventionState>(kStates, text);
}
QLatin1StringView name(EndCause cause) { return kCauses.at(static_cast<size_t>(cause)); }
std::optional<EndCause> endCauseFromName(QStringView text) { return fromName<EndCause>(kCauses, text); }

Convention::Convention(std::vector<ConventionAct> acts) : m_acts(std::move(acts))
{
    for (const ConventionAct &act : m_acts) {
        if (const auto *correction = std::get_if<Correction>(&act.content))
            m_corrected.insert(correction->act);
    }
    std::vector<const ConventionAct *> counting;
    for (const ConventionAct &act : m_acts) {
        const auto *notified = std::get_if<ConventionNotified>(&act.content);
        if (isCorrected(act.number))
            continue;
        if (notified && !m_term)
            m_term = { midnight(notified->day), midnight(notified->day.addYears(kMostYears)), EndCause::FourYears };
        else if (dayOf(act))
            counting.push_back(&act);
    }
    // By their own days: letters are recorded in whatever order they come to the desk.
    std::ranges::stable_sort(counting, {}, [](const ConventionAct *act) { return *dayOf(*act); });
    for (const ConventionAct *act : counting) {
        if (const auto *denunciation = std::get_if<Denunciation>(&act->content))
            shorten(denunciation->received, endOfNotice(denunciation->received), EndCause::Denunciation);
        else if (const auto *amendment = std::get_if<Amendment>(&act->content))
            shorten(amendment->day, afterLastDay(*amendment->lastDay), EndCause::Amendment);
    }
}

/// What comes once it has ended changes nothing any more.
void Convention::shorten(QDate day, UtcTime ends, EndCause cause)
{
    const UtcTime since = midnight(day);
    if (!m_term || since < m_term->begins || since >= m_term->ends)
        return;
    m_announced = std::min(m_announced.value_or(since), since);
    if (ends < m_term->ends) {
        m_term->ends = ends;
        m_term->cause = cause;
    }
}

ConventionStatus Convention::status(UtcTime at) const
{
    if (!m_term)
        return {};
    const auto state = at < m_term->begins  ? ConventionState::NotYet
        : at >= m_term->ends                ? ConventionState::Ended
        : m_announced && at >= *m_announced ? ConventionState::Notice
                                            : ConventionState::Active;
    return { state, m_term };
}

std::vector<QDate> Convention::renewals() const
{
    std::vector<QDate> days;
    for (int year = 1; m_term && year < kMostYears; ++year) {
        const QDate day = m_term->firstDay().addYears(year);
        if (midnight(day) < m_term->ends)
            days.push_back(day);
    }
    return days;
}

bool Convention::knowsAnnexe(QStringView version) const
{
    return std::ranges::any_of(m_acts, [&](const ConventionAct &act) {
        const auto *annexe = std::get_if<AnnexeVersion>(&act.content);
        return annexe && annexe->name == version && !isCorrected(act.number);
    });
}

Result<> Convention::acceptsChange(QDate day, QDate today) const
{
    if (!m_term)
        return fail(Failure::NotFound, u"no convention is recorded"_s);
    if (!day.isValid() || day > today || day < m_term->firstDay())
        return fail(Failure::InvalidInput, u"the day is neither before the convention nor after today"_s);
    if (midnight(day) >= m_term->ends)
        return fail(
            Failure::Conflict, u"the convention has ended on %1"_s.arg(m_term->lastDay().toString(Qt::ISODate)));
    return {};
}

Result<> Convention::accepts(const ConventionAct &act) const
{
    const QDate today = toParis(act.recordedAt).date();
    if (!isText(act.recordedBy) || (!act.reference.isEmpty() && !isText(act.reference)))
        return fail(Failure::InvalidInput, u"a reference has %1 visible characters at most"_s.arg(kTextLimit));
    if (const auto *notified = std::get_if<ConventionNotified>(&act.content)) {
        if (m_term)
            return fail(Failure::Conflict, u"a convention is recorded already"_s);
        if (!notified->day.isValid())
            return fail(Failure::InvalidInput, u"no such day"_s);
    } else if (const auto *denunciation = std::get_if<Denunciation>(&act.content)) {
        return acceptsChange(denunciation->received, today);
    } else if (const auto *amendment = std::get_if<Amendment>(&act.content)) {
        if (!isText(amendment->subject))
            return fail(Failure::InvalidInput, u"an amendment has a subject"_s);
        if (!amendment->annexe.isEmpty() && !knowsAnnexe(amendment->annexe))
            return fail(Failure::NotFound, u"%1 is not recorded (Art. 3)"_s.arg(amendment->annexe));
        if (auto good = acceptsChange(amendment->day, today); !good || !amendment->lastDay)
            return good;
        if (!amendment->lastDay->isValid() || *amendment->lastDay < amendment->day
            || afterLastDay(*amendment->lastDay) > m_term->ends)
            return fail(Failure::InvalidInput, u"an amendment only brings the end nearer (Art. 9)"_s);
    } else if (const auto *annexe = std::get_if<AnnexeVersion>(&act.content)) {
        if (knowsAnnexe(annexe->name))
            return fail(Failure::Conflict, u"%1 is recorded already"_s.arg(annexe->name));
        if (!isText(annexe->name) || !isText(annexe->impactStudy))
            return fail(
                Failure::InvalidInput, u"an annexe has a name and the reference of its impact study (Art. 3)"_s);
        return checkNotice(annexe->city, today).and_then([&] { return checkNotice(annexe->prefecture, today); });
    } else {
        const int corrected = std::get<Correction>(act.content).act;
        const auto found = std::ranges::find(m_acts, corrected, &ConventionAct::number);
        if (found == m_acts.end() || std::holds_alternative<Correction>(found->content))
            return fail(Failure::NotFound, u"no act %1 that can be corrected"_s.arg(corrected));
        if (isCorrected(corrected))
            return fail(Failure::Conflict, u"act %1 is corrected already"_s.arg(corrected));
        if (act.reference.isEmpty())
            return fail(Failure::InvalidInput, u"a correction has a reference"_s);
    }
    return {};
}

} // namespace cortege
