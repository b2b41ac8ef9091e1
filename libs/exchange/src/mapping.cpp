#include "rules.h"

#include <domain/geojson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kMappingLimit = qsizetype { 1024 } * 1024;
constexpr qsizetype kPatternLimit = 1'000;

/// Reads the mapping file; the first fault is kept, and reading goes on with harmless values.
class MappingReader
{
public:
    Mapping::Rules read(const QJsonObject &root);
    const std::optional<QString> &fault() const { return m_fault; }

private:
    void blame(const QString &key, QLatin1StringView what)
    {
        if (!m_fault)
            m_fault = u"%1: %2"_s.arg(key, what);
    }
    QString text(const QJsonObject &object, const QString &key, const QString &otherwise = {});
    QString wantedText(const QJsonObject &object, const QString &key);
    QStringList texts(const QJsonObject &object, const QString &key);
    bool flag(const QJsonObject &object, const QString &key);
    QJsonObject child(const QJsonObject &object, const QString &key);
    std::vector<QJsonObject> children(const QJsonObject &object, const QString &key);
    QRegularExpression expression(const QString &key, const QString &pattern, bool whole);
    void known(const QString &where, const QJsonObject &object, const QStringList &keys);
    EventKind kind(const QString &key, const QString &text);

    TextRule textRule(const QString &key, const QJsonObject &object, const QStringList &more = {});
    NumberRule numberRule(const QString &key, const QJsonObject &object);
    TimeRule timeRule(const QString &key, const QJsonObject &object);
    ListRule listRule(Field field, const QJsonObject &object);
    void fields(Mapping::Rules &rules, const QJsonObject &object);
    void kinds(Mapping::Rules &rules, const QJsonObject &object);

    std::optional<QString> m_fault;
};

QString MappingReader::text(const QJsonObject &object, const QString &key, const QString &otherwise)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isString())
        blame(key, "must be a text"_L1);
    return value.toString(otherwise);
}

QString MappingReader::wantedText(const QJsonObject &object, const QString &key)
{
    const QString read = text(object, key);
    if (read.isEmpty())
        blame(key, "is missing"_L1);
    return read;
}

QStringList MappingReader::texts(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isArray())
        blame(key, "must be a list of texts"_L1);
    QStringList read;
    const QJsonArray entries = value.toArray();
    for (const auto entry : entries) {
        if (!entry.isString())
            blame(key, "must be a list of texts"_L1);
        read.append(entry.toString());
    }
    return read;
}

bool MappingReader::flag(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isBool())
        blame(key, "must be true or false"_L1);
    return value.toBool();
}

QJsonObject MappingReader::child(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isObject())
        blame(key, "must be an object"_L1);
    return value.toObject();
}

std::vector<QJsonObject> MappingReader::children(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isArray())
        blame(key, "must be a list"_L1);
    std::vector<QJsonObject> read;
    const QJsonArray entries = value.toArray();
    for (const auto entry : entries) {
        if (!entry.isObject())
            blame(key, "must be a list of objects"_L1);
        read.push_back(entry.toObject());
    }
    return read;
}

QRegularExpression MappingReader::expression(const QString &key, const QString &pattern, bool whole)
{
    QRegularExpression read(whole ? QRegularExpression::anchoredPattern(pattern) : pattern);
    if (pattern.size() > kPatternLimit || !read.isValid()) {
        blame(key, "is not a regular expression"_L1);
        return {};
    }
    return read;
}

void MappingReader::known(const QString &where, const QJsonObject &object, const QStringList &keys)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (!keys.contains(entry.key()))
            blame(where + u'.' + entry.key(), "is not a key that a mapping has"_L1);
    }
}

EventKind MappingReader::kind(const QString &key, const QString &text)
{
    const auto found = kindFromJsonName(text);
    if (!found)
        blame(key, "is not a kind of event"_L1);
    return found.value_or(EventKind {});
}

TextRule MappingReader::textRule(const QString &key, const QJsonObject &object, const QStringList &more)
{
    known(key, object, QStringList { u"columns"_s, u"join"_s, u"replace"_s } + more);
    TextRule rule;
    rule.columns = texts(object, u"columns"_s);
    if (rule.columns.isEmpty())
        blame(key, "names no column"_L1);
    rule.join = text(object, u"join"_s, rule.join);
    for (const QJsonObject &entry : children(object, u"replace"_s)) {
        known(key + u".replace"_s, entry, { u"pattern"_s, u"by"_s });
        rule.replace.emplace_back(
            expression(key + u".replace"_s, wantedText(entry, u"pattern"_s), false), text(entry, u"by"_s));
    }
    rule.overflow = more.contains(u"overflow"_s) && flag(object, u"overflow"_s);
    return rule;
}

