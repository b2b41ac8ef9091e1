#include "groundstyle.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kDeepest = 24;

/// The same ground by day and by night.
struct Ink {
    QRgb light;
    QRgb dark;

    QColor in(GroundPalette palette) const { return { palette == GroundPalette::Light ? light : dark }; }
};

constexpr Ink kSea { 0xffc6ddea, 0xff16242f };
constexpr Ink kHalo { 0xfffdfcfa, 0xff15191d };
constexpr Ink kCoast { 0xff9dbccd, 0xff35505f };
constexpr Ink kSeaText { 0xff5b86a0, 0xff6f9bb5 };
constexpr Ink kText { 0xff4a4a48, 0xffc9cdd0 };
constexpr Ink kStrongText { 0xff2f2f2e, 0xffe6e8ea };
constexpr Ink kSoftText { 0xff8a877f, 0xff858c92 };
constexpr Ink kGreenText { 0xff5b7a4a, 0xff86a878 };
constexpr Ink kBlueText { 0xff3d6285, 0xff8fb4d6 };

struct Stop {
    int zoom;
    double width;
};

// Grows by the same factor a zoom level between two stops.
double widthAt(std::initializer_list<Stop> stops, int zoom)
{
    const Stop *upper = std::ranges::find_if(stops, [zoom](Stop s) { return s.zoom >= zoom; });
    if (upper == stops.begin())
        return upper->width;
    if (upper == stops.end())
        return std::prev(upper)->width;
    const Stop lower = *std::prev(upper);
    const double part = double(zoom - lower.zoom) / (upper->zoom - lower.zoom);
    return lower.width * std::pow(upper->width / lower.width, part);
}

int lineFromZoom(GroundKind kind)
{
    switch (kind) {
    case GroundKind::Primary:
        return 10;
    case GroundKind::Secondary:
    case GroundKind::Breakwater:
    case GroundKind::DistrictLimit:
    case GroundKind::River:
        return 11;
    case GroundKind::Street:
    case GroundKind::Tunnel:
        return 13;
    case GroundKind::Pedestrian:
        return 14;
    case GroundKind::CommuneLimit:
    case GroundKind::Rail:
        return 10;
    default:
        return 0;
    }
}

double lineWidth(GroundKind kind, int zoom)
{
    switch (kind) {
    case GroundKind::Motorway:
        return widthAt({ { 9, 1.3 }, { 11, 2 }, { 13, 3.4 }, { 15, 7 }, { 17, 14 }, { 19, 34 } }, zoom);
    case GroundKind::Primary:
        return widthAt({ { 10, 1 }, { 13, 2.6 }, { 15, 6.5 }, { 17, 14 }, { 19, 36 } }, zoom);
    case GroundKind::Secondary:
        return widthAt({ { 11, 0.7 }, { 13, 1.7 }, { 15, 5 }, { 17, 11.5 }, { 19, 30 } }, zoom);
    case GroundKind::Street:
    case GroundKind::Tunnel:
        return widthAt({ { 13, 0.7 }, { 15, 3 }, { 17, 9 }, { 19, 25 } }, zoom);
    case GroundKind::Pedestrian:
        return widthAt({ { 14, 1 }, { 15, 2.4 }, { 17, 8 }, { 19, 22 } }, zoom);
    case GroundKind::Rail:
        return widthAt({ { 10, 0.7 }, { 13, 1.2 }, { 16, 2 }, { 19, 3 } }, zoom);
    case GroundKind::River:
        return widthAt({ { 11, 0.8 }, { 14, 1.8 }, { 16, 4 }, { 19, 14 } }, zoom);
    case GroundKind::Breakwater:
        return widthAt({ { 11, 0.8 }, { 13, 1.8 }, { 15, 4 }, { 17, 12 }, { 19, 40 } }, zoom);
    case GroundKind::CommuneLimit:
        return widthAt({ { 10, 1 }, { 14, 1.6 } }, zoom);
    default:
        return widthAt({ { 11, 0.7 }, { 14, 1.2 } }, zoom);
    }
}

