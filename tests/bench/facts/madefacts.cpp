#include "madefacts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kQuarters = 40;
constexpr std::chrono::hours kLongestOfFacts { 72 };

enum class Kind { Instant, Lasting, Always };
struct Plan {
    const char16_t *id;
    const char16_t *name;
    Kind kind;
    int percent; ///< of all facts
    int categories;
};
constexpr Plan kPlans[] { { u"main-courante", u"Main courante (essai)", Kind::Instant, 55, 12 },
    { u"accidents", u"Accidents (essai)", Kind::Instant, 25, 4 },
    { u"chantiers", u"Chantiers (essai)", Kind::Lasting, 15, 6 },
    { u"equipements", u"Équipements (essai)", Kind::Always, 5, 8 } };

/// Knuth's linear congruential generator of 64 bits: the same numbers on every machine.
class Dice
{
public:
    double share()
    {
        m_state = m_state * 6364136223846793005 + 1442695040888963407;
        return static_cast<double>(m_state >> 11) / 9007199254740992.0;
    }
    int below(int most) { return static_cast<int>(share() * most); }

private:
    std::uint64_t m_state = 20'261'001;
};

GeoPoint anyPlace(Dice &dice)
{
    const auto &[southWest, northEast] = kMadeCity;
    const auto within = [](double from, double to, double share) { return from + (to - from) * share; };
    if (dice.below(3) == 0)
        return { within(southWest.longitude, northEast.longitude, dice.share()),
            within(southWest.latitude, northEast.latitude, dice.share()) };
    const int quarter = dice.below(kQuarters);
    const double distance = (0.003 + 0.0004 * quarter) * std::sqrt(-2 * std::log(1 - dice.share()));
    const double angle = 2 * std::numbers::pi * dice.share();
    const double middle = static_cast<double>(quarter) / kQuarters;
    return { std::clamp(within(southWest.longitude, northEast.longitude, middle) + distance * std::cos(angle),
                 southWest.longitude, northEast.longitude),
        std::clamp(within(northEast.latitude, southWest.latitude, middle) + distance * std::sin(angle),
            southWest.latitude, northEast.latitude) };
}

std::optional<UtcInterval> anyTime(Dice &dice, Kind kind)
{
    const UtcInterval period = madePeriod();
    const std::chrono::seconds lasts { kind == Kind::Lasting
            ? 3'600 + dice.below(static_cast<int>(std::chrono::seconds(kLongestOfFacts).count()) - 3'600)
            : 0 };
    const auto room = std::chrono::floor<std::chrono::seconds>(period.end - period.begin) - lasts;
    const UtcTime begin = period.begin + std::chrono::seconds { dice.below(static_cast<int>(room.count())) };
    return kind == Kind::Always ? std::nullopt : std::optional(UtcInterval { begin, begin + lasts });
}

FactSource sourceOf(const Plan &plan)
{
    FactSource source { *FactSourceId::parse(QString(plan.id)), QString(plan.name), u"Banc d’essai"_s,
        u"Licence Ouverte 2.0"_s, {} };
    for (int i = 1; i <= plan.categories; ++i)
        source.categories.push_back({ QString::number(i), u"%1, catégorie %2"_s.arg(plan.name).arg(i), 1 });
    return source;
}

} // namespace

UtcInterval madePeriod()
{
    const UtcTime begin { std::chrono::sys_days { std::chrono::year { 2026 } / 10 / 1 } };
    return { begin, begin + std::chrono::days { 31 } };
}

std::vector<MadeSource> madeFacts(size_t count)
{
    Dice dice;
    FactKey key = 0;
    std::vector<MadeSource> sources;
    for (const Plan &plan : kPlans) {
        MadeSource made { sourceOf(plan), {} };
        const bool isLast = &plan == std::prev(std::end(kPlans));
        size_t left = isLast ? count - static_cast<size_t>(key) : count * static_cast<size_t>(plan.percent) / 100;
        while (left > 0) {
            FactBlock &block = made.blocks.emplace_back();
            for (int i = 0; i < limits::kFactsInBlock && left > 0; ++i, --left) {
                block.columns.append({ anyPlace(dice), anyTime(dice, plan.kind),
                    static_cast<quint16>(dice.below(plan.categories)), static_cast<float>(1 + dice.below(4)) / 2 });
                block.keys.push_back(++key);
            }
        }
        sources.push_back(std::move(made));
    }
    return sources;
}

} // namespace cortege::bench
