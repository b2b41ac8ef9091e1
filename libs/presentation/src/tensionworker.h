#pragma once

#include <presentation/tensionoverlay.h>
#include <tension/field.h>
#include <tension/moving.h>

#include <QtCore/QHash>

namespace cortege::presentation
{

/// Makes pictures of the tension, one after another, in one thread at a time. Keeps what a moving slider does not
/// change: where events are and when, and the field with the facts laid on it.
class TensionWorker
{
public:
    explicit TensionWorker(const GeoBox &territory) : m_territory(territory) { }
    TensionPicture compute(const TensionWish &wish);

private:
    /// Where and when an event is.
    struct Known {
        std::shared_ptr<const EventVersion> version;
        std::optional<tension::MarchOnRoute> march;
        std::vector<tension::WeightedPoint> shape; ///< what is no march; weights add up to one
        std::optional<tension::Presence> presence;
    };
    struct Weighed {
        const Known *event = nullptr;
        tension::EventMasses masses; ///< in the unit of the field
    };
    /// What lies on the ground in one period.
    struct Ground {
        tension::FactWindow facts;
        std::vector<Weighed> events;
        std::vector<tension::WeightedPoint> masses; ///< of all events
    };

    void remember(const TensionWish &wish);
    tension::MetricBox limits();
    void measure(const std::shared_ptr<const tension::Facts> &facts);
    Ground groundOf(const TensionWish &wish, const UtcInterval &window) const;
    std::vector<tension::WeightedPoint> massesOf(
        const Known &event, const std::vector<UtcInterval> &parts, double spacing) const;
    tension::Grid gridFor(std::span<const tension::WeightedPoint> masses, double cell, double margin);
    const std::vector<double> &valuesOf(const TensionWish &wish, const Ground &ground, const tension::Grid &grid);
    void addZones(const TensionWish &wish, const Ground &ground, const tension::Grid &grid,
        std::span<const double> values, TensionPicture &picture);
    ZoneExplanation explain(const TensionWish &wish, const Ground &ground, const tension::Grid &grid,
        const tension::Zone &zone, int number);
    void addHotSpots(const TensionWish &wish, const Ground &ground, TensionPicture &picture);
    void addMeetings(const TensionWish &wish, TensionPicture &picture);
    void addMeetingsWithFacts(const TensionWish &wish, std::span<const std::optional<tension::Presence>> presences,
        std::span<const EventVersion *const> versions, TensionPicture &picture);
    void addComparison(const TensionWish &wish, const Ground &now, TensionPicture &picture);
    void tally(const TensionWish &wish, const Ground &ground, bool before, std::vector<Comparison::Row> &rows);
    const tension::Projection &projection();

    GeoBox m_territory;
    std::optional<tension::Projection> m_projection; ///< made where it is first needed, not in the window's thread
    TensionEvents m_events; ///< of the last picture
    QHash<EventId, Known> m_known;
    tension::ParameterSet m_knownFor;
    std::unique_ptr<tension::Field> m_field;
    TensionFacts m_facts; ///< on the field
    tension::Weighting m_weighting;
    std::vector<tension::WeightedPoint> m_factCorners; ///< of the box round the facts of the territory
    std::shared_ptr<const tension::Facts> m_cornersOf;
    double m_unit = 1; ///< of one person, in the field
};

} // namespace cortege::presentation
