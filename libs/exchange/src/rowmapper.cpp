#include "rules.h"

#include <domain/geojson.h>
#include <domain/personaldata.h>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

/// Fills one record out of one row, and keeps what is wrong with it.
class RecordMaker
{
public:
    RecordMaker(const Mapping::Rules &rules, const Gazetteer &places, const QHash<QString, qsizetype> &columns,
        const CsvRow &row)
        : m_rules(rules), m_places(places), m_columns(columns), m_row(row)
    {
    }
    ImportedRow make();

private:
    QString cell(const QString &column) const { return m_row.cells[m_columns.value(column)].trimmed(); }
    QString text(const TextRule &rule) const;
    Address address(const QString &text) const;
    QString text(Field field) const;
    Address address(Field field) const { return address(text(field)); }
    std::vector<Address> addresses() const;
    std::optional<int> number(Field field);
    std::optional<UtcTime> time(Field field, const std::optional<UtcTime> &begin);
    std::optional<UtcTime> instant(Field field, QDate date, QTime time, const QString &shown);
    QString listed(Field field);
    EventKind kind() const;
    EventId id() const;
    bool withdrawn();
    void subject(EventRecord &record) const;
    void particulars(MovingDemonstration &moving);
    void particulars(StaticDemonstration &fixed);
    void particulars(PlannedOperation &operation);
    void particulars(OfficialVisit &visit) { visit.addresses = addresses(); }
    void blame(Field field, QLatin1StringView reason, const QString &value)
    {
        m_issues.push_back(rowIssue(m_row.line, jsonName(field), reason, value));
    }

    const Mapping::Rules &m_rules;
    const Gazetteer &m_places;
    const QHash<QString, qsizetype> &m_columns;
    const CsvRow &m_row;
    std::vector<RowIssue> m_issues;
};

QString RecordMaker::text(const TextRule &rule) const
{
    QStringList parts;
    for (const QString &column : rule.columns) {
        if (const QString part = cell(column); !part.isEmpty())
            parts.append(part);
    }
    QString joined = parts.join(rule.join);
    for (const auto &[expression, by] : rule.replace)
        joined.replace(expression, by);
    return joined.trimmed();
}

QString RecordMaker::text(Field field) const
{
    const auto rule = m_rules.texts.find(field);
    return rule == m_rules.texts.end() ? QString() : text(rule->second);
}

Address RecordMaker::address(const QString &text) const
{
    const auto place = m_places.find(text);
    return { text, place == m_places.end() ? std::nullopt : std::optional(*place) };
}

std::vector<Address> RecordMaker::addresses() const
{
    const Address only = address(Field::Addresses);
    return only.text.isEmpty() ? std::vector<Address>() : std::vector { only };
}

std::optional<int> RecordMaker::number(Field field)
{
    const auto found = m_rules.numbers.find(field);
    if (found == m_rules.numbers.end())
        return std::nullopt;
    const NumberRule &rule = found->second;
    const QString given = cell(rule.column);
    if (given.isEmpty())
        return std::nullopt;
    for (const NumberPattern &pattern : rule.patterns) {
        const auto match = pattern.expression.match(given);
        if (!match.hasMatch())
            continue;
        if (pattern.none)
            return std::nullopt;
        QString digits = match.captured(1);
        if (!rule.thousands.isEmpty())
            digits.remove(rule.thousands);
        bool ok = false;
        const int value = digits.toInt(&ok);
        if (ok)
            return value;
        break;
    }
    blame(field, "not-a-number"_L1, given);
    return std::nullopt;
}

std::optional<UtcTime> RecordMaker::instant(Field field, QDate date, QTime time, const QString &shown)
{
    const ParisReading reading = readParis(date, time);
    if (const auto *ambiguous = std::get_if<AmbiguousTime>(&reading))
        return field == Field::Begins ? ambiguous->summer : ambiguous->winter; // the interval that covers both readings
    if (const auto *clear = std::get_if<UtcTime>(&reading))
        return *clear;
    blame(field, "skipped-time"_L1, shown);
    return std::nullopt;
}

