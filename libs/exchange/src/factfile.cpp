#include <exchange/factfile.h>

#include <domain/personaldata.h>
#include <exchange/vectorformats.h>

#include <QtCore/QSet>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <cmath>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

/// The report is one more file: what may name somebody does not go into it.
QString harmless(const QString &value) { return findPersonalData(value).empty() ? value : QString(); }

QDateTime lastsUntil(const QDateTime &begin, FactRecipe::Lasts lasts)
{
    switch (lasts) {
    case FactRecipe::Lasts::Instant:
        return begin;
    case FactRecipe::Lasts::Hour:
        return begin.addSecs(3'600);
    case FactRecipe::Lasts::Day:
        return begin.addDays(1);
    case FactRecipe::Lasts::Month:
        return begin.addMonths(1);
    case FactRecipe::Lasts::Year:
        return begin.addYears(1);
    }
    Q_UNREACHABLE_RETURN({});
}

/// Turns rows into facts, one after another.
class FactMapper
{
public:
    explicit FactMapper(const FactRecipe &recipe)
        : m_recipe(recipe), m_columns(recipe.columns()), m_zone(recipe.when ? recipe.when->zone.toLatin1() : "UTC"_ba)
    {
    }
    MappedFact map(const RawRow &row);

private:
    /// A time as it stands in the file, or why there is none.
    using ReadTime = std::expected<std::optional<QDateTime>, QString>;

    const QString &cell(const QString &column) const { return m_row->cells[m_columns.indexOf(column)]; }
    std::optional<QString> expanded(const CellText &text) const;
    ReadTime readTime(const CellText &text) const;
    ReadTime inZone(QDate date, QTime time) const;
    void place(Fact &fact);
    void when(Fact &fact);
    void category(Fact &fact);
    void weight(Fact &fact);
    FactKey key(const Fact &fact);
    void blame(const QString &field, const QString &reason, const QString &value = {})
    {
        m_issues.push_back(rowIssue(m_row->line, field, {}, harmless(value)));
        m_issues.back().reason = reason;
    }
    void blame(FactField field, const QString &reason, const QString &value = {})
    {
        blame(QString(cortege::name(field)), reason, value);
    }

    const FactRecipe &m_recipe;
    const QStringList m_columns;
    const QTimeZone m_zone;
    const RawRow *m_row = nullptr;
    std::vector<RowIssue> m_issues;
    QSet<FactKey> m_keys; ///< that stood in the file
    QHash<QString, int> m_alike; ///< how often each row stood there, where it has no key of its own
};

void FactMapper::place(Fact &fact)
{
    if (!m_row->place) {
        const RawFault &fault = m_row->place.error();
        return blame(fault.field, fault.reason, fault.value);
    }
    fact.place = *m_row->place;
    const auto &area = m_recipe.place.area;
    const bool inside = !area
        || (fact.place.longitude >= area->southWest.longitude && fact.place.longitude <= area->northEast.longitude
            && fact.place.latitude >= area->southWest.latitude && fact.place.latitude <= area->northEast.latitude);
    if (!inside)
        blame(FactField::Place, u"outside-area"_s,
            u"%1 %2"_s.arg(fact.place.longitude, 0, 'f', 5).arg(fact.place.latitude, 0, 'f', 5));
}

/// Nothing where all its cells are empty; a text without cells is always there.
std::optional<QString> FactMapper::expanded(const CellText &text) const
{
    QString all;
    bool isFilled = std::ranges::all_of(text.parts, [](const CellText::Part &part) { return part.column.isEmpty(); });
    for (const CellText::Part &part : text.parts) {
        if (part.column.isEmpty()) {
            all += part.literal;
            continue;
        }
        const QString &value = cell(part.column);
        isFilled = isFilled || !value.isEmpty();
        all += value.rightJustified(part.width, u'0');
    }
    return isFilled ? std::optional(all) : std::nullopt;
}

FactMapper::ReadTime FactMapper::inZone(QDate date, QTime time) const
{
    if (!date.isValid() || !time.isValid())
        return std::unexpected(u"unreadable-time"_s);
    // The first of two where the clocks go back. Where they go forward it comes out at another time than was written.
    QDateTime made(date, time, m_zone, QDateTime::TransitionResolution::PreferBefore);
    if (!made.isValid() || made.date() != date || made.time() != time)
        return std::unexpected(u"skipped-time"_s);
    return made;
}

FactMapper::ReadTime FactMapper::readTime(const CellText &text) const
{
    const auto given = expanded(text);
    if (!given)
        return std::nullopt;
    if (m_recipe.when->format != "iso"_L1) {
        // As if it were UTC, so that the zone of this machine has no part in it.
        const QDateTime read = QDateTime::fromString(*given + " Z"_L1, m_recipe.when->format + " t"_L1);
        return inZone(read.date(), read.isValid() ? read.time() : QTime());
    }
    if (const auto utc = fromIso(*given))
        return QDateTime::fromMSecsSinceEpoch(utc->time_since_epoch().count(), m_zone);
    constexpr qsizetype kDate = 10;
    const QDate date = QDate::fromString(given->left(kDate), Qt::ISODate);
    return inZone(
        date, given->size() <= kDate ? QTime(0, 0) : QTime::fromString(given->sliced(kDate + 1), Qt::ISODateWithMs));
}

void FactMapper::when(Fact &fact)
{
    if (!m_recipe.when)
        return;
    const FactRecipe::When &rule = *m_recipe.when;
    const auto begin = readTime(rule.begin);
    const auto end = rule.end.isEmpty() ? ReadTime() : readTime(rule.end);
    if (!begin || !end)
        return blame(FactField::When, begin ? end.error() : begin.error(),
            expanded(begin ? rule.end : rule.begin).value_or(QString()));
    if (!*begin) {
        if (!rule.mayMiss)
            blame(FactField::When, u"missing"_s);
        return;
    }
    fact.when = UtcInterval { fromDateTime(**begin), fromDateTime(*end ? **end : lastsUntil(**begin, rule.lasts)) };
}

void FactMapper::category(Fact &fact)
{
    const FactRecipe::Category &rule = m_recipe.category;
    const QString given = rule.column.isEmpty() ? QString() : cell(rule.column);
    const QString code = given.isEmpty() ? rule.otherwise : rule.table.value(given, given);
    auto found = m_recipe.source.categoryOf(code);
    if (!found && !rule.otherwise.isEmpty())
        found = m_recipe.source.categoryOf(rule.otherwise);
    if (found)
        fact.category = *found;
    else
        blame(FactField::Category, given.isEmpty() ? u"missing"_s : u"unknown-value"_s, given);
}

void FactMapper::weight(Fact &fact)
{
    fact.weight = m_recipe.source.categories[fact.category].weight;
    QString given = m_recipe.weight.column.isEmpty() ? QString() : cell(m_recipe.weight.column);
    if (given.isEmpty())
        return;
    if (m_recipe.weight.decimalComma)
        given.replace(u',', u'.');
    bool good = false;
    fact.weight = given.toFloat(&good);
    if (!good || !std::isfinite(fact.weight)) {
        blame(FactField::Weight, u"not-a-number"_s, given);
        fact.weight = 0;
    }
}

/// Without a key of the source's own, of all cells that were chosen, so that other weights or labels in the recipe
/// change nothing; rows that are alike are counted. Lengths stand between the cells, so that no two keys give the same
/// name.
FactKey FactMapper::key(const Fact &fact)
{
    const bool own = !m_recipe.key.isEmpty();
    QString name;
    bool isFilled = !own;
    for (const QString &column : own ? m_recipe.key : m_columns) {
        const QString &part = cell(column);
        isFilled = isFilled || !part.isEmpty();
        name += QString::number(part.size()) + u':' + part;
    }
    if (!own) {
        FactColumns one;
        one.append(fact);
        name += u"@%1,%2"_s.arg(one.longitude[0]).arg(one.latitude[0]);
        return factKey(name + u"#%1"_s.arg(++m_alike[name]));
    }
    const FactKey made = factKey(name);
    if (!isFilled)
        blame(FactField::Key, u"missing"_s);
    else if (m_keys.contains(made))
        blame(FactField::Key, u"repeated-key"_s, m_recipe.key.size() == 1 ? cell(m_recipe.key.front()) : QString());
    return made;
}

MappedFact FactMapper::map(const RawRow &row)
{
    m_row = &row;
    m_issues.clear();
    Fact fact;
    if (row.fault) {
        blame(row.fault->field, row.fault->reason, row.fault->value);
        return std::unexpected(m_issues);
    }
    place(fact);
    when(fact);
    category(fact);
    weight(fact);
    if (m_issues.empty()) {
        for (const FactIssue &issue : validate(fact, m_recipe.source.categories.size()))
            blame(issue.field, cortege::name(issue.rule));
    }
    const FactKey made = m_issues.empty() ? key(fact) : FactKey {};
    if (!m_issues.empty())
        return std::unexpected(m_issues);
    if (!m_recipe.key.isEmpty())
        m_keys.insert(made);
    return FactRow { row.line, fact, made };
}

/// The first rows, and the counts of all.
class FactPreviewer
{
public:
    FactPreviewer(const FactRecipe &recipe, int rows) : m_rows(rows)
    {
        m_preview.ofCategory.resize(recipe.source.categories.size());
    }
    void take(const MappedFact &row)
    {
        ++m_preview.counts.read;
        ++(row ? m_preview.counts.taken : m_preview.counts.refused);
        if (std::ssize(m_preview.rows) < m_rows)
            m_preview.rows.push_back(row);
        if (row)
            count(row->fact);
        else
            count(row.error().front());
    }
    FactPreview result()
    {
        m_preview.reasons.assign(m_reasons.keyValueBegin(), m_reasons.keyValueEnd());
        std::ranges::sort(m_preview.reasons, [](const auto &a, const auto &b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        return std::move(m_preview);
    }

private:
    void count(const RowIssue &issue)
    {
        ++m_reasons[issue.field.isEmpty() ? issue.reason : issue.field + ": "_L1 + issue.reason];
    }
    void count(const Fact &fact)
    {
        ++m_preview.ofCategory[fact.category];
        auto &span = m_preview.span;
        if (fact.when)
            span = span ? UtcInterval { std::min(span->begin, fact.when->begin), std::max(span->end, fact.when->end) }
                        : *fact.when;
        auto &box = m_preview.box;
        box = boundingBox(
            box ? std::vector { box->southWest, box->northEast, fact.place } : std::vector { fact.place });
    }

    int m_rows;
    FactPreview m_preview;
    QHash<QString, qint64> m_reasons;
};

/// All that goes, and all that does not.
class FactCollector
{
public:
    void take(const MappedFact &row)
    {
        ++m_import.counts.read;
        if (!row) {
            ++m_import.counts.refused;
            m_import.issues.insert(m_import.issues.end(), row.error().begin(), row.error().end());
            return;
        }
        ++m_import.counts.taken;
        if (m_import.blocks.empty() || m_import.blocks.back().keys.size() == limits::kFactsInBlock)
            m_import.blocks.emplace_back();
        m_import.blocks.back().columns.append(row->fact);
        m_import.blocks.back().keys.push_back(row->key);
    }
    FactImport result() { return std::move(m_import); }

private:
    FactImport m_import;
};

} // namespace

Result<> readFacts(const QString &path, const FactRecipe &recipe, const std::function<void(const MappedFact &)> &take,
    const std::stop_token &stop)
{
    if (auto good = checkRecipe(recipe); !good)
        return good;
    FactMapper mapper(recipe);
    return vectorFormats().and_then([&](const VectorFormats *formats) {
        return formats->forEachRow(path, recipe, [&](const RawRow &row) { take(mapper.map(row)); }, stop);
    });
}

Result<FactPreview> previewFacts(const QString &path, const FactRecipe &recipe, int rows)
{
    FactPreviewer previewer(recipe, rows);
    const auto read = readFacts(path, recipe, [&](const MappedFact &row) { previewer.take(row); });
    return read.transform([&] { return previewer.result(); });
}

Result<FactImport> importFacts(const QString &path, const FactRecipe &recipe)
{
    FactCollector collector;
    const auto read = readFacts(path, recipe, [&](const MappedFact &row) { collector.take(row); });
    return read.transform([&] { return collector.result(); });
}

Result<FactReading> previewAndImport(
    const QString &path, const FactRecipe &recipe, int rows, const std::stop_token &stop)
{
    FactPreviewer previewer(recipe, rows);
    FactCollector collector;
    const auto read = readFacts(
        path, recipe,
        [&](const MappedFact &row) {
            previewer.take(row);
            collector.take(row);
        },
        stop);
    return read.transform([&] { return FactReading { previewer.result(), collector.result() }; });
}

} // namespace cortege::exchange
