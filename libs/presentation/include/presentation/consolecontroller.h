#pragma once

#include <client/platform.h>
#include <presentation/analysis.h>
#include <presentation/copier.h>
#include <presentation/eventboard.h>
#include <presentation/factlens.h>
#include <presentation/mapport.h>
#include <presentation/noticelist.h>
#include <presentation/recordtexts.h>
#include <presentation/snapshot.h>
#include <presentation/tensionoverlay.h>
#include <presentation/timehistogram.h>
#include <presentation/timewindow.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <expected>
#include <map>

namespace cortege::presentation
{

/// Marseille with its islands and its neighbours.
inline constexpr GeoBox kTerritory { { 5.15, 43.10 }, { 5.75, 43.55 } };

/// What the map shows first: the Vieux-Port and what lies around it, from the Joliette to the Vélodrome.
inline constexpr GeoBox kCityCentre { { 5.345, 43.268 }, { 5.410, 43.318 } };

enum class ListScope { InWindow, All };

struct EventCounts {
    int all = 0; ///< not cancelled
    int inWindow = 0; ///< of them, in the time window
    qint64 facts = 0; ///< of other sources
    qint64 factsInWindow = 0;

    friend bool operator==(const EventCounts &, const EventCounts &) = default;
};

/// The console without its widgets: events, time window, density, notices and what is selected, kept in step with the
/// platform on one side and the map on the other.
class ConsoleController final : public QObject
{
    Q_OBJECT
public:
    /// Without `places`, the workstation has no territory: places have no names, and tables count by squares.
    ConsoleController(client::Platform &platform, const Clock &clock, std::unique_ptr<PlaceFinder> places = {},
        QObject *parent = nullptr);

    /// The map must outlive this object.
    void setMap(MapPort &map);

    client::Platform &platform() { return m_platform; }
    EventListModel &events() { return m_list; }
    EventFilter &filter() { return m_filter; }
    TimeWindow &timeWindow() { return m_time; }
    TensionOverlay &tension() { return m_tension; }
    Analysis &analysis() { return m_analysis; }
    const PlaceFinder *places() const { return m_places.get(); }
    NoticeList &notices() { return m_notices; }
    FactBoard &facts() { return m_facts; }
    FactLens &factLens() { return m_lens; }
    UtcTime now() const { return m_clock.now(); }

    ListScope scope() const { return m_scope; }
    void setScope(ListScope scope);
    bool isLayerVisible(MapLayer layer) const { return !m_hidden.contains(layer); }
    /// Cancelled events come into the list with their layer.
    void setLayerVisible(MapLayer layer, bool visible);
    void setBandwidth(double metres);
    /// Bandwidth, weights and the rest; their hours are those of the time window.
    void setParameterSet(const tension::ParameterSet &set);
    /// With `periodBefore` the time window, wherever that goes. Nothing: no comparison.
    void compareWith(std::optional<int> daysBefore);

    /// With what snapshots are signed; nullptr: they have a digest alone. It must outlive this object.
    void setSigner(const ActSigner *signer) { m_signer = signer; }
    /// What is shown now; nothing while a newer picture is being made, or before the person is known.
    std::optional<Snapshot> freeze() const;
    /// Brings window and parameters to those of the snapshot.
    void showSnapshot(const Snapshot &snapshot);
    /// The last period of the same length in which there are facts; nothing happens without any.
    void showLatestFacts();
    /// One of the analysis' forms, CopyForm::MapPicture to Snapshot, or the closures (DatexII, Cifs) of what takes
    /// place in the time window, once the platform has noted it. What is in it is what is shown now.
    void copy(CopyForm form, Purpose purpose, const QString &path);
    /// What takes place in the time window.
    std::vector<EventVersion> eventsInWindow() const;
    Copier &copier() { return m_copier; }

    const std::optional<EventId> &selected() const { return m_selected; }
    void select(std::optional<EventId> event);
    void showOnMap(GeoBox box);
    /// Selects it, and brings map and time window to it.
    void reveal(const EventId &event);
    const EventVersion *version(const EventId &event) const { return m_platform.replica().find(event); }

    /// « Où est la tête à 15 h 40 ? », of the selected event on the day when it takes place at that time. The time
    /// window begins there, and the map shows the head.
    QString askWhere(QTime time);

    EventCounts counts() const { return m_counts; }
    TimeHistogram timeHistogram() const;
    /// Why this person sees nothing; empty for those who may read.
    QString accessStatement() const;
    /// What has to be known beside the events; empty when there is nothing.
    QString conventionNotice() const;
    /// Why it is not online; empty while all is well.
    QString troubleText() const;

    using HistoryHandler = std::function<void(const std::expected<std::vector<HistoryEntry>, QString> &)>;
    /// Called once, later; not when `context` is gone. The error is a sentence for the person.
    void requestHistory(const EventId &event, QObject *context, HistoryHandler handler);

Q_SIGNALS:
    void selectionChanged(); ///< another event, or the selected one has changed
    void countsChanged();
    void histogramChanged();
    void accessChanged();
    void scopeChanged();
    void layersChanged();

private:
    void takeVersions(const std::vector<EventVersion> &versions, bool live);
    void takeErased(const std::vector<EventId> &events);
    void forget();
    void takeMapEvents(const MapEvents &events);
    void applyWindow();
    void applyParameters();
    void showMapEvents();
    void showDensity();
    void updateTension();
    void takeFacts();
    void count();
    void sayCaughtUp();
    QString source() const;

    client::Platform &m_platform;
    const Clock &m_clock;
    EventBoard m_board;
    EventListModel &m_list;
    EventFilter m_filter;
    TimeWindow m_time;
    const std::unique_ptr<PlaceFinder> m_places;
    TensionOverlay m_tension { kTerritory };
    Analysis m_analysis { m_tension };
    NoticeList m_notices;
    FactBoard m_facts { m_platform };
    FactLens m_lens { m_facts };
    MapPort *m_map = nullptr;
    ListScope m_scope = ListScope::InWindow;
    QSet<MapLayer> m_hidden { MapLayer::Cancelled, MapLayer::HotSpots };
    std::optional<EventId> m_selected;
    std::map<EventId, std::shared_ptr<const EventVersion>> m_active; ///< in the order of their ids
    MapEvents m_mapEvents = std::make_shared<std::vector<MapEvent>>();
    std::optional<std::vector<EventId>> m_outOfHours; ///< that the map hides; nothing: it has other events
    tension::ParameterSet m_set;
    std::optional<int> m_daysBefore; ///< of the period that is compared with the time window
    Sequence m_tensionUpTo = 0; ///< the tension's events are those of the journal up to here
    const ActSigner *m_signer = nullptr;
    Copier m_copier { m_platform };
    EventCounts m_counts;
    bool m_saidCaughtUp = false; ///< in this connection
    QTimer m_windowTimer; ///< many moves of the mouse, one pass over the list
};

} // namespace cortege::presentation
