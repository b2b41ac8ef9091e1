#include <presentation/factlens.h>

#include <presentation/factsigns.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct LensTexts {
    Q_DECLARE_TR_FUNCTIONS(FactLens)
};

constexpr size_t kMostNamed = 5; ///< categories of a mark
constexpr double kAround = 0.5; ///< of the map's sides, on each: so far it moves without another count

std::pair<QString, QString> keyOf(const FactCloud &cloud, size_t category)
{
    return { cloud.sourceOf(category).source.id.toString(), cloud.category(category).code };
}

WorldBox around(const GeoBox &box)
{
    const auto &[southWest, northEast] = box;
    const double wide = (northEast.longitude - southWest.longitude) * kAround;
    const double high = (northEast.latitude - southWest.latitude) * kAround;
    return worldBox({ { std::max(-180., southWest.longitude - wide), southWest.latitude - high },
        { std::min(180., northEast.longitude + wide), northEast.latitude + high } });
}

GeoBox geoBox(const WorldBox &box)
{
    const GeoPoint northWest = toGeo(box.northWest);
    const GeoPoint southEast = toGeo(box.southEast);
    return { { northWest.longitude, southEast.latitude }, { southEast.longitude, northWest.latitude } };
}

QString weightText(double weight) { return figureText(weight, 4); }

QString describeFact(const FactCloud &cloud, size_t number)
{
    const size_t category = cloud.categoryOf(number);
    const Fact fact = cloud.fact(number);
    const QStringList lines { cloud.category(category).label, cloud.sourceOf(category).source.name, timeOf(fact),
        LensTexts::tr("Poids : %1").arg(weightText(static_cast<double>(fact.weight))) };
    return lines.join(u'\n');
}

} // namespace

QString timeOf(const Fact &fact)
{
    if (!fact.when)
        return LensTexts::tr("Sans date");
    return fact.when->begin == fact.when->end ? dateAndTime(fact.when->begin)
                                              : interval(fact.when->begin, fact.when->end);
}

QString describeMark(const FactFindings &findings, size_t mark)
{
    const FactCloud &cloud = *findings.wish.cloud;
    const FactMark &one = findings.marks.marks[mark];
    if (one.count == 1)
        return describeFact(cloud, one.first);
    FactChoice inside = findings.wish.choice;
    inside.box = one.cell;
    const auto tallies = talliesOf(cloud, inside);
    std::vector<size_t> categories;
    for (size_t category = 0; category < tallies.size(); ++category) {
        if (tallies[category].facts > 0)
            categories.push_back(category);
    }
    std::ranges::stable_sort(
        categories, std::ranges::greater {}, [&](size_t category) { return tallies[category].facts; });
    const QLocale locale;
    QStringList lines { LensTexts::tr("%1 faits").arg(locale.toString(one.count)) };
    qint64 named = 0;
    for (const size_t category : categories | std::views::take(kMostNamed)) {
        named += tallies[category].facts;
        lines << LensTexts::tr("%1 : %2").arg(
            nameOfCategory(cloud.tension(), category), locale.toString(tallies[category].facts));
    }
    if (named < one.count)
        lines << LensTexts::tr("Autres : %1").arg(locale.toString(one.count - named));
    return lines.join(u'\n');
}

FactFindings findingsOf(const FactWish &wish)
{
    FactFindings found { wish, {}, {}, {}, {}, {} };
    FactChoice everywhere = wish.choice;
    everywhere.box = {};
    everywhere.hidden.clear();
    found.shown = talliesOf(*wish.cloud, everywhere);
    if (wish.zoom)
        found.marks = marksOf(*wish.cloud, wish.choice, *wish.zoom);
    if (wish.area && wish.division) {
        found.selected = factsIn(*wish.cloud, wish.choice, *wish.area, *wish.division);
        found.selectedTallies = talliesOf(*wish.cloud, found.selected);
        found.selectedFacts = taken(*wish.cloud, found.selected);
    }
    return found;
}

FactLens::FactLens(const FactBoard &board, QObject *parent) : QObject(parent), m_board(board)
{
    connect(&board, &FactBoard::cloudChanged, this, &FactLens::takeCloud);
    takeCloud();
}

FactLens::~FactLens() = default;

void FactLens::setMap(MapPort &map)
{
    m_map = &map;
    connect(&map, &MapPort::sightChanged, this, &FactLens::takeSight);
    connect(&map, &MapPort::markClicked, this, &FactLens::takeClick);
    connect(&map, &MapPort::boxFramed, this, [this](const GeoBox &box) {
        select(box);
        Q_EMIT areaPointed();
    });
    connect(&map, &MapPort::framingEnded, this, [this] {
        m_isFraming = false;
        Q_EMIT framingChanged();
    });
    drawArea();
    takeSight();
}

void FactLens::setWindow(const UtcInterval &window, const tension::HoursOfWeek &hours)
{
    const auto span = tension::factWindow(window);
    if (m_wish.choice.window == span && m_wish.choice.hours == hours)
        return;
    m_wish.choice.window = span;
    m_wish.choice.hours = hours;
    request();
}