NumberRule MappingReader::numberRule(const QString &key, const QJsonObject &object)
{
    known(key, object, { u"column"_s, u"thousands"_s, u"patterns"_s });
    NumberRule rule { wantedText(object, u"column"_s), text(object, u"thousands"_s), {} };
    for (const QJsonObject &entry : children(object, u"patterns"_s)) {
        known(key + u".patterns"_s, entry, { u"pattern"_s, u"none"_s });
        NumberPattern pattern { expression(key + u".patterns"_s, wantedText(entry, u"pattern"_s), true),
            flag(entry, u"none"_s) };
        if (!pattern.none && pattern.expression.captureCount() < 1)
            blame(key + u".patterns"_s, "has no group for the number"_L1);
        rule.patterns.push_back(std::move(pattern));
    }
    if (rule.patterns.empty())
        blame(key, "has no pattern"_L1);
    return rule;
}

TimeRule MappingReader::timeRule(const QString &key, const QJsonObject &object)
{
    known(key, object, { u"date"_s, u"column"_s, u"dateFormat"_s, u"patterns"_s, u"pastMidnight"_s });
    TimeRule rule;
    rule.dateColumn = wantedText(object, u"date"_s);
    rule.column = wantedText(object, u"column"_s);
    rule.dateFormat = text(object, u"dateFormat"_s, rule.dateFormat);
    rule.pastMidnight = flag(object, u"pastMidnight"_s);
    for (const QJsonObject &entry : children(object, u"patterns"_s)) {
        known(key + u".patterns"_s, entry, { u"pattern"_s, u"days"_s, u"none"_s });
        const QJsonValue days = entry.value("days"_L1);
        if (!days.isUndefined() && (days.toInt(-1) < 0 || days.toInt() > limits::kDurationDays))
            blame(key + u".days"_s, "must be a number of days"_L1);
        rule.patterns.push_back({ expression(key + u".patterns"_s, wantedText(entry, u"pattern"_s), true), days.toInt(),
            flag(entry, u"none"_s) });
    }
    if (rule.patterns.empty())
        blame(key, "has no pattern"_L1);
    return rule;
}

ListRule MappingReader::listRule(Field field, const QJsonObject &object)
{
    const QString key = jsonName(field);
    known(key, object, { u"column"_s, u"table"_s });
    ListRule rule { wantedText(object, u"column"_s), {} };
    const QJsonObject table = child(object, u"table"_s);
    for (auto entry = table.begin(); entry != table.end(); ++entry) {
        const QString label = entry->toString();
        if (field == Field::Organiser ? !organiserFromLabel(label) : !themeFromLabel(label))
            blame(key + u'.' + entry.key(), "does not name a value of annexe 1"_L1);
        rule.table.insert(entry.key(), label);
    }
    return rule;
}

void MappingReader::fields(Mapping::Rules &rules, const QJsonObject &object)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString key = entry.key();
        const QJsonObject rule = child(object, key);
        if (key == "parcours"_L1) {
            rules.route = RouteRule { textRule(key, rule, { u"separator"_s }), wantedText(rule, u"separator"_s) };
            continue;
        }
        const auto field = fieldFromJsonName(key);
        if (!field) {
            blame(key, "is not a field of annexe 1"_L1);
            continue;
        }
        using enum Field;
        switch (*field) {
        case Subject:
            rules.texts[*field] = textRule(key, rule, { u"overflow"_s });
            break;
        case Description:
        case Departure:
        case Arrival:
        case PlaceAddress:
        case Addresses:
            rules.texts[*field] = textRule(key, rule);
            break;
        case Begins:
        case Ends:
            rules.times[*field] = timeRule(key, rule);
            break;
        case PeopleExpected:
        case PeopleDeclared:
        case CarsExpected:
        case CarsDeclared:
            rules.numbers[*field] = numberRule(key, rule);
            break;
        case Organiser:
        case Theme:
            rules.lists[*field] = listRule(*field, rule);
            break;
        case Waypoints:
        case Route:
        case Footprint:
            blame(key, "cannot be mapped; use parcours for a list of streets"_L1);
        }
    }
    if (!rules.texts.contains(Field::Subject))
        blame(u"fields.objet"_s, "is missing"_L1);
}

