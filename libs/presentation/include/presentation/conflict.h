#pragma once

#include <domain/difference.h>
#include <domain/journal.h>

#include <map>
#include <vector>

namespace cortege::presentation
{

/// Two people changed the same event. Field by field, with what the person chose so far.
class Conflict
{
public:
    enum class Side { Mine, Theirs };

    Conflict(const EventRecord &base, const Change &mine, const EventVersion &theirs);

    /// Changed on both sides, in the order of annexe 1; the person decides on each. Empty when only the whole record
    /// can be chosen (`isWhole`) or when everything goes together by itself.
    const std::vector<Field> &fields() const { return m_merge.conflicting; }
    /// Changed by me alone: in the result without asking.
    const std::vector<Field> &mergedFields() const { return m_merged; }
    /// One of the two changed the nature of the event, so that fields do not correspond: all mine or all theirs.
    bool isWhole() const { return m_whole; }
    bool iCancelled() const { return m_mineCancels; }
    bool theyCancelled() const { return m_theirs.state == EventState::Cancelled; }
    bool needsDecision() const { return m_whole || !fields().empty() || m_mineCancels || theyCancelled(); }

    const EventRecord &base() const { return m_base; }
    const EventRecord &mine() const { return m_mine; }
    const EventVersion &theirs() const { return m_theirs; }

    void choose(Field field, Side side) { m_choices[field] = side; }
    void chooseWhole(Side side) { m_wholeChoice = side; }
    std::optional<Side> choice(Field field) const;
    std::optional<Side> wholeChoice() const { return m_wholeChoice; }
    /// Every question has an answer.
    bool isDecided() const;
    /// What mine takes over from theirs to become the result: their changes, without those that I chose against.
    std::vector<Field> takenFields() const;
    /// Theirs, with my changes and my choices; undecided fields as theirs.
    EventRecord result() const;
    /// The answers given about the same values before a newer version of theirs came.
    void keepChoices(const Conflict &former);

private:
    EventRecord m_base;
    EventRecord m_mine;
    EventVersion m_theirs;
    bool m_mineCancels = false;
    bool m_whole = false;
    Merge m_merge;
    std::vector<Field> m_merged;
    std::map<Field, Side> m_choices;
    std::optional<Side> m_wholeChoice;
};

} // namespace cortege::presentation