Ink lineInk(GroundKind kind)
{
    switch (kind) {
    case GroundKind::Motorway:
        return { 0xfff3cd8a, 0xff6b5a3a };
    case GroundKind::Primary:
        return { 0xfffbe9b8, 0xff4f4a3c };
    case GroundKind::Pedestrian:
        return { 0xfff3eef4, 0xff35353c };
    case GroundKind::Rail:
        return { 0xffb3b0aa, 0xff4b5056 };
    case GroundKind::River:
        return kSea;
    case GroundKind::Breakwater:
        return { 0xffc9c5bd, 0xff4b5056 };
    case GroundKind::CommuneLimit:
        return { 0xffb5aebb, 0xff5a5563 };
    case GroundKind::DistrictLimit:
        return { 0xffc3bcc8, 0xff4c4855 };
    case GroundKind::Tunnel:
        return { 0xffeeeae2, 0xff2b3035 };
    default:
        return { 0xffffffff, 0xff3a4046 };
    }
}

std::optional<Ink> casingInk(GroundKind kind)
{
    switch (kind) {
    case GroundKind::Motorway:
        return Ink { 0xffd3a04f, 0xff8a7347 };
    case GroundKind::Primary:
        return Ink { 0xffd9c283, 0xff6d6650 };
    case GroundKind::Secondary:
    case GroundKind::Street:
        return Ink { 0xffcfc9be, 0xff22272b };
    case GroundKind::Pedestrian:
        return Ink { 0xffd6cdd8, 0xff22272b };
    case GroundKind::Tunnel:
        return Ink { 0xffcfc9be, 0xff4b5056 };
    case GroundKind::Breakwater:
        return Ink { 0xffa5a199, 0xff5b6066 };
    default:
        return std::nullopt;
    }
}

QFont font(double size, QFont::Weight weight = QFont::Normal, bool italic = false)
{
    QFont made(QStringList { u"Open Sans"_s, u"Noto Sans"_s, u"DejaVu Sans"_s });
    made.setPixelSize(static_cast<int>(std::lround(size)));
    made.setWeight(weight);
    made.setItalic(italic);
    made.setHintingPreference(QFont::PreferNoHinting);
    made.setKerning(true);
    return made;
}

double grow(double base, int zoom, int from, double step, double most)
{
    return std::clamp(base + step * (zoom - from), base, most);
}

} // namespace

QColor seaColour(GroundPalette palette) { return kSea.in(palette); }
QColor shoreColour(GroundPalette palette) { return kCoast.in(palette); }

bool isRoad(GroundKind kind) { return kind >= GroundKind::Tunnel && kind <= GroundKind::Motorway; }

AreaStyle areaStyle(GroundKind kind, GroundPalette palette)
{
    switch (kind) {
    case GroundKind::Land:
        return { Ink { 0xfff4f2ec, 0xff1f252a }.in(palette), 0 };
    case GroundKind::Built:
        return { Ink { 0xffeae6de, 0xff262c32 }.in(palette), 0 };
    case GroundKind::Massif:
        return { Ink { 0xffe0e9d3, 0xff1f2b25 }.in(palette), 0 };
    case GroundKind::Park:
        return { Ink { 0xffcfe4bf, 0xff24382b }.in(palette), 11 };
    case GroundKind::Beach:
        return { Ink { 0xfff3e8c6, 0xff3a3729 }.in(palette), 12 };
    case GroundKind::Port:
        return { Ink { 0xffdfdbd4, 0xff2b3035 }.in(palette), 0 };
    default:
        return { kSea.in(palette), 0 };
    }
}

std::optional<LineStyle> lineStyle(const GroundFeature &feature, int zoom, GroundPalette palette)
{
    const GroundKind kind = feature.kind;
    if (zoom < feature.fromZoom.value_or(lineFromZoom(kind)))
        return std::nullopt;
    const bool limit = kind == GroundKind::CommuneLimit || kind == GroundKind::DistrictLimit;
    LineStyle style { lineInk(kind).in(palette), {}, lineWidth(kind, zoom), limit || kind == GroundKind::Tunnel };
    // Below this the casing would be all there is of the road.
    const int casedFrom = kind == GroundKind::Motorway ? 10 : kind == GroundKind::Breakwater ? 14 : 12;
    if (const auto casing = casingInk(kind); casing && zoom >= casedFrom)
        style.casing = casing->in(palette);
    return style;
}

