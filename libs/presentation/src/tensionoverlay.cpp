#include <presentation/tensionoverlay.h>

#include "tensionworker.h"

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{
using namespace Qt::StringLiterals;

constexpr double kSquareMetres = 1'000; ///< a side of what comparisons count by without quarters
} // namespace

bool operator==(const TensionZone &one, const TensionZone &other)
{
    return one.shape.outline == other.shape.outline && one.shape.holes == other.shape.holes && one.peak == other.peak
        && one.level == other.level && one.area == other.area && one.highest == other.highest
        && one.amount == other.amount;
}

QString nameOfCategory(const TensionFacts &facts, size_t category)
{
    const QString &name = facts.categories[category];
    const bool isShared = std::ranges::count(facts.categories, name) > 1;
    if (!isShared || category >= facts.sources.size() || !facts.sources[category])
        return name;
    return name + u" – "_s + facts.sources[category]->name;
}

double paletteTop(double highest)
{
    if (!(highest > 0))
        return 0;
    const double power = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : { 1.0, 2.0, 5.0 }) {
        if (highest <= step * power)
            return step * power;
    }
    return 10 * power;
}

TensionOverlay::TensionOverlay(const GeoBox &territory, QObject *parent)
    : QObject(parent), m_worker(std::make_unique<TensionWorker>(territory))
{
    m_wish.division = squaresOver(territory, kSquareMetres);
}

TensionOverlay::~TensionOverlay() = default;

void TensionOverlay::setEvents(TensionEvents events)
{
    m_wish.events = std::move(events);
    request();
}

void TensionOverlay::setFacts(TensionFacts facts)
{
    m_wish.facts = std::move(facts);
    request();
}

void TensionOverlay::setParameters(const TensionParameters &parameters)
{
    auto wanted = parameters;
    wanted.set.bandwidth = std::clamp(wanted.set.bandwidth, kNarrowestBandwidth, kWidestBandwidth);
    if (wanted == m_wish.parameters)
        return;
    m_wish.parameters = wanted;
    request();
}

void TensionOverlay::setChosenPlace(std::optional<GeoPoint> place)
{
    if (place == m_wish.chosen)
        return;
    m_wish.chosen = place;
    request();
}

void TensionOverlay::setReference(std::optional<UtcInterval> period)
{
    if (period == m_wish.reference)
        return;
    m_wish.reference = period;
    request();
}

void TensionOverlay::setDivision(std::shared_ptr<const Division> division)
{
    m_wish.division = std::move(division);
    request();
}

void TensionOverlay::request()
{
    m_stale = true;
    if (m_computation.valid())
        return;
    m_stale = false;
    m_computation = std::async(std::launch::async, [this, wish = m_wish] {
        auto picture = m_worker->compute(wish);
        QMetaObject::invokeMethod(this, &TensionOverlay::take, Qt::QueuedConnection);
        return picture;
    });
}

void TensionOverlay::take()
{
    m_picture = m_computation.get();
    if (m_stale)
        request();
    Q_EMIT pictureChanged();
}

} // namespace cortege::presentation
