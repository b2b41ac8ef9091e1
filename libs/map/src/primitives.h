#pragma once

#include "mercator.h"

#include <presentation/factsigns.h>
#include <presentation/mapport.h>

#include <QtCore/QRectF>
#include <QtCore/QStringView>
#include <QtGui/QColor>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

/// Lines, areas and symbols as the layers draw them and as the pointer finds them.
namespace cortege::map
{

/// What decides at drawing time whether something is shown; goes into the vertices, so that a turn of the time slider
/// changes nothing but one uniform.
struct Tag {
    float begin = -1e9F; ///< minutes since kTimeOrigin
    float end = 1e9F;
    /// The kind of the event, plus kCancelledBit; negative for what belongs to no event and is always shown.
    float code = -1;
    float index = -1; ///< of the event
};
inline constexpr int kCancelledBit = 4;

/// What the person wants to see.
struct Filter {
    std::optional<UtcInterval> window;
    bool hideOutside = false;
    std::array<bool, 4> kinds { true, true, true, true }; ///< in the order of EventKind
    bool cancelled = true;
    int hiddenIndex = -1; ///< one event that another layer draws

    float windowBegin() const;
    float windowEnd() const;
    float outsideAlpha() const;
    /// 0 for what is not drawn at all. The vertex shaders compute the same.
    float alphaOf(const Tag &tag) const;
    friend bool operator==(const Filter &, const Filter &) = default;
};
float minutesOf(UtcTime time);

enum class SymbolShape {
    Moving,
    Static,
    Operation,
    Visit,
    MovingCancelled,
    StaticCancelled,
    OperationCancelled,
    VisitCancelled,
    MovingSelected,
    StaticSelected,
    OperationSelected,
    VisitSelected,
    MovingNearby,
    StaticNearby,
    OperationNearby,
    VisitNearby,
    Vertex,
    VertexHovered,
    VertexCurrent,
    VertexGhost,
    Crosshair,
    Head, ///< of a march on its way
    Tail,
    FirstNumber, ///< FirstNumber + n is the marker of address n + 1
    FirstLetter = FirstNumber + 30, ///< FirstLetter + n is the marker of zone n + 1: A, B, …
    FirstFact = FirstLetter + 26, ///< FirstFact + n is a fact with the sign n
    FirstPlate = FirstFact + presentation::kFactSigns, ///< FirstPlate + n has room for n + 1 figures
    FirstGlyph = FirstPlate + 4, ///< what is written on plates
};
inline constexpr int kNumberedMarkers = 30;
inline constexpr int kLetteredMarkers = 26;
inline constexpr int kPlates = 4;
inline constexpr QStringView kGlyphs = u"0123456789,.kM";
inline constexpr int kSymbolCount = static_cast<int>(SymbolShape::FirstGlyph) + static_cast<int>(kGlyphs.size());

struct LineStyle {
    QColor colour;
    QColor casingColour;
    float halfWidth = 1;
    float casing = 0;
    bool dashed = false;
    bool arrows = false;
};

// Positions are Mercator, relative to `Primitives::origin`.
struct Line {
    std::vector<QPointF> points;
    bool closed = false;
    LineStyle style;
    Tag tag;
    QRectF bounds;
};
struct Area {
    std::vector<QPointF> ring;
    std::vector<std::uint32_t> triangles;
    QColor colour;
    Tag tag;
    QRectF bounds;
};
struct Symbol {
    QPointF at;
    SymbolShape shape {};
    Tag tag;
    QPointF offset {}; ///< pixels
};

struct Primitives {
    Mercator origin;
    std::vector<Area> areas;
    std::vector<Line> lines;
    std::vector<Symbol> symbols;

    QPointF local(GeoPoint point) const;
    Mercator global(QPointF place) const { return { origin.x + place.x(), origin.y + place.y() }; }
    void addLine(const LineString &points, bool closed, const LineStyle &style, const Tag &tag = {});
    void addArea(const Ring &ring, const QColor &colour, const Tag &tag = {});
    void addSymbol(GeoPoint at, SymbolShape shape, const Tag &tag = {});
};
using PrimitivesPtr = std::shared_ptr<const Primitives>;

Tag tagOf(const presentation::MapEvent &event, int index);
/// Where the marker, or the markers, of an event stand.
std::vector<GeoPoint> markersOf(const presentation::MapEvent &event);
/// All events, in the given order: later ones lie above.
Primitives primitivesOf(const std::vector<presentation::MapEvent> &events, bool dark);
/// One event, emphasised.
Primitives selectedPrimitives(const presentation::MapEvent &event, int index, bool dark);

/// Events that are pointed out, between double lines and in double rings, and what an event was before, grey. Nothing
/// of it is hidden by a filter, nor found by `eventAt`: the events lie in another layer as well.
Primitives contextPrimitives(
    const std::vector<presentation::MapEvent> &nearby, const std::optional<presentation::MapEvent> &former, bool dark);

/// The event, or figure, whose drawing is at the pixel: markers before lines before areas, the nearest of each within
/// kHitRadius.
std::optional<int> eventAt(const Primitives &primitives, const View &view, const Filter &filter, QPointF pixel);
/// Distance of `place` from the segment a–b, and how far along it (0 … 1) the nearest point lies.
struct SegmentHit {
    double distance = 0;
    double share = 0;
};
SegmentHit distanceToSegment(QPointF place, QPointF a, QPointF b);

} // namespace cortege::map