std::optional<UtcTime> RecordMaker::time(Field field, const std::optional<UtcTime> &begin)
{
    const auto found = m_rules.times.find(field);
    if (found == m_rules.times.end())
        return std::nullopt;
    const TimeRule &rule = found->second;
    const QString given = cell(rule.column);
    const QString givenDate = cell(rule.dateColumn);
    if (given.isEmpty())
        return std::nullopt;
    const auto pattern = std::ranges::find_if(
        rule.patterns, [&](const TimePattern &tried) { return tried.expression.match(given).hasMatch(); });
    if (pattern != rule.patterns.end() && pattern->none)
        return std::nullopt;
    const QDate date = QDate::fromString(givenDate, rule.dateFormat);
    if (pattern == rule.patterns.end() || !date.isValid()) {
        blame(field, "unreadable-time"_L1, givenDate + u' ' + given);
        return std::nullopt;
    }
    const auto match = pattern->expression.match(given);
    const auto group = [&](const QString &name, int otherwise) {
        const QString captured = match.hasCaptured(name) ? match.captured(name) : QString();
        bool ok = true;
        const int value = captured.isEmpty() ? otherwise : captured.toInt(&ok);
        return ok ? value : -1;
    };
    const int days = group(u"d"_s, pattern->days);
    const int hours = group(u"h"_s, 0);
    const int minutes = group(u"m"_s, 0);
    const bool midnight = hours == 24 && minutes == 0; // the end of the day, which QTime does not know
    const QTime clock(midnight ? 0 : hours, minutes);
    if (!clock.isValid() || days < 0 || days > limits::kDurationDays) {
        blame(field, "unreadable-time"_L1, givenDate + u' ' + given);
        return std::nullopt;
    }
    const QDate day = date.addDays(days + (midnight ? 1 : 0));
    const auto read = instant(field, day, clock, givenDate + u' ' + given);
    if (read && begin && rule.pastMidnight && *read < *begin)
        return instant(field, day.addDays(1), clock, givenDate + u' ' + given);
    return read;
}

QString RecordMaker::listed(Field field)
{
    const auto rule = m_rules.lists.find(field);
    const QString given = rule == m_rules.lists.end() ? QString() : cell(rule->second.column);
    if (given.isEmpty())
        return {};
    const auto label = rule->second.table.find(given);
    if (label != rule->second.table.end())
        return *label;
    blame(field, "unknown-value"_L1, given);
    return {};
}

EventKind RecordMaker::kind() const
{
    for (const auto &[column, kind] : m_rules.kindWhenFilled) {
        if (!cell(column).isEmpty())
            return kind;
    }
    return m_rules.kind;
}

// Lengths stand between the cells, so that no two keys give the same name.
EventId RecordMaker::id() const
{
    QString name;
    for (const QString &column : m_rules.key) {
        const QString part = cell(column);
        name += QString::number(part.size()) + u':' + part;
    }
    return EventId::fromName(m_rules.space, name);
}

bool RecordMaker::withdrawn()
{
    if (m_rules.statusColumn.isEmpty())
        return false;
    const QString status = cell(m_rules.statusColumn);
    if (m_rules.withdrawn.contains(status))
        return true;
    if (!m_rules.active.contains(status))
        m_issues.push_back(rowIssue(m_row.line, m_rules.statusColumn, "unknown-value"_L1, status));
    return false;
}

void RecordMaker::subject(EventRecord &record) const
{
    record.subject = text(Field::Subject);
    record.description = text(Field::Description);
    const auto rule = m_rules.texts.find(Field::Subject);
    if (rule == m_rules.texts.end() || !rule->second.overflow || record.subject.size() <= limits::kSubject)
        return;
    record.description = record.description.isEmpty() ? record.subject : record.subject + u'\n' + record.description;
    // Not between the halves of a character outside the BMP.
    qsizetype cut = limits::kSubject - 1;
    if (record.subject.at(cut - 1).isHighSurrogate())
        --cut;
    record.subject = record.subject.first(cut) + u'…';
}

