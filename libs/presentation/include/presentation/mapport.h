#pragma once

#include <domain/event.h>
#include <domain/geometry.h>
#include <domain/time.h>

#include <QtCore/QObject>
#include <QtGui/QImage>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// What a window asks of a map and hears from it. libs/map implements it, libs/widgets uses it, apps join the two.
namespace cortege::presentation
{

class ShapeModel;
class Stamp;

/// Something on the map that a person takes hold of and pulls elsewhere, outside the drawing. The map finds what lies
/// under the pointer and shows the preview while the pointer moves; only `drop` changes anything.
class Pullable
{
public:
    enum class Grip {
        Marker, ///< `index` is that of the address markers
        Stretch, ///< `index` is the vertex of the shape where the segment begins
    };
    struct Hold {
        Grip grip {};
        int index = -1;

        friend bool operator==(const Hold &, const Hold &) = default;
    };
    enum class Way { ByStreet, FreeHand };
    struct Pulled {
        GeoPoint place; ///< where the marker comes to lie
        LineString shape; ///< as it would become
        bool hasWays = false; ///< whether the two ways differ
    };

    virtual ~Pullable() = default;
    virtual bool canPull(Hold hold) const = 0;
    /// Cheap enough for each move of the pointer. Nothing when what was held is there no more.
    virtual std::optional<Pulled> preview(Hold hold, GeoPoint to, Way way) const = 0;
    virtual void drop(Hold hold, GeoPoint to, Way way) = 0;
};

/// An event as the map draws it.
struct MapEvent {
    EventId id;
    EventKind kind;
    EventState state;
    QString subject;
    std::optional<UtcTime> begins;
    std::optional<UtcTime> ends;
    LineString route; ///< déambulatoire
    Ring footprint; ///< statique
    std::vector<GeoPoint> places; ///< located addresses, all kinds
    bool faint = false; ///< as if it lay outside every time window

    friend bool operator==(const MapEvent &, const MapEvent &) = default;
};
MapEvent mapEventOf(const EventVersion &version);
/// Shared and never changed after it was handed over: the map keeps the one it draws.
using MapEvents = std::shared_ptr<const std::vector<MapEvent>>;

/// A field of values over the ground, for the tension overlay. Row 0 is the northern one.
struct DensityField {
    int columns = 0;
    int rows = 0;
    std::vector<float> values; ///< rows × columns; in `unit`
    float maximum = 0; ///< value of the palette's top
    bool isDifference = false; ///< from −maximum to +maximum, in the colours of `differenceColours`
    /// (meshColumns + 1) × (meshRows + 1) positions, row by row from the north-west corner: where the corners of equal
    /// parts of the grid lie on the ground. The grid is regular in metres (Lambert-93), not on the screen.
    int meshColumns = 1;
    int meshRows = 1;
    std::vector<GeoPoint> mesh;
};
using DensityFieldPtr = std::shared_ptr<const DensityField>;

/// Something that an analysis lays over the map: the outline of a zone, where two events meet, the column of a march.
struct MapFigure {
    enum class Role {
        Zone,
        HotSpot, ///< more people than chance would bring together
        Meeting, ///< a pair of events that meet, and the place where they do
        Column, ///< where a march is, from tail to head
        Selection, ///< round the facts that a person has chosen
    };
    Role role {};
    bool chosen = false;
    std::vector<Ring> outlines; ///< closed
    std::vector<LineString> lines;
    std::optional<GeoPoint> place; ///< of the marker
    int number = 0; ///< on the marker, from 1; 0: a marker without a number

    friend bool operator==(const MapFigure &, const MapFigure &) = default;
};
/// Shared and never changed after it was handed over.
using MapFigures = std::shared_ptr<const std::vector<MapFigure>>;

/// A fact, or several of them in one place: drawn by its sign (`factSign`), or by how many they are.
struct MapMark {
    GeoPoint at;
    qint64 count = 1;
    int sign = 0; ///< of one alone