std::optional<LabelStyle> labelStyle(GroundKind kind, int zoom, GroundPalette palette)
{
    const auto in = [palette](Ink ink) { return ink.in(palette); };
    switch (kind) {
    case GroundKind::City:
        return LabelStyle { in(kStrongText), in(kHalo), font(grow(16, zoom, 9, 3, 26), QFont::DemiBold), 8, 12 };
    case GroundKind::Commune:
        return LabelStyle { in(kText), in(kHalo), font(grow(11, zoom, 10, 1, 15), QFont::DemiBold), 10, kDeepest };
    case GroundKind::District:
        return LabelStyle { in(kSoftText), in(kHalo), font(grow(12, zoom, 11, 2, 18), QFont::DemiBold), 11, 14 };
    case GroundKind::Quarter:
        return LabelStyle { in(kSoftText), in(kHalo), font(grow(9, zoom, 13, 1, 12), QFont::DemiBold), 13, kDeepest,
            true };
    case GroundKind::Landmark:
        return LabelStyle { in(kStrongText), in(kHalo), font(grow(10, zoom, 13, 0.5, 12)), 14, kDeepest, false, true };
    case GroundKind::Station:
        return LabelStyle { in(kBlueText), in(kHalo), font(grow(10, zoom, 13, 0.5, 12), QFont::DemiBold), 14, kDeepest,
            false, true };
    case GroundKind::Square:
        return LabelStyle { in(kText), in(kHalo), font(grow(10, zoom, 14, 0.5, 12), QFont::DemiBold), 14, kDeepest };
    case GroundKind::Sea:
        return LabelStyle { in(kSeaText), in(kSea), font(grow(11, zoom, 9, 1, 15), QFont::Normal, true), 9, kDeepest };
    case GroundKind::Port:
    case GroundKind::Water:
        return LabelStyle { in(kSeaText), in(kSea), font(grow(9, zoom, 13, 1, 14), QFont::Normal, true), 14, kDeepest };
    case GroundKind::Island:
        return LabelStyle { in(kText), in(kHalo), font(grow(9, zoom, 12, 1, 13), QFont::Normal, true), 12, kDeepest };
    case GroundKind::Summit:
        return LabelStyle { in(kGreenText), in(kHalo), font(grow(10, zoom, 11, 1, 14), QFont::Normal, true), 11,
            kDeepest };
    case GroundKind::Park:
        return LabelStyle { in(kGreenText), in(kHalo), font(grow(9, zoom, 13, 0.7, 12), QFont::Normal, true), 13,
            kDeepest };
    case GroundKind::Beach:
        return LabelStyle { in(kSoftText), in(kHalo), font(grow(9, zoom, 14, 0.7, 12), QFont::Normal, true), 14,
            kDeepest };
    case GroundKind::River:
        return LabelStyle { in(kSeaText), in(kHalo), font(grow(9, zoom, 13, 0.7, 12), QFont::Normal, true), 13,
            kDeepest, false, false, true };
    case GroundKind::Motorway:
    case GroundKind::Primary:
        return LabelStyle { in(kText), in(kHalo), font(grow(9.6, zoom, 14, 0.8, 13)), 14, kDeepest, false, false,
            true };
    case GroundKind::Secondary:
        return LabelStyle { in(kText), in(kHalo), font(grow(9, zoom, 14, 0.8, 12.5)), 14, kDeepest, false, false,
            true };
    case GroundKind::Street:
    case GroundKind::Pedestrian:
    case GroundKind::Tunnel:
        return LabelStyle { in(kText), in(kHalo), font(grow(9, zoom, 15, 0.8, 12)), 15, kDeepest, false, false, true };
    default:
        return std::nullopt;
    }
}

ShieldStyle shieldStyle(GroundPalette palette)
{
    return { Ink { 0xffb9803a, 0xff6b5a3a }.in(palette), Ink { 0xffffffff, 0xffe8e2d4 }.in(palette),
        font(9, QFont::Bold) };
}

} // namespace cortege::geodata