void MappingReader::kinds(Mapping::Rules &rules, const QJsonObject &object)
{
    known(u"kind"_s, object, { u"default"_s, u"whenFilled"_s });
    rules.kind = kind(u"kind.default"_s, wantedText(object, u"default"_s));
    for (const QJsonObject &entry : children(object, u"whenFilled"_s)) {
        known(u"kind.whenFilled"_s, entry, { u"column"_s, u"kind"_s });
        rules.kindWhenFilled.emplace_back(
            wantedText(entry, u"column"_s), kind(u"kind.whenFilled"_s, wantedText(entry, u"kind"_s)));
    }
}

Mapping::Rules MappingReader::read(const QJsonObject &root)
{
    known(u"mapping"_s, root,
        { u"source"_s, u"namespace"_s, u"delimiter"_s, u"gazetteer"_s, u"key"_s, u"kind"_s, u"status"_s, u"fields"_s });
    Mapping::Rules rules;
    rules.space = QUuid::fromString(text(root, u"namespace"_s));
    if (rules.space.isNull())
        blame(u"namespace"_s, "must be a UUID"_L1);
    const QString delimiter = text(root, u"delimiter"_s, u","_s);
    static constexpr QStringView kDelimiters = u",;\t|";
    if (delimiter.size() == 1 && kDelimiters.contains(delimiter.front()))
        rules.delimiter = delimiter.front().toLatin1();
    else
        blame(u"delimiter"_s, "must be a comma, a semicolon, a tab or a bar"_L1);
    rules.gazetteer = flag(root, u"gazetteer"_s);
    rules.key = texts(root, u"key"_s);
    if (rules.key.isEmpty())
        blame(u"key"_s, "names no column"_L1);
    kinds(rules, child(root, u"kind"_s));
    if (root.contains("status"_L1)) {
        const QJsonObject status = child(root, u"status"_s);
        known(u"status"_s, status, { u"column"_s, u"active"_s, u"withdrawn"_s });
        rules.statusColumn = wantedText(status, u"column"_s);
        rules.active = texts(status, u"active"_s);
        rules.withdrawn = texts(status, u"withdrawn"_s);
    }
    fields(rules, child(root, u"fields"_s));
    return rules;
}

} // namespace

QStringList Mapping::Rules::columns() const
{
    QStringList all = key;
    for (const auto &[column, unused] : kindWhenFilled)
        all.append(column);
    if (!statusColumn.isEmpty())
        all.append(statusColumn);
    for (const auto &[unused, rule] : texts)
        all.append(rule.columns);
    for (const auto &[unused, rule] : numbers)
        all.append(rule.column);
    for (const auto &[unused, rule] : times)
        all.append({ rule.dateColumn, rule.column });
    for (const auto &[unused, rule] : lists)
        all.append(rule.column);
    if (route)
        all.append(route->text.columns);
    return all;
}

Result<Gazetteer> readGazetteer(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return fail(Failure::InvalidInput, u"the gazetteer is not a JSON object"_s);
    Gazetteer places;
    const QJsonObject object = document.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QJsonObject place = entry->toObject();
        const QJsonValue latitude = place.value("lat"_L1);
        const QJsonValue longitude = place.value("lng"_L1);
        const GeoPoint point { longitude.toDouble(), latitude.toDouble() };
        if (!latitude.isDouble() || !longitude.isDouble() || !isOnEarth(point))
            return fail(Failure::InvalidInput, u"%1: has no lat and lng on Earth"_s.arg(entry.key().left(300)));
        places.insert(entry.key(), point);
    }
    return places;
}

Mapping::Mapping(std::unique_ptr<const Rules> rules) : m_rules(std::move(rules)) { }
Mapping::Mapping(Mapping &&) noexcept = default;
Mapping &Mapping::operator=(Mapping &&) noexcept = default;
Mapping::~Mapping() = default;

char Mapping::delimiter() const { return m_rules->delimiter; }
bool Mapping::wantsGazetteer() const { return m_rules->gazetteer; }

Result<Mapping> Mapping::fromJson(const QByteArray &json)
{
    if (json.size() > kMappingLimit)
        return fail(Failure::TooLarge, u"the mapping is larger than %1 bytes"_s.arg(kMappingLimit));
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(
            Failure::InvalidInput, u"not a JSON object, at byte %1: %2"_s.arg(error.offset).arg(error.errorString()));
    MappingReader reader;
    auto rules = std::make_unique<const Rules>(reader.read(document.object()));
    if (reader.fault())
        return fail(Failure::InvalidInput, reader.fault()->left(1'000));
    return Mapping(std::move(rules));
}

} // namespace cortege::exchange
