#include <domain/geojson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QVariant>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <utility>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kKindNames { "manifestationDeambulatoire"_L1, "manifestationStatique"_L1, "operationProgrammee"_L1,
    "visiteOfficielle"_L1 }; // in the order of EventKind
constexpr std::array kStateNames { "active"_L1, "annulee"_L1, "effacee"_L1 }; // in the order of EventState

// --- writing ---

/// A JSON text under construction, in the memory of one document.
class Writer
{
public:
    Writer() : m_document(yyjson_mut_doc_new(nullptr)) { }

    yyjson_mut_val *object() { return yyjson_mut_obj(document()); }
    void add(yyjson_mut_val *object, QLatin1StringView name, yyjson_mut_val *value)
    {
        yyjson_mut_obj_add(object, constant(name), value);
    }
    yyjson_mut_val *constant(QLatin1StringView text)
    {
        return yyjson_mut_strn(document(), text.data(), static_cast<size_t>(text.size()));
    }
    yyjson_mut_val *json(const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        return yyjson_mut_strncpy(document(), utf8.constData(), static_cast<size_t>(utf8.size()));
    }
    yyjson_mut_val *json(qint64 number) { return yyjson_mut_sint(document(), number); }
    yyjson_mut_val *json(GeoPoint point)
    {
        yyjson_mut_val *const pair = yyjson_mut_arr(document());
        yyjson_mut_arr_add_real(document(), pair, point.longitude);
        yyjson_mut_arr_add_real(document(), pair, point.latitude);
        return pair;
    }
    yyjson_mut_val *json(const Address &address)
    {
        yyjson_mut_val *const value = object();
        add(value, "texte"_L1, json(address.text));
        if (address.position)
            add(value, "position"_L1, json(*address.position));
        return value;
    }
    template <class Item>
    yyjson_mut_val *json(const std::vector<Item> &items)
    {
        yyjson_mut_val *const array = yyjson_mut_arr(document());
        for (const Item &item : items)
            yyjson_mut_arr_append(array, json(item));
        return array;
    }
    yyjson_mut_val *geometry(const EventRecord &record);
    yyjson_mut_val *properties(const EventRecord &record);

    QByteArray text(yyjson_mut_val *root) const
    {
        size_t size = 0;
        const std::unique_ptr<char, decltype(&std::free)> text(
            yyjson_mut_val_write(root, YYJSON_WRITE_INF_AND_NAN_AS_NULL, &size), &std::free);
        Q_ASSERT(text);
        return { text.get(), static_cast<qsizetype>(size) };
    }

private:
    yyjson_mut_doc *document() const { return m_document.get(); }
    struct Free {
        void operator()(yyjson_mut_doc *document) const { yyjson_mut_doc_free(document); }
    };
    std::unique_ptr<yyjson_mut_doc, Free> m_document;
};

yyjson_mut_val *Writer::geometry(const EventRecord &record)
{
    std::vector<GeoPoint> points = pointsOf(record);
    if (points.empty())
        return yyjson_mut_null(document());
    const auto geometry = [this](QLatin1StringView type, yyjson_mut_val *coordinates) {
        yyjson_mut_val *const value = object();
        add(value, "type"_L1, constant(type));
        add(value, "coordinates"_L1, coordinates);
        return value;
    };
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    if (moving && !moving->route.empty())
        return geometry("LineString"_L1, json(points));
    const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    if (fixed && !fixed->footprint.empty()) {
        points.push_back(points.front());
        return geometry("Polygon"_L1, json(std::vector<LineString> { points }));
    }
    return geometry("MultiPoint"_L1, json(points));
}

/// The properties of a record, those that say something.
class Properties
{
public:
    explicit Properties(Writer &writer) : m_writer(writer), m_object(writer.object()) { }
    yyjson_mut_val *object() const { return m_object; }