void RecordMaker::particulars(MovingDemonstration &moving)
{
    moving.departure = address(Field::Departure);
    moving.arrival = address(Field::Arrival);
    moving.people = { number(Field::PeopleExpected), number(Field::PeopleDeclared) };
    moving.cars = { number(Field::CarsExpected), number(Field::CarsDeclared) };
    moving.organiser = organiserFromLabel(listed(Field::Organiser));
    if (!m_rules.route)
        return;
    std::vector<Address> places;
    for (const QString &part : text(m_rules.route->text).split(m_rules.route->separator)) {
        if (const QString street = part.trimmed(); !street.isEmpty())
            places.push_back(address(street));
    }
    if (places.empty())
        return;
    moving.departure = places.front();
    if (places.size() > 1)
        moving.arrival = places.back();
    if (places.size() > 2)
        moving.waypoints.assign(places.begin() + 1, places.end() - 1);
}

void RecordMaker::particulars(StaticDemonstration &fixed)
{
    fixed.address = address(Field::PlaceAddress);
    fixed.people = { number(Field::PeopleExpected), number(Field::PeopleDeclared) };
    fixed.cars = { number(Field::CarsExpected), number(Field::CarsDeclared) };
    fixed.organiser = organiserFromLabel(listed(Field::Organiser));
}

void RecordMaker::particulars(PlannedOperation &operation)
{
    operation.addresses = addresses();
    operation.theme = themeFromLabel(listed(Field::Theme));
}

ImportedRow RecordMaker::make()
{
    ImportRow made { m_row.line, id(), withdrawn(), emptyRecord(kind()) };
    subject(made.record);
    made.record.begins = time(Field::Begins, std::nullopt);
    made.record.ends = time(Field::Ends, made.record.begins);
    std::visit([this](auto &kind) { particulars(kind); }, made.record.particulars);
    if (const auto issues = issuesForSaving(made.record); !issues.empty()) {
        const QJsonObject properties = toFeature(made.record).value("properties"_L1).toObject();
        for (const FieldIssue &issue : issues)
            m_issues.push_back(rowIssue(m_row.line, issue, properties));
    }
    if (!m_issues.empty())
        return std::unexpected(std::move(m_issues));
    return made;
}

} // namespace

RowMapper::RowMapper(const Mapping &mapping, const QStringList &header, const Gazetteer &gazetteer)
    : m_rules(mapping.m_rules.get()), m_gazetteer(&gazetteer), m_width(header.size())
{
    for (qsizetype i = 0; i < header.size(); ++i)
        m_columns.insert(header[i].trimmed(), i);
}

Result<RowMapper> RowMapper::forHeader(const Mapping &mapping, const CsvRow &header, const Gazetteer &gazetteer)
{
    RowMapper mapper(mapping, header.cells, gazetteer);
    if (mapper.m_columns.size() != header.cells.size())
        return fail(Failure::InvalidInput, u"a column stands twice in the header"_s);
    const QStringList columns = mapping.m_rules->columns();
    for (const QString &column : columns) {
        if (!mapper.m_columns.contains(column))
            return fail(Failure::InvalidInput, u"the file has no column \"%1\""_s.arg(column));
    }
    return mapper;
}

ImportedRow RowMapper::map(const CsvRow &row) const
{
    if (row.cells.size() != m_width)
        return std::unexpected(std::vector {
            rowIssue(row.line, {}, "wrong-number-of-cells"_L1, u"%1/%2"_s.arg(row.cells.size()).arg(m_width)) });
    return RecordMaker(*m_rules, *m_gazetteer, m_columns, row).make();
}

Result<std::vector<ImportedRow>> readCsv(const QByteArray &text, const Mapping &mapping, const Gazetteer &gazetteer)
{
    CsvReader reader(text, mapping.delimiter());
    const auto header = reader.next();
    if (!header || !*header)
        return fail(Failure::InvalidInput, u"the file has no header that can be read"_s);
    const auto mapper = RowMapper::forHeader(mapping, **header, gazetteer);
    if (!mapper)
        return std::unexpected(mapper.error());
    std::vector<ImportedRow> rows;
    while (const auto row = reader.next()) {
        if (*row)
            rows.push_back(mapper->map(**row));
        else
            rows.emplace_back(
                std::unexpect, std::vector { rowIssue(row->error().line, {}, name(row->error().problem)) });
    }
    return rows;
}

} // namespace cortege::exchange