    friend bool operator==(const MapMark &, const MapMark &) = default;
};
/// Shared and never changed after it was handed over.
using MapMarks = std::shared_ptr<const std::vector<MapMark>>;

/// What part of the world is seen; nothing before there is room.
struct MapSight {
    GeoBox box;
    double zoom = 0; ///< 256 pixels for the world at 0
};

enum class MapLayer {
    Demonstrations,
    Operations,
    Visits,
    Cancelled,
    Density,
    Zones,
    HotSpots,
    Columns,
    Meetings,
    Labels,
    Facts,
};
/// In the order in which a person reads them.
inline constexpr std::array kMapLayers { MapLayer::Demonstrations, MapLayer::Operations, MapLayer::Visits,
    MapLayer::Cancelled, MapLayer::Labels, MapLayer::Facts, MapLayer::Density, MapLayer::Zones, MapLayer::HotSpots,
    MapLayer::Columns, MapLayer::Meetings };
/// Those whose content is figures, from the lowest up.
inline constexpr std::array kFigureLayers { MapLayer::Facts, MapLayer::HotSpots, MapLayer::Zones, MapLayer::Columns,
    MapLayer::Meetings };

class MapPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void setEvents(MapEvents events) = 0;
    /// Events outside the window are drawn faint (client) or not at all (console), see `setHideOutside`.
    virtual void setTimeWindow(std::optional<UtcInterval> window) = 0;
    virtual void setHideOutside(bool hide) = 0;
    virtual void setSelected(std::optional<EventId> event) = 0;
    /// Events that are pointed out beside the selected one, whatever the time window.
    virtual void setNearby(const std::vector<EventId> &events) = 0;
    /// What an event was before, grey under what stands now: its drawing dashed, and the places of its addresses.
    /// Nothing: none.
    virtual void setFormer(std::optional<MapEvent> former) = 0;
    virtual void setLayerVisible(MapLayer layer, bool visible) = 0;
    virtual void setDensity(DensityFieldPtr field) = 0; ///< nullptr: no overlay
    /// Of one of `kFigureLayers`, in the place of those that were there.
    virtual void setFigures(MapLayer layer, MapFigures figures) = 0;
    /// Instead of those that were there. `explain` says what the one of that place in the list is, in plain text.
    virtual void setMarks(MapMarks marks, std::function<QString(int)> explain) = 0;
    virtual std::optional<MapSight> sight() const = 0;

    /// The shape of the record in the form, shown instead of the selected event's own; nullptr: none. The model must
    /// outlive its use here.
    virtual void showShape(ShapeModel *shape) = 0;
    /// Shows the shape and lets the person draw it: one with too few vertices is drawn on from its end, a complete one
    /// is adjusted. After `editingFinished` it stays shown; nullptr takes it away.
    virtual void edit(ShapeModel *shape) = 0;
    /// While a shape is being edited: the next places that are clicked make it from the stamp, in one step; nullptr:
    /// vertex by vertex. An end of the editing ends the stamp as well.
    virtual void setStamp(std::shared_ptr<const Stamp> stamp) = 0;
    /// The chosen vertex moves there; without one, as if the person had clicked there: the place is picked, stamped or
    /// the next vertex. False when none of these is to be done. The map moves so that the place is seen.
    virtual bool takePlace(GeoPoint place) = 0;
    /// The next click reports `positionPicked` instead of selecting; Escape ends it without a position.
    virtual void setPicking(bool picking) = 0;
    /// The person frames a piece of the map, by dragging, by two clicks or by keyboard: it ends with `boxFramed`, or
    /// with Escape.
    virtual void setFraming(bool framing) = 0;
    /// Markers of the record in the form: its located addresses, numbered in order.
    virtual void setAddressMarkers(const std::vector<GeoPoint> &points) = 0;
    /// What the markers and the shape shown are pulled by while nothing is being drawn; nullptr: they stay. It must
    /// outlive its use here.
    virtual void setPullable(Pullable *pullable) = 0;

    virtual void show(GeoBox box) = 0; ///< moves and zooms so that the box is seen whole
    virtual void centreOn(GeoPoint point) = 0; ///< keeps the zoom

    /// What is to be seen now, without the buttons, for paper.
    virtual QImage picture() = 0;
    virtual bool drawsDark() const = 0; ///< in the colours for dark windows

Q_SIGNALS:
    void eventClicked(const cortege::EventId &event);
    /// No event's drawing lay there, or that of a meeting above it. `number` is the figure's place in what the layer
    /// was given.
    void figureClicked(cortege::presentation::MapLayer layer, int number);
    void markClicked(int mark);
    void emptyPlaceClicked(cortege::GeoPoint where);
    void positionPicked(cortege::GeoPoint where);
    /// After a position or Escape, unless the receiver of the position asked for another one meanwhile.
    void pickingEnded();
    void boxFramed(cortege::GeoBox box);
    void framingEnded(); ///< framed or given up
    void sightChanged();
    /// What is being drawn or pulled, with the vertex that would come next.
    void shapeSeen(const cortege::LineString &points);
    /// Where the chosen vertex is, else the crosshair or the pointer; while editing or picking.
    void placeSeen(std::optional<cortege::GeoPoint> place);
    void stampEnded(); ///< it was made, or given up
    /// The person ended the drawing (double click, Enter, right click, Escape …); every vertex is kept.
    void editingFinished();
};

} // namespace cortege::presentation
