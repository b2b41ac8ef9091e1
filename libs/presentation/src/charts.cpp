#include <presentation/charts.h>

#include <presentation/clockfilter.h>
#include <presentation/period.h>
#include <presentation/texts.h>

#include <tension/density.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <functional>
#include <map>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct ChartTexts {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

/// The hours of the wall that an event fills within the parts of the window, each once.
void forEachHour(const EventRecord &record, const std::vector<UtcInterval> &parts,
    const std::function<void(const QDateTime &)> &visit)
{
    const auto during = intervalOf(record.begins, record.ends);
    if (!during)
        return;
    for (const UtcInterval &part : parts) {
        const UtcTime from = std::max(part.begin, during->begin);
        const UtcTime to = std::min(part.end, during->end);
        for (UtcTime hour = std::chrono::floor<std::chrono::hours>(from); hour < to; hour += 1h)
            visit(toParis(std::max(hour, from)));
    }
}

/// Facts of the window by number, those that weigh nothing in these hours left out.
void forEachFact(const TensionFacts &facts, const UtcInterval &window, const tension::HoursOfWeek &hours,
    const std::function<void(size_t)> &visit)
{
    if (facts.isEmpty())
        return;
    const auto span = tension::factWindow(window);
    const auto ofWeek = facts.facts->hours();
    const auto &times = facts.facts->columns().time;
    for (const auto range :
        { facts.facts->instantsIn(span.begin, span.end), facts.facts->lastingAround(span.begin, span.end) }) {
        for (size_t i = range.begin; i < range.end; ++i) {
            if (span.begin <= times[i] && times[i] < span.end && hours[ofWeek[i]])
                visit(i);
        }
    }
}

void countHours(Chart &chart, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours)
{
    const auto parts = partsOf(window, hours);
    for (int hour = 0; hour < 24; ++hour)
        chart.bars.push_back({ ChartTexts::tr("%1 h", "hour of the day").arg(hour), 0, 0 });
    for (const auto &version : events) {
        std::bitset<24> filled;
        forEachHour(version->record, parts,
            [&](const QDateTime &wall) { filled.set(static_cast<size_t>(wall.time().hour())); });
        for (size_t hour = 0; hour < filled.size(); ++hour)
            chart.bars[hour].events += filled[hour] ? 1 : 0;
    }
    forEachFact(facts, window, hours, [&](size_t fact) { ++chart.bars[facts.facts->hours()[fact] % 24].facts; });
}

void countDays(Chart &chart, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours)
{
    const auto parts = partsOf(window, hours);
    const QDate first = toParis(window.begin).date();
    const QDate last = toParis(window.end - 1ms).date();
    for (QDate day = first; day <= last; day = day.addDays(1))
        chart.bars.push_back(
            { QLocale().dayName(day.dayOfWeek(), QLocale::ShortFormat) + u' ' + shortDate(day), 0, 0 });
    const auto barOf = [&](QDate day) -> Chart::Bar & { return chart.bars[static_cast<size_t>(first.daysTo(day))]; };
    for (const auto &version : events) {
        QDate counted;
        forEachHour(version->record, parts, [&](const QDateTime &wall) {
            if (wall.date() != counted)
                ++barOf(wall.date()).events;
            counted = wall.date();
        });
    }
    forEachFact(facts, window, hours, [&](size_t fact) {
        const UtcTime time { std::chrono::seconds { facts.facts->columns().time[fact] } };
        ++barOf(toParis(time).date()).facts;
    });
}

void countCategories(Chart &chart, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours)
{
    const auto parts = partsOf(window, hours);
    for (const EventKind kind : kEventKinds)
        chart.bars.push_back({ label(kind), 0, 0 });
    for (size_t category = 0; category < facts.categories.size(); ++category)
        chart.bars.push_back({ nameOfCategory(facts, category), 0, 0 });
    for (const auto &version : events) {
        if (takesPlaceInAny(version->record, parts))
            ++chart.bars[static_cast<size_t>(version->record.kind())].events;
    }
    forEachFact(facts, window, hours, [&](size_t fact) {
        const size_t bar = kEventKinds.size() + facts.facts->columns().category[fact];
        if (bar < chart.bars.size())
            ++chart.bars[bar].facts;
    });
}

void countParts(Chart &chart, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours, const Division &division)
{
    const auto parts = partsOf(window, hours);
    std::map<int, Chart::Bar> bars;
    for (const auto &version : events) {
        if (!takesPlaceInAny(version->record, parts))
            continue;
        for (const int part : partsOf(version->record, division))
            ++bars[part].events;
    }
    const tension::Projection projection;
    forEachFact(facts, window, hours, [&](size_t fact) {
        if (const auto part = division.partAt(projection.toGeo((*facts.facts)[fact].at)))
            ++bars[*part].facts;
    });
    for (auto &[part, bar] : bars) {
        bar.name = division.name(part);
        chart.bars.push_back(bar);
    }
    std::ranges::stable_sort(
        chart.bars, std::ranges::greater {}, [](const Chart::Bar &bar) { return bar.events + bar.facts; });
}

} // namespace

QString label(ChartBy by)
{
    switch (by) {
    case ChartBy::Hour:
        return ChartTexts::tr("Par heure de la journée");
    case ChartBy::Day:
        return ChartTexts::tr("Par jour");
    case ChartBy::Category:
        return ChartTexts::tr("Par nature");
    case ChartBy::Part:
        return ChartTexts::tr("Par quartier");
    }
    return {};
}

Chart chartOf(ChartBy by, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours, const Division &division)
{
    Chart chart { by, {}, {}, !facts.isEmpty() };
    switch (by) {
    case ChartBy::Hour:
        chart.dimension = ChartTexts::tr("Heure");
        countHours(chart, events, facts, window, hours);
        break;
    case ChartBy::Day:
        chart.dimension = ChartTexts::tr("Jour");
        countDays(chart, events, facts, window, hours);
        break;
    case ChartBy::Category:
        chart.dimension = ChartTexts::tr("Nature");
        countCategories(chart, events, facts, window, hours);
        break;
    case ChartBy::Part:
        chart.dimension = division.title();
        countParts(chart, events, facts, window, hours, division);
        break;
    }
    return chart;
}

void ChartTable::set(Chart chart)
{
    if (chart == m_chart)
        return;
    beginResetModel();
    m_chart = std::move(chart);
    endResetModel();
}

int ChartTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chart.bars.size());
}

int ChartTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_chart.hasFacts ? ColumnCount : ColumnCount - 1;
}

QVariant ChartTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const Chart::Bar &bar = m_chart.bars[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Name:
        return bar.name;
    case Events:
        return QLocale().toString(bar.events);
    case Facts:
        return QLocale().toString(bar.facts);
    default:
        return {};
    }
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return m_chart.dimension;
    case Events:
        return ChartTexts::tr("Événements");
    case Facts:
        return ChartTexts::tr("Faits");
    default:
        return {};
    }
}

} // namespace cortege::presentation
