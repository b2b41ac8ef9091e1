#include "figures.h"

#include "palette.h"

#include <algorithm>

namespace cortege::map
{
namespace
{

using presentation::MapFigure;

/// Enough to be found by the pointer, too little to be seen: the density below has the colours.
constexpr int kUnseenAlpha = 1;
constexpr int kChosenAlpha = 34;

LineStyle styleOf(const MapFigure &figure, bool dark)
{
    LineStyle style { analysisColour(dark), casingColour(dark), kZoneHalfWidth, kCasing, false, false };
    switch (figure.role) {
    case MapFigure::Role::Zone:
        break;
    case MapFigure::Role::HotSpot:
        style.colour = hotSpotColour(dark);
        style.dashed = true;
        break;
    case MapFigure::Role::Meeting:
        style.dashed = true;
        break;
    case MapFigure::Role::Selection:
        style.colour = selectionColour(dark);
        style.halfWidth = kSelectionHalfWidth;
        break;
    case MapFigure::Role::Column:
        style.colour = columnColour(dark);
        style.halfWidth = kColumnHalfWidth;
        break;
    }
    if (figure.chosen)
        style.halfWidth *= kSelectedFactor;
    return style;
}

std::optional<SymbolShape> markerOf(const MapFigure &figure)
{
    const int number = figure.number - 1;
    if (number < 0)
        return std::nullopt;
    if (figure.role == MapFigure::Role::Zone)
        return static_cast<SymbolShape>(
            static_cast<int>(SymbolShape::FirstLetter) + std::min(number, kLetteredMarkers - 1));
    return static_cast<SymbolShape>(
        static_cast<int>(SymbolShape::FirstNumber) + std::min(number, kNumberedMarkers - 1));
}

std::optional<GeoPoint> somewhereOn(const MapFigure &figure)
{
    if (figure.place)
        return figure.place;
    for (const auto *shapes : { &figure.outlines, &figure.lines })
        for (const auto &points : *shapes)
            if (!points.empty())
                return points.front();
    return std::nullopt;
}

void addFigure(Primitives &primitives, const MapFigure &figure, int index, bool dark)
{
    Tag tag;
    tag.index = static_cast<float>(index);
    const LineStyle style = styleOf(figure, dark);
    QColor fill = style.colour;
    fill.setAlpha(figure.chosen ? kChosenAlpha : kUnseenAlpha);
    LineStyle halo = style;
    halo.casingColour = haloColour(dark);
    halo.casing = kHaloCasing;
    halo.dashed = false;
    for (const Ring &outline : figure.outlines) {
        if (outline.size() < 3)
            continue;
        primitives.addArea(outline, fill, tag);
        primitives.addLine(outline, true, style, tag);
    }
    for (const LineString &line : figure.lines) {
        if (line.size() < 2)
            continue;
        if (figure.chosen)
            primitives.addLine(line, false, halo, tag);
        primitives.addLine(line, false, style, tag);
    }
    if (figure.role == MapFigure::Role::Column && !figure.lines.empty()) {
        primitives.addSymbol(figure.lines.front().front(), SymbolShape::Tail, tag);
        primitives.addSymbol(figure.lines.back().back(), SymbolShape::Head, tag);
    }
    if (const auto marker = markerOf(figure); marker && figure.place)
        primitives.addSymbol(*figure.place, *marker, tag);
}

} // namespace

Primitives figurePrimitives(const std::vector<MapFigure> &figures, bool dark)
{
    Primitives primitives;
    for (const MapFigure &figure : figures) {
        if (const auto place = somewhereOn(figure)) {
            primitives.origin = toMercator(*place);
            break;
        }
    }
    for (size_t i = 0; i < figures.size(); ++i)
        addFigure(primitives, figures[i], static_cast<int>(i), dark);
    return primitives;
}

} // namespace cortege::map
