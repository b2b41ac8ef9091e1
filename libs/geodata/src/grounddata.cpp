#include "grounddata.h"

#include <QtCore/QByteArrayList>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr double kNorthernmost = 85.0; // Web Mercator ends soon after
constexpr int kDeepestZoom = 24;

constexpr std::array<std::pair<const char *, GroundKind>, 28> kWords { {
    { "land", GroundKind::Land },
    { "built", GroundKind::Built },
    { "massif", GroundKind::Massif },
    { "park", GroundKind::Park },
    { "beach", GroundKind::Beach },
    { "water", GroundKind::Water },
    { "port", GroundKind::Port },
    { "commune-limit", GroundKind::CommuneLimit },
    { "district-limit", GroundKind::DistrictLimit },
    { "river", GroundKind::River },
    { "breakwater", GroundKind::Breakwater },
    { "rail", GroundKind::Rail },
    { "tunnel", GroundKind::Tunnel },
    { "pedestrian", GroundKind::Pedestrian },
    { "street", GroundKind::Street },
    { "secondary", GroundKind::Secondary },
    { "primary", GroundKind::Primary },
    { "motorway", GroundKind::Motorway },
    { "city", GroundKind::City },
    { "commune", GroundKind::Commune },
    { "district", GroundKind::District },
    { "landmark", GroundKind::Landmark },
    { "station", GroundKind::Station },
    { "square", GroundKind::Square },
    { "quarter", GroundKind::Quarter },
    { "sea", GroundKind::Sea },
    { "island", GroundKind::Island },
    { "summit", GroundKind::Summit },
} };

std::optional<double> number(QByteArrayView text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value, std::chars_format::fixed);
    return error == std::errc() && end == text.end() ? std::optional(value) : std::nullopt;
}

bool readPosition(QByteArrayView text, std::vector<GeoPoint> &points)
{
    const qsizetype blank = text.indexOf(' ');
    if (blank < 0)
        return false;
    const auto longitude = number(text.first(blank));
    const auto latitude = number(text.sliced(blank + 1).trimmed());
    if (!longitude || !latitude || !isOnEarth({ *longitude, *latitude }) || std::abs(*latitude) > kNorthernmost)
        return false;
    points.push_back({ *longitude, *latitude });
    return true;
}

// "  5.3745 43.2956, 5.3790 43.2970"; a comma at the end joins the next line for the eye only.
bool readPositions(QByteArrayView line, std::vector<GeoPoint> &points)
{
    for (QByteArrayView rest = line; !rest.isEmpty();) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView part = (comma < 0 ? rest : rest.first(comma)).trimmed();
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        if (!readPosition(part, points) && !(part.isEmpty() && rest.trimmed().isEmpty()))
            return false;
    }
    return true;
}

bool readOption(QByteArrayView option, GroundFeature &feature)
{
    const qsizetype blank = option.indexOf(' ');
    if (blank < 0)
        return false;
    const QByteArrayView word = option.first(blank);
    const QByteArrayView value = option.sliced(blank + 1).trimmed();
    if (word == "ref") {
        feature.reference = QString::fromUtf8(value);
        return !value.isEmpty();
    }
    bool ok = false;
    const int zoom = value.toInt(&ok);
    feature.fromZoom = zoom;
    return word == "from" && ok && zoom >= 0 && zoom <= kDeepestZoom;
}

// "primary: Avenue du Prado; from 11"
std::optional<GroundFeature> readHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    const auto word
        = std::ranges::find_if(kWords, [&](const auto &w) { return colon > 0 && line.first(colon) == w.first; });
    if (word == kWords.end())
        return std::nullopt;
    const QList<QByteArray> parts = line.sliced(colon + 1).toByteArray().split(';');
    GroundFeature feature { word->second, QString::fromUtf8(parts.front().trimmed()), {}, {}, {} };
    for (const QByteArray &option : parts.sliced(1)) {
        if (!readOption(option.trimmed(), feature))
            return std::nullopt;
    }
    return feature;
}

bool hasEnoughPoints(const GroundFeature &feature)
{
    switch (shapeOf(feature.kind)) {
    case GroundShape::Area:
        return feature.points.size() >= 3;
    case GroundShape::Line:
        return feature.points.size() >= 2;
    case GroundShape::Point:
        return feature.points.size() == 1 && !feature.name.isEmpty();
    }
    Q_UNREACHABLE_RETURN(false);
}

std::optional<GeoBox> readExtent(QByteArrayView line)
{
    std::vector<GeoPoint> corners;
    if (!readPositions(line, corners) || corners.size() != 2)
        return std::nullopt;
    const bool ordered = corners[0].longitude < corners[1].longitude && corners[0].latitude < corners[1].latitude;
    return ordered ? std::optional(GeoBox { corners[0], corners[1] }) : std::nullopt;
}

} // namespace

GroundShape shapeOf(GroundKind kind)
{
    if (kind <= GroundKind::Port)
        return GroundShape::Area;
    return kind <= GroundKind::Motorway ? GroundShape::Line : GroundShape::Point;
}

Result<GroundData> readGround(const QByteArray &text)
{
    std::optional<GeoBox> extent;
    std::vector<GroundFeature> features;
    const auto refuse = [](qsizetype line, const QString &why) {
        return fail(Failure::InvalidInput, u"line %1: %2"_s.arg(line).arg(why));
    };
    qsizetype lineNumber = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++lineNumber;
        if (line.trimmed().isEmpty() || line.startsWith('#'))
            continue;
        if (line.startsWith(' ')) {
            if (features.empty() || !readPositions(line, features.back().points))
                return refuse(lineNumber, u"not a list of longitudes and latitudes"_s);
            continue;
        }
        if (!features.empty() && !hasEnoughPoints(features.back()))
            return refuse(lineNumber, u"the feature before has too few or too many points, or no name"_s);
        if (line.startsWith("extent:")) {
            extent = readExtent(QByteArrayView(line).sliced(7));
            if (!extent)
                return refuse(lineNumber, u"an extent is its south-western and its north-eastern corner"_s);
            continue;
        }
        auto feature = readHeader(line);
        if (!feature)
            return refuse(lineNumber, u"not \"kind: name; option value\""_s);
        features.push_back(*std::move(feature));
    }
    if (!features.empty() && !hasEnoughPoints(features.back()))
        return refuse(lineNumber, u"the last feature has too few or too many points, or no name"_s);
    if (!extent)
        return refuse(lineNumber, u"no extent"_s);
    return GroundData { *extent, std::move(features) };
}

} // namespace cortege::geodata
