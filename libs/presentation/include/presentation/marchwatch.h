#pragma once

#include <presentation/placefinder.h>
#include <presentation/tensionoverlay.h>
#include <tension/moving.h>

#include <QtCore/QHash>

namespace cortege::presentation
{

/// Where a march is at a moment, on the ground.
struct MarchAt {
    tension::MarchPosition position;
    GeoPoint head;
    GeoPoint tail;
    LineString column; ///< from tail to head; one point for a column without length
};

/// The marches that are under way. Used by the window's thread alone.
class MarchWatch
{
public:
    void setEvents(TensionEvents events);
    void setFigures(const March &figures); ///< speed, width, density

    struct OnItsWay {
        EventId event;
        MarchAt at;
    };
    std::vector<OnItsWay> at(UtcTime moment);
    /// Nothing for what is no march, or has no route or no two dates.
    std::optional<MarchAt> whereIs(const EventId &event, UtcTime moment);
    /// « Où est la tête à 15 h 40 ? » in a few sentences, with names of places where the territory knows some.
    QString answer(const EventId &event, UtcTime moment, const PlaceFinder *places);
    /// What the positions rest on.
    QString stated() const;

private:
    const tension::MarchOnRoute *marchOf(const std::shared_ptr<const EventVersion> &version);
    MarchAt onTheGround(tension::MarchPosition position) const;

    TensionEvents m_events;
    March m_figures;
    tension::Projection m_projection;
    struct Known {
        std::shared_ptr<const EventVersion> version;
        std::optional<tension::MarchOnRoute> march;
    };
    QHash<EventId, Known> m_known;
};

} // namespace cortege::presentation