    void nature(EventKind kind) { m_writer.add(m_object, "nature"_L1, m_writer.constant(jsonName(kind))); }
    void text(Field field, const QString &value)
    {
        if (!value.isEmpty())
            add(field, value);
    }
    void time(Field field, std::optional<UtcTime> value)
    {
        if (value)
            add(field, toIso(*value));
    }
    void count(Field field, std::optional<int> value)
    {
        if (value)
            add(field, qint64 { *value });
    }
    void address(Field field, const Address &value)
    {
        if (value != Address {})
            add(field, value);
    }
    void addresses(Field field, const std::vector<Address> &values)
    {
        if (!values.empty())
            add(field, values);
    }
    void estimates(const Estimate &people, const Estimate &cars)
    {
        count(Field::PeopleExpected, people.expected);
        count(Field::PeopleDeclared, people.declared);
        count(Field::CarsExpected, cars.expected);
        count(Field::CarsDeclared, cars.declared);
    }
    void organiser(std::optional<OrganiserStatus> value)
    {
        if (value)
            text(Field::Organiser, label(*value));
    }

    void particulars(const MovingDemonstration &moving)
    {
        address(Field::Departure, moving.departure);
        addresses(Field::Waypoints, moving.waypoints);
        address(Field::Arrival, moving.arrival);
        estimates(moving.people, moving.cars);
        organiser(moving.organiser);
    }
    void particulars(const StaticDemonstration &fixed)
    {
        address(Field::PlaceAddress, fixed.address);
        estimates(fixed.people, fixed.cars);
        organiser(fixed.organiser);
    }
    void particulars(const PlannedOperation &operation)
    {
        addresses(Field::Addresses, operation.addresses);
        if (operation.theme)
            text(Field::Theme, label(*operation.theme));
    }
    void particulars(const OfficialVisit &visit) { addresses(Field::Addresses, visit.addresses); }

private:
    void add(Field field, const auto &value) { m_writer.add(m_object, jsonName(field), m_writer.json(value)); }
    Writer &m_writer;
    yyjson_mut_val *m_object;
};

yyjson_mut_val *Writer::properties(const EventRecord &record)
{
    Properties properties(*this);
    properties.nature(record.kind());
    properties.text(Field::Subject, record.subject);
    properties.text(Field::Description, record.description);
    properties.time(Field::Begins, record.begins);
    properties.time(Field::Ends, record.ends);
    std::visit([&properties](const auto &value) { properties.particulars(value); }, record.particulars);
    return properties.object();
}

// --- reading ---

std::optional<GeoPoint> pointFrom(JsonValue pair)
{
    // RFC 7946 allows an altitude and advises against more; annexe 1 has none, so a third number is dropped.
    if (!pair.isArray() || pair.size() < 2 || pair.size() > 3 || !pair[0].isNumber() || !pair[1].isNumber())
        return std::nullopt;
    return GeoPoint { pair[0].number(), pair[1].number() };
}

