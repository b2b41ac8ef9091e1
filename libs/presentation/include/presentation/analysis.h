#pragma once

#include <presentation/marchwatch.h>
#include <presentation/meetinglist.h>
#include <presentation/zonelist.h>

#include <QtCore/QObject>

namespace cortege::presentation
{

/// What the console makes of a picture of the tension: lists, what is chosen in them, and all of it on the map.
class Analysis final : public QObject
{
    Q_OBJECT
public:
    /// The overlay must outlive this object.
    explicit Analysis(TensionOverlay &tension, QObject *parent = nullptr);

    /// The map must outlive this object.
    void setMap(MapPort &map);
    /// nullptr: no names of places. They must outlive this object.
    void setPlaces(const PlaceFinder *places);
    const PlaceFinder *places() const { return m_places; }

    void setEvents(const TensionEvents &events);
    /// When marches are looked at.
    void setMoment(UtcTime moment);
    UtcTime moment() const { return m_moment; }

    ZoneList &zones() { return m_zones; }
    ContributionList &contributions() { return m_contributions; }
    MeetingList &meetings() { return m_meetings; }
    MarchWatch &marches() { return m_marches; }

    /// The zone stays chosen while it holds the place where it was highest.
    std::optional<int> chosenZone() const { return m_chosenZone; }
    void chooseZone(std::optional<int> number);
    void showZone(int number); ///< brings the map to it
    /// By its rank.
    std::optional<int> chosenMeeting() const { return m_chosenMeeting; }
    void chooseMeeting(std::optional<int> rank);
    void showMeeting(int rank);

    /// The head of the sheet of the chosen zone: where, how large, how many people, how sure; empty without one.
    QString zoneStatement() const;
    /// What everything on the screen was computed from; empty before the first picture.
    QString parametersText() const;

Q_SIGNALS:
    void zoneChosen(); ///< another one, or what is said of it has changed
    void meetingChosen();
    void zonePointed(); ///< chosen on the map
    void meetingPointed();

private:
    void takePicture();
    void follow(const TensionPicture &picture);
    void drawZones();
    void drawMeetings();
    void drawColumns();
    QString nameOf(GeoPoint place) const;

    TensionOverlay &m_tension;
    MapPort *m_map = nullptr;
    const PlaceFinder *m_places = nullptr;
    ZoneList m_zones;
    ContributionList m_contributions;
    MeetingList m_meetings;
    MarchWatch m_marches;
    TensionEvents m_events;
    UtcTime m_moment {};
    std::optional<GeoPoint> m_chosenPlace; ///< the peak of the zone that was chosen
    std::optional<int> m_chosenZone;
    std::optional<int> m_chosenMeeting;
    std::vector<EventId> m_pointedOut; ///< on the map
};

} // namespace cortege::presentation
