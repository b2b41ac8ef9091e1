#include "folding.h"
#include "noding.h"

#include <geodata/itinerary.h>

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kTextMost = 50'000; // letters; the longest announced in Berlin in 2023 had 17,491
constexpr qsizetype kNamesMost = 200;
constexpr int kAlternativesMost = 12;
constexpr size_t kPointsMost = 60; // of a street, where distances are compared
// What a less likely reading has to save of the way to be taken.
constexpr double kMetresPerRank = 200;
// Who says "Rue de Rome" does not mean "Rue du Roi de Rome", however near that is.
constexpr double kMetresOtherName = 1e6;

constexpr auto kOptions = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

/// "+++NEU+++ A – B +++ALT+++ C – D": of a route announced anew, the new one.
QString newest(const QString &text)
{
    static const QRegularExpression marker(
        u"\\+{2,}\\s*([\\p{L} ]{2,12}?)\\s*\\+{2,}|\\b(neu|alt|nouveau|ancien|nouveau parcours|ancien parcours)\\s*:"_s,
        kOptions);
    QString best = text.first(0);
    QString first;
    qsizetype begin = 0;
    bool isNew = false;
    const auto section = [&](qsizetype end) {
        const QString part = text.sliced(begin, end - begin);
        if (isNew && best.trimmed().isEmpty())
            best = part;
        if (first.trimmed().isEmpty())
            first = part;
    };
    for (const auto &match : marker.globalMatch(text)) {
        section(match.capturedStart());
        begin = match.capturedEnd();
        const QString word = (match.captured(1) + match.captured(2)).toLower();
        isNew = word.startsWith("neu"_L1) || word.startsWith("nouveau"_L1);
    }
    section(text.size());
    return best.trimmed().isEmpty() ? first : best;
}

bool isNumber(const QString &part)
{
    static const QRegularExpression pattern(u"^\\d{1,4}\\s*(?:bis|ter|quater|[a-z])?$"_s, kOptions);
    return pattern.match(part).hasMatch();
}

} // namespace

QStringList readItinerary(QStringView text)
{
    static const QRegularExpression aside(u"\\([^()]*\\)|\\[[^\\[\\]]*\\]"_s);
    static const QRegularExpression quotes(u"[«»\"“”„]"_s);
    static const QRegularExpression strong(
        u"\\s*(?:[→➔➜➡⇒↦]|=>|-+>)\\s*|\\s>\\s|\\s*[;\\n\\r\\t|•·]+\\s*"
        "|(?<![\\d\\s])\\s*[–—―−‒]\\s*|\\s*[–—―−‒]\\s*(?!\\s*\\d)|(?<![\\d\\s])\\s+-+(?=\\s)|\\s+-+(?=\\s)(?!\\s+\\d+"
        "\\b)|\\s+-+(?=\\p{L})|(?<=[\\p{L}.\\d)])-+\\s+(?!\\d)"
        "|\\s*,?\\s+(?:et\\s+)?(?:puis|ensuite|via|vers|jusqu['’](?:à|aux?))\\s+(?:par\\s+)?"_s,
        kOptions);
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    static const QRegularExpression slash(u"\\s*/\\s*"_s);
    static const QRegularExpression heading(u"^[\\p{L}’' ]{2,30}\\d?\\s*:\\s*"_s, kOptions);
    static const QRegularExpression link(
        u"^(?:(?:puis|ensuite|via|vers|par|et|départ|arrivée)\\s+)+(?!\\s*$)"_s, kOptions);
    static const QRegularExpression angle(u"^\\s*(?:angle|coin|croisement|intersection|carrefour)\\b"_s, kOptions);
    static const QRegularExpression postcode(u"^\\d{5}\\b"_s);

    QString plain = text.first(std::min(text.size(), kTextMost)).toString();
    plain.remove(aside);
    plain = newest(plain).replace(quotes, u" "_s);
    QStringList parts = plain.split(strong, Qt::SkipEmptyParts);
    // With nothing stronger between the names, a slash parts them; else it is a crossing.
    if (parts.size() == 1 && !plain.contains(u',') && !angle.match(plain).hasMatch())
        parts = plain.split(slash, Qt::SkipEmptyParts);

    QStringList names;
    const auto take = [&](QString name) {
        name = name.simplified();
        name.remove(heading);
        name.remove(link);
        while (!name.isEmpty()
            && (name.back() == u':' || name.back() == u'+' || name.back() == u'/' || name.back() == u'-'))
            name.chop(1);
        name = name.simplified();
        const QString key = folded(name);
        if (!key.isEmpty() && names.size() < kNamesMost && (names.isEmpty() || folded(names.back()) != key))
            names.append(name);
    };
    for (const QString &part : parts) {
        QString number; // "12, rue de Rome"
        for (const QString &piece : part.split(comma, Qt::SkipEmptyParts)) {
            const QString trimmed = piece.trimmed();
            if (isNumber(trimmed)) {
                number = trimmed + u' ';
            } else if (!postcode.match(trimmed).hasMatch() || names.isEmpty()) {
                take(number + trimmed);
                number.clear();
            }
        }
    }
    return names;
}

