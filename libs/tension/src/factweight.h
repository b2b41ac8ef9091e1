#pragma once

#include <tension/facts.h>

#include <cmath>

namespace cortege::tension
{

/// What a fact weighs, with decay counted from a moment that need not be the end of the window.
class FactWeigher
{
public:
    FactWeigher(const Facts &facts, const Weighting &weighting, FactTime decayFrom)
        : m_facts(&facts), m_weighting(&weighting), m_decayFrom(decayFrom), m_allHours(weighting.hours.all())
    {
    }

    /// As if it lay in the window as a whole.
    double whole(size_t number) const
    {
        if (!m_allHours && !m_weighting->hours[m_facts->hours()[number]])
            return 0;
        const CommonColumns &columns = m_facts->columns();
        const auto &factors = m_weighting->categories;
        const auto category = columns.category[number];
        double weight = columns.weight[number];
        if (category < factors.size())
            weight *= factors[category];
        if (m_weighting->halfLife)
            weight *= decay(columns.time[number], m_decayFrom, *m_weighting->halfLife);
        return weight;
    }
    double in(size_t number, const FactWindow &window) const
    {
        const double share = shareIn(number, window);
        return share > 0 ? share * whole(number) : 0;
    }
    double shareIn(size_t number, const FactWindow &window) const
    {
        const FactTime begin = m_facts->columns().time[number];
        const FactTime lasts = m_facts->lasts(number);
        if (lasts == 0)
            return begin >= window.begin && begin < window.end ? 1 : 0;
        const FactTime inside = std::min(begin + lasts, window.end) - std::max(begin, window.begin);
        return inside > 0 ? static_cast<double>(inside) / static_cast<double>(lasts) : 0;
    }

    static double decay(FactTime time, FactTime from, std::chrono::seconds halfLife)
    {
        return std::exp2(static_cast<double>(time - from) / static_cast<double>(halfLife.count()));
    }

private:
    const Facts *m_facts;
    const Weighting *m_weighting;
    FactTime m_decayFrom;
    bool m_allHours;
};

/// Calls `take(number, weight)` for each fact that weighs in the window, in the order of `Facts`.
template <class Take>
void forEachFact(const Facts &facts, const FactWindow &window, const Weighting &weighting, const Take &take)
{
    if (window.isEmpty())
        return;
    const FactWeigher weigher(facts, weighting, window.end);
    const auto instants = facts.instantsIn(window.begin, window.end);
    for (size_t i = instants.begin; i < instants.end; ++i) {
        if (const double weight = weigher.whole(i); weight != 0)
            take(i, weight);
    }
    const auto lasting = facts.lastingAround(window.begin, window.end);
    for (size_t i = lasting.begin; i < lasting.end; ++i) {
        if (const double weight = weigher.in(i, window); weight != 0)
            take(i, weight);
    }
}

} // namespace cortege::tension