void FactLens::setDivision(std::shared_ptr<const Division> division)
{
    m_wish.division = std::move(division);
    select(std::nullopt);
    request();
}

bool FactLens::isShown(size_t category) const { return !m_hidden.contains(keyOf(*m_board.cloud(), category)); }

void FactLens::setShown(const std::vector<size_t> &categories, bool shown)
{
    for (const size_t category : categories) {
        const auto key = keyOf(*m_board.cloud(), category);
        if (shown)
            m_hidden.remove(key);
        else
            m_hidden.insert(key);
    }
    takeHidden();
    request();
    Q_EMIT shownChanged();
}

std::vector<ShownCategory> FactLens::shownCategories() const
{
    const FactCloud &cloud = *m_findings.wish.cloud;
    const auto &hidden = m_findings.wish.choice.hidden;
    std::vector<ShownCategory> categories;
    for (size_t category = 0; category < m_findings.shown.size(); ++category) {
        const qint64 facts = m_findings.shown[category].facts;
        if (facts > 0 && (category >= hidden.size() || !hidden[category]))
            categories.push_back({ factSign(category), nameOfCategory(cloud.tension(), category), facts });
    }
    std::ranges::stable_sort(categories, std::ranges::greater {}, &ShownCategory::facts);
    return categories;
}

void FactLens::setFraming(bool framing)
{
    if (!m_map || framing == m_isFraming)
        return;
    m_isFraming = framing;
    m_map->setFraming(framing);
    Q_EMIT framingChanged();
}

void FactLens::select(std::optional<FactArea> area)
{
    if (area == m_wish.area)
        return;
    m_wish.area = area;
    drawArea();
    request();
    Q_EMIT areaChanged();
}

void FactLens::takeCloud()
{
    m_wish.cloud = m_board.cloud();
    takeHidden();
    request();
}

void FactLens::takeHidden()
{
    const FactCloud &cloud = *m_wish.cloud;
    m_wish.choice.hidden.assign(cloud.categories(), false);
    for (size_t category = 0; category < cloud.categories(); ++category)
        m_wish.choice.hidden[category] = m_hidden.contains(keyOf(cloud, category));
}

/// Another count only where the map shows what was not counted, or at another size.
void FactLens::takeSight()
{
    const auto sight = m_map->sight();
    if (!sight)
        return;
    const bool isCounted = m_wish.zoom && std::lround(*m_wish.zoom) == std::lround(sight->zoom)
        && m_wish.choice.box.holds(worldBox(sight->box));
    if (isCounted)
        return;
    m_wish.zoom = sight->zoom;
    m_wish.choice.box = around(sight->box);
    request();
}

void FactLens::request()
{
    m_stale = true;
    if (m_computation.valid())
        return;
    m_stale = false;
    m_computation = std::async(std::launch::async, [this, wish = m_wish] {
        auto found = findingsOf(wish);
        QMetaObject::invokeMethod(this, &FactLens::take, Qt::QueuedConnection);
        return found;
    });
}

void FactLens::take()
{
    FactFindings latest = m_computation.get();
    // What the platform has taken away is not shown once more.
    const bool isGone = m_wish.cloud->stored() < latest.wish.cloud->stored();
    if (!isGone)
        m_findings = std::move(latest);
    if (m_stale)
        request();
    if (isGone)
        return;
    drawMarks();
    Q_EMIT found();
}

void FactLens::drawMarks()
{
    if (!m_map)
        return;
    const auto shown = std::make_shared<const FactFindings>(m_findings);
    const FactCloud &cloud = *shown->wish.cloud;
    auto marks = std::make_shared<std::vector<MapMark>>();
    marks->reserve(shown->marks.marks.size());
    for (const FactMark &mark : shown->marks.marks)
        marks->push_back({ toGeo(mark.at), mark.count, factSign(cloud.categoryOf(mark.first)) });
    m_map->setMarks(std::move(marks), [shown](int mark) { return describeMark(*shown, static_cast<size_t>(mark)); });
}

void FactLens::drawArea()
{
    if (!m_map)
        return;
    auto figures = std::make_shared<std::vector<MapFigure>>();
    if (m_wish.area) {
        MapFigure figure;
        figure.role = MapFigure::Role::Selection;
        figure.lines = outlinesOf(*m_wish.area, *m_wish.division);
        figures->push_back(std::move(figure));
    }
    m_map->setFigures(MapLayer::Facts, std::move(figures));
}

/// Nearer, as long as that can tell its facts apart; else these are what the person wants to know of.
void FactLens::takeClick(int mark)
{
    const auto &marks = m_findings.marks;
    if (std::cmp_greater_equal(mark, marks.marks.size()))
        return;
    const GeoBox cell = geoBox(marks.marks[static_cast<size_t>(mark)].cell);
    if (marks.areClusters)
        return m_map->show(cell);
    select(cell);
    Q_EMIT areaPointed();
}

} // namespace cortege::presentation