namespace
{

/// What a stop may be, with the points where it can be met.
struct Choice {
    std::vector<Plane::Point> points;
    double cost = 0; ///< of the best way to here
    size_t before = 0; ///< the choice at the stop before on that way
};

double gapBetween(const Choice &one, const Choice &two)
{
    double least = std::numeric_limits<double>::max();
    for (const Plane::Point a : one.points) {
        for (const Plane::Point b : two.points)
            least = std::min(least, (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
    }
    return std::sqrt(least);
}

bool isStreet(const Found &found) { return found.kind == FoundKind::Street; }

/// Of a street's key: what one says by its name alone.
bool isSquare(const QString &key)
{
    static const std::array kSquares { "place "_L1, "square "_L1, "esplanade "_L1, "parvis "_L1 };
    return std::ranges::any_of(kSquares, [&](QLatin1StringView type) { return key.startsWith(type); });
}

/// Of the points, the one with the least way from `before` and to `after`.
std::optional<GeoPoint> least(
    const std::vector<GeoPoint> &points, std::optional<GeoPoint> before, std::optional<GeoPoint> after)
{
    const auto way = [&](GeoPoint point) {
        return (before ? distanceMetres(*before, point) : 0) + (after ? distanceMetres(point, *after) : 0);
    };
    const auto best = std::ranges::min_element(points, {}, way);
    return best == points.end() ? std::nullopt : std::optional(*best);
}

/// Dynamic programming over the stops that are known: each choice keeps the shortest way that ends in it.
void choose(const Gazetteer &gazetteer, std::vector<Stop> &stops, std::optional<GeoPoint> near)
{
    std::vector<Stop *> known;
    for (Stop &stop : stops) {
        if (!stop.alternatives.empty())
            known.push_back(&stop);
    }
    if (known.empty())
        return;
    const Plane plane(near.value_or(known.front()->alternatives.front().position));
    std::vector<std::vector<Choice>> choices;
    for (size_t i = 0; i < known.size(); ++i) {
        auto &here = choices.emplace_back();
        const auto &alternatives = known[i]->alternatives;
        // "Castellane" is the whole name of the square as well: a nursery that is called so must not outweigh it.
        const auto isWhole = [key = nameKey(known[i]->text)](const Found &found) {
            const QString label = nameKey(found.label);
            return found.kind != FoundKind::Quarter && (label == key || (isSquare(label) && nameCore(label) == key));
        };
        const bool byWhole = std::ranges::any_of(alternatives, isWhole);
        for (size_t k = 0; k < alternatives.size(); ++k) {
            Choice choice;
            std::vector<GeoPoint> points
                = isStreet(alternatives[k]) ? gazetteer.pointsAlong(alternatives[k]) : std::vector<GeoPoint> {};
            points.push_back(alternatives[k].position);
            for (size_t p = 0; p < points.size(); p += points.size() / kPointsMost + 1)
                choice.points.push_back(plane(points[p]));
            if (i > 0) {
                choice.cost = std::numeric_limits<double>::max();
                for (size_t before = 0; before < choices[i - 1].size(); ++before) {
                    const Found &other = known[i - 1]->alternatives[before];
                    const bool meet = isStreet(other) && isStreet(alternatives[k])
                        && (other.id == alternatives[k].id || !gazetteer.crossings(other, alternatives[k]).empty());
                    const double cost
                        = choices[i - 1][before].cost + (meet ? 0 : gapBetween(choices[i - 1][before], choice));
                    if (cost < choice.cost) {
                        choice.cost = cost;
                        choice.before = before;
                    }
                }
            }
            choice.cost += kMetresPerRank * static_cast<double>(k);
            if (byWhole && !isWhole(alternatives[k]))
                choice.cost += kMetresOtherName;
            here.push_back(std::move(choice));
        }
    }
    size_t best
        = static_cast<size_t>(std::ranges::min_element(choices.back(), {}, &Choice::cost) - choices.back().begin());
    for (size_t i = known.size(); i-- > 0;) {
        known[i]->chosen = best;
        best = choices[i][best].before;
    }
}

void place(const Gazetteer &gazetteer, std::vector<Stop> &stops)
{
    std::vector<Stop *> known;
    for (Stop &stop : stops) {
        if (stop.chosen)
            known.push_back(&stop);
    }
    const auto found = [&](size_t i) -> const Found & { return known[i]->alternatives[*known[i]->chosen]; };
    for (size_t i = 0; i < known.size(); ++i) {
        known[i]->point = found(i).position;
        const bool end = i == 0 || i + 1 == known.size();
        if (!isStreet(found(i)) || end)
            continue;
        const GeoPoint before = *known[i - 1]->point;
        std::optional<GeoPoint> after = found(i + 1).position;
        if (isStreet(found(i - 1))) {
            if (const auto crossing = least(gazetteer.crossings(found(i - 1), found(i)), before, {})) {
                known[i]->point = *crossing;
                continue;
            }
        }
        if (isStreet(found(i + 1))) {
            if (const auto crossing = least(gazetteer.crossings(found(i), found(i + 1)), before, {}))
                after = crossing;
        }
        if (const auto point = least(gazetteer.pointsAlong(found(i)), before, after))
            known[i]->point = *point;
    }
}

} // namespace

std::vector<Stop> resolve(const Gazetteer &gazetteer, const QStringList &names, std::optional<GeoPoint> near)
{
    std::vector<Stop> stops;
    for (const QString &name : names) {
        // Marches come back to their streets.
        const auto before = std::ranges::find(stops, name, &Stop::text);
        auto alternatives
            = before == stops.end() ? gazetteer.complete(name, kAlternativesMost, near) : before->alternatives;
        stops.push_back({ name, std::move(alternatives), {}, {} });
    }
    choose(gazetteer, stops, near);
    place(gazetteer, stops);
    return stops;
}

Result<Path> routeThrough(const StreetNetwork &network, const std::vector<Stop> &stops)
{
    std::vector<Path> stretches;
    const Stop *before = nullptr;
    for (const Stop &stop : stops) {
        if (!stop.point)
            continue;
        if (before && *before->point != *stop.point) {
            auto stretch = network.route(*before->point, *stop.point);
            if (!stretch)
                return fail(
                    stretch.error().kind, u"%1 – %2: %3"_s.arg(before->text, stop.text, stretch.error().detail));
            stretches.push_back(*std::move(stretch));
        }
        before = &stop;
    }
    if (stretches.empty())
        return fail(Failure::NotFound, u"fewer than two places"_s);
    return joined(stretches);
}

} // namespace cortege::geodata
