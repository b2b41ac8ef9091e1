#include <presentation/conflict.h>

#include <algorithm>

namespace cortege::presentation
{

Conflict::Conflict(const EventRecord &base, const Change &mine, const EventVersion &theirs)
    : m_base(base), m_theirs(theirs)
{
    const auto *record = std::get_if<EventRecord>(&mine);
    m_mineCancels = record == nullptr;
    m_mine = record ? *record : base;
    m_whole = base.kind() != m_mine.kind() || base.kind() != theirs.record.kind();
    m_merge = merge(base, m_mine, theirs.record);
    if (m_whole) {
        m_merge = { theirs.record, {} };
        return;
    }
    for (const Field field : differingFields(base, m_mine)) {
        const auto theirChanges = differingFields(base, theirs.record);
        if (std::ranges::find(theirChanges, field) == theirChanges.end())
            m_merged.push_back(field);
    }
}

std::optional<Conflict::Side> Conflict::choice(Field field) const
{
    const auto found = m_choices.find(field);
    return found == m_choices.end() ? std::nullopt : std::optional(found->second);
}

bool Conflict::isDecided() const
{
    if (m_whole)
        return m_wholeChoice.has_value();
    return std::ranges::all_of(fields(), [this](Field field) { return m_choices.contains(field); });
}

std::vector<Field> Conflict::takenFields() const
{
    if (m_whole)
        return {}; // fields do not correspond
    auto taken = differingFields(m_base, m_theirs.record);
    std::erase_if(taken, [this](Field field) { return choice(field) == Side::Mine; });
    return taken;
}

void Conflict::keepChoices(const Conflict &former)
{
    if (m_whole != former.m_whole)
        return;
    if (m_whole && m_mine == former.m_mine && m_theirs.record == former.m_theirs.record)
        m_wholeChoice = former.m_wholeChoice;
    const auto mine = differingFields(m_mine, former.m_mine);
    const auto theirs = differingFields(m_theirs.record, former.m_theirs.record);
    for (const Field field : fields()) { // none of a whole one
        const auto chosen = former.choice(field);
        if (chosen && !std::ranges::contains(mine, field) && !std::ranges::contains(theirs, field))
            choose(field, *chosen);
    }
}

EventRecord Conflict::result() const
{
    if (m_whole)
        return m_wholeChoice == Side::Mine ? m_mine : m_theirs.record;
    EventRecord record = m_merge.merged;
    for (const Field field : fields()) {
        if (choice(field) == Side::Mine)
            record = withField(std::move(record), field, m_mine);
    }
    return record;
}

} // namespace cortege::presentation