std::optional<std::vector<GeoPoint>> pointsFrom(JsonValue value)
{
    if (!value.isArray())
        return std::nullopt;
    std::vector<GeoPoint> points;
    points.reserve(static_cast<size_t>(value.size()));
    for (const JsonValue item : value.elements()) {
        const auto point = pointFrom(item);
        if (!point)
            return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

enum class Rules {
    OfToday, ///< for what comes in
    OfItsTime, ///< for what was accepted once
};

class Reader
{
public:
    Reader(JsonValue properties, Rules rules) : m_properties(properties.members()), m_rules(rules) { }

    QString text(Field field)
    {
        const JsonValue value = take(field);
        if (!value.isMissing() && !value.isString())
            add(field, Rule::WrongType);
        return value.text();
    }
    std::optional<UtcTime> time(Field field)
    {
        const QString read = text(field);
        if (read.isEmpty())
            return std::nullopt;
        const auto time = fromIso(read);
        if (!time)
            add(field, Rule::WrongType);
        return time;
    }
    std::optional<int> count(Field field)
    {
        const JsonValue value = take(field);
        if (value.isMissing())
            return std::nullopt;
        const double number = value.number(std::nan(""));
        if (std::isnan(number) || number != std::floor(number))
            add(field, Rule::WrongType);
        else if (number < 0)
            add(field, Rule::Negative);
        else if (number > (m_rules == Rules::OfToday ? limits::kCount : std::numeric_limits<int>::max()))
            add(field, Rule::TooBig, -1, limits::kCount);
        else
            return static_cast<int>(number);
        return std::nullopt;
    }
    Address address(Field field)
    {
        const JsonValue value = take(field);
        return value.isMissing() ? Address {} : addressFrom(field, value, -1);
    }
    std::vector<Address> addresses(Field field)
    {
        const JsonValue value = take(field);
        if (!value.isMissing() && !value.isArray())
            add(field, Rule::WrongType);
        std::vector<Address> all;
        for (const JsonValue item : value.elements())
            all.push_back(addressFrom(field, item, static_cast<int>(all.size())));
        return all;
    }
    std::optional<OrganiserStatus> organiser() { return listed(Field::Organiser, organiserFromLabel); }
    std::optional<OperationTheme> theme() { return listed(Field::Theme, themeFromLabel); }

    void particulars(MovingDemonstration &moving)
    {
        moving.departure = address(Field::Departure);
        moving.waypoints = addresses(Field::Waypoints);
        moving.arrival = address(Field::Arrival);
        estimates(moving.people, moving.cars);
        moving.organiser = organiser();
    }
    void particulars(StaticDemonstration &fixed)
    {
        fixed.address = address(Field::PlaceAddress);
        estimates(fixed.people, fixed.cars);
        fixed.organiser = organiser();
    }
    void particulars(PlannedOperation &operation)
    {
        operation.addresses = addresses(Field::Addresses);
        operation.theme = theme();
    }
    void particulars(OfficialVisit &visit) { visit.addresses = addresses(Field::Addresses); }

    void estimates(Estimate &people, Estimate &cars)
    {
        people = { count(Field::PeopleExpected), count(Field::PeopleDeclared) };
        cars = { count(Field::CarsExpected), count(Field::CarsDeclared) };
    }

    void add(Field field, Rule rule, int index = -1, int limit = 0)
    {
        addIssue(m_issues, { field, rule, index, limit });
    }
    JsonValue take(QLatin1StringView name)
    {
        const auto found = std::ranges::find(m_properties, name, &JsonValue::Member::name);
        return found == m_properties.end() ? JsonValue() : (found->name = {}, std::exchange(found->value, {}));
    }
    /// What nobody asked for, and a name that stands there twice: annexe 1 is a closed list (Art. 3).
    std::optional<QString> unknown() const
    {
        const auto left
            = std::ranges::find_if(m_properties, [](const JsonValue::Member &member) { return !member.name.isNull(); });
        return left == m_properties.end() ? std::nullopt : std::optional(QString::fromUtf8(left->name));
    }
    std::vector<FieldIssue> issues() const { return m_issues; }

private:
    JsonValue take(Field field) { return take(jsonName(field)); }

    template <class Read>
    auto listed(Field field, Read read) -> decltype(read(QStringView {}))
    {
        const QString label = text(field);
        if (label.isEmpty())
            return std::nullopt;
        const auto value = read(label);
        if (!value)
            add(field, Rule::UnknownValue);
        return value;
    }
    Address addressFrom(Field field, JsonValue value, int index)
    {
        const JsonValue text = value["texte"_L1];
        const JsonValue position = value["position"_L1];
        Address address { text.text(), pointFrom(position) };
        const bool positionRead = position.isMissing() || address.position;
        const auto known = 1 + (position.isUndefined() ? 0 : 1);
        if (!value.isObject() || !text.isString() || !positionRead || value.size() != known)
            add(field, Rule::WrongType, index);
        return address;
    }

    std::vector<JsonValue::Member> m_properties; ///< without a name once they were taken
    Rules m_rules;
    std::vector<FieldIssue> m_issues;
};

/// The drawn geometry into the record. A MultiPoint is derived from the addresses and carries nothing of its own.
void readGeometry(Reader &reader, JsonValue value, EventRecord &record)
{
    auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    const Field field = moving ? Field::Route : fixed ? Field::Footprint : Field::Addresses;
    if (value.isMissing())
        return;
    const QByteArrayView type = value["type"_L1].utf8();
    const JsonValue coordinates = value["coordinates"_L1];
    if (type == "MultiPoint"_L1 && pointsFrom(coordinates))
        return;
    if (type == "LineString"_L1 && moving) {
        if (auto points = pointsFrom(coordinates)) {
            moving->route = std::move(*points);
            return;
        }
    }
    if (type == "Polygon"_L1 && fixed && coordinates.isArray() && coordinates.size() == 1) {
        auto points = pointsFrom(coordinates[0]);
        if (points && points->size() >= 4 && points->front() == points->back()) {
            points->pop_back();
            fixed->footprint = std::move(*points);
            return;
        }
    }
    reader.add(field, Rule::WrongType);
}

std::expected<EventRecord, Unreadable> readRecord(JsonValue feature, Rules rules)
{
    if (feature["type"_L1].utf8() != "Feature"_L1 || !feature["properties"_L1].isObject())
        return std::unexpected(Unreadable { {}, u"not a GeoJSON Feature with properties"_s });
    Reader reader(feature["properties"_L1], rules);
    const QString nature = reader.take("nature"_L1).text();
    const auto kind = kindFromJsonName(nature);
    if (!kind)
        return std::unexpected(Unreadable { {}, u"unknown nature \"%1\""_s.arg(nature.left(60)) });

    EventRecord record = emptyRecord(*kind);
    record.subject = reader.text(Field::Subject);
    record.description = reader.text(Field::Description);
    record.begins = reader.time(Field::Begins);
    record.ends = reader.time(Field::Ends);
    std::visit([&reader](auto &particulars) { reader.particulars(particulars); }, record.particulars);
    readGeometry(reader, feature["geometry"_L1], record);
    if (const auto unknown = reader.unknown())
        return std::unexpected(Unreadable { {}, u"unknown property \"%1\""_s.arg(unknown->left(60)) });

    if (rules == Rules::OfToday) {
        for (const FieldIssue &issue : validate(record))
            reader.add(issue.field, issue.rule, issue.index, issue.limit);
    }
    if (!reader.issues().empty() || !isSound(record))
        return std::unexpected(Unreadable { reader.issues(), u"invalid fields"_s });
    return record;
}

std::expected<EventRecord, Unreadable> readRecord(const QJsonObject &feature, Rules rules)
{
    const auto read = JsonDocument::read(QJsonDocument(feature).toJson(QJsonDocument::Compact));
    return readRecord(read ? read->root() : JsonValue(), rules);
}

std::optional<EventState> stateFrom(QByteArrayView name)
{
    const auto found
        = std::ranges::find_if(kStateNames, [name](QLatin1StringView known) { return QByteArrayView(known) == name; });
    return found == kStateNames.end() ? std::nullopt
                                      : std::optional(static_cast<EventState>(found - kStateNames.begin()));
}

} // namespace

std::expected<EventRecord, Unreadable> recordFromFeature(JsonValue feature)
{
    return readRecord(feature, Rules::OfToday);
}
std::expected<EventRecord, Unreadable> keptRecordFromFeature(JsonValue feature)
{
    return readRecord(feature, Rules::OfItsTime);
}
std::expected<EventRecord, Unreadable> recordFromFeature(const QJsonObject &feature)
{
    return readRecord(feature, Rules::OfToday);
}
std::expected<EventRecord, Unreadable> keptRecordFromFeature(const QJsonObject &feature)
{
    return readRecord(feature, Rules::OfItsTime);
}

QLatin1StringView jsonName(EventKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

std::optional<EventKind> kindFromJsonName(QStringView name)
{
    const auto found = std::ranges::find_if(kKindNames, [name](QLatin1StringView known) { return known == name; });
    return found == kKindNames.end() ? std::nullopt : std::optional(static_cast<EventKind>(found - kKindNames.begin()));
}

QLatin1StringView jsonName(EventState state) { return kStateNames[static_cast<size_t>(state)]; }

QByteArray featureText(const EventRecord &record)
{
    Writer writer;
    yyjson_mut_val *const feature = writer.object();
    writer.add(feature, "type"_L1, writer.constant("Feature"_L1));
    writer.add(feature, "geometry"_L1, writer.geometry(record));
    writer.add(feature, "properties"_L1, writer.properties(record));
    return writer.text(feature);
}

QByteArray featureText(const EventVersion &version, QByteArrayView recordText)
{
    Writer writer;
    yyjson_mut_val *const author = writer.object();
    writer.add(author, "id"_L1, writer.json(version.author.id.toString()));
    writer.add(author, "nom"_L1, writer.json(version.author.name));
    yyjson_mut_val *const journal = writer.object();
    writer.add(journal, "revision"_L1, writer.json(qint64 { version.revision }));
    writer.add(journal, "sequence"_L1, writer.json(version.sequence));
    writer.add(journal, "etat"_L1, writer.constant(jsonName(version.state)));
    writer.add(journal, "auteur"_L1, author);
    writer.add(journal, "enregistreLe"_L1, writer.json(toIso(version.recordedAt)));
    yyjson_mut_val *const head = writer.object();
    writer.add(head, "id"_L1, writer.json(version.id.toString()));
    writer.add(head, "journal"_L1, journal);

    Q_ASSERT(recordText.startsWith('{') && recordText.endsWith('}'));
    QByteArray text = writer.text(head);
    text.back() = ',';
    return text.append(recordText.sliced(1));
}

QByteArray featureText(const EventVersion &version)
{
    if (version.state == EventState::Erased)
        return featureText(version, R"({"type":"Feature","geometry":null,"properties":null})");
    return featureText(version, featureText(version.record));
}

QJsonObject toFeature(const EventRecord &record) { return QJsonDocument::fromJson(featureText(record)).object(); }
QJsonObject toFeature(const EventVersion &version) { return QJsonDocument::fromJson(featureText(version)).object(); }

Result<EventVersion> versionFromFeature(JsonValue feature)
{
    const JsonValue journal = feature["journal"_L1];
    const auto state = stateFrom(journal["etat"_L1].utf8());
    const bool erased = state == EventState::Erased && feature["properties"_L1].isMissing();
    auto record = erased ? EventRecord {} : keptRecordFromFeature(feature);
    if (!record)
        return fail(Failure::InvalidInput, record.error().detail);
    const JsonValue author = journal["auteur"_L1];
    const auto id = EventId::parse(feature["id"_L1].text());
    const auto person = PersonId::parse(author["id"_L1].text());
    const auto recordedAt = fromIso(journal["enregistreLe"_L1].text());
    const qint64 revision = journal["revision"_L1].integer(-1);
    const qint64 sequence = journal["sequence"_L1].integer(-1);
    if (!id || !person || !recordedAt || revision < 1 || revision > std::numeric_limits<int>::max() || sequence < 1
        || !state || erased != (state == EventState::Erased))
        return fail(Failure::InvalidInput, u"journal properties are missing or wrong"_s);
    return EventVersion { *id, static_cast<int>(revision), sequence, *state, { *person, author["nom"_L1].text() },
        *recordedAt, std::move(*record) };
}

Result<EventVersion> versionFromFeature(const QJsonObject &feature)
{
    const auto read = JsonDocument::read(QJsonDocument(feature).toJson(QJsonDocument::Compact));
    return versionFromFeature(read ? read->root() : JsonValue());
}

QString plainText(const QJsonValue &property)
{
    if (property.isArray()) {
        QStringList parts;
        std::ranges::transform(property.toArray(), std::back_inserter(parts), plainText);
        return parts.join(u" ; "_s);
    }
    if (property.isObject())
        return property["texte"_L1].toString();
    return property.toVariant().toString();
}

QByteArray toFeatureCollection(const std::vector<EventVersion> &versions)
{
    QByteArray text = R"({"type":"FeatureCollection","features":[)"
                      "\n";
    for (const EventVersion &version : versions)
        text += (&version == versions.data() ? "" : ",\n") + featureText(version);
    return text + "\n]}\n";
}

} // namespace cortege
