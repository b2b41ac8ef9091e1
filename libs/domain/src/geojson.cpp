#include <domain/geojson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kKindNames { "manifestationDeambulatoire"_L1, "manifestationStatique"_L1, "operationProgrammee"_L1,
    "visiteOfficielle"_L1 }; // in the order of EventKind

// --- writing ---

QJsonArray toJson(GeoPoint point) { return { point.longitude, point.latitude }; }

QJsonArray toJson(const std::vector<GeoPoint> &points)
{
    QJsonArray array;
    for (const GeoPoint point : points)
        array.append(toJson(point));
    return array;
}

QJsonObject toJson(const Address &address)
{
    QJsonObject object { { u"texte"_s, address.text } };
    if (address.position)
        object.insert(u"position"_s, toJson(*address.position));
    return object;
}

QJsonArray toJson(const std::vector<Address> &addresses)
{
    QJsonArray array;
    for (const Address &address : addresses)
        array.append(toJson(address));
    return array;
}

QJsonValue geometryOf(const EventRecord &record)
{
    const std::vector<GeoPoint> points = pointsOf(record);
    if (points.empty())
        return QJsonValue::Null;
    const auto geometry = [](QLatin1StringView type, QJsonArray coordinates) {
        return QJsonObject { { u"type"_s, type }, { u"coordinates"_s, std::move(coordinates) } };
    };
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    if (moving && !moving->route.empty())
        return geometry("LineString"_L1, toJson(points));
    const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    if (fixed && !fixed->footprint.empty()) {
        std::vector<GeoPoint> closed = points;
        closed.push_back(points.front());
        return geometry("Polygon"_L1, { toJson(closed) });
    }
    return geometry("MultiPoint"_L1, toJson(points));
}

class Writer
{
public:
    void text(Field field, const QString &value)
    {
        if (!value.isEmpty())
            m_properties.insert(jsonName(field), value);
    }
    void time(Field field, std::optional<UtcTime> value)
    {
        if (value)
            m_properties.insert(jsonName(field), toIso(*value));
    }
    void count(Field field, std::optional<int> value)
    {
        if (value)
            m_properties.insert(jsonName(field), *value);
    }
    void address(Field field, const Address &value)
    {
        if (value != Address {})
            m_properties.insert(jsonName(field), toJson(value));
    }
    void addresses(Field field, const std::vector<Address> &values)
    {
        if (!values.empty())
            m_properties.insert(jsonName(field), toJson(values));
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

    QJsonObject properties(const EventRecord &record)
    {
        m_properties = { { u"nature"_s, jsonName(record.kind()) } };
        text(Field::Subject, record.subject);
        text(Field::Description, record.description);
        time(Field::Begins, record.begins);
        time(Field::Ends, record.ends);
        std::visit([this](const auto &value) { particulars(value); }, record.particulars);
        return std::move(m_properties);
    }

private:
    QJsonObject m_properties;
};

// --- reading ---

std::optional<GeoPoint> pointFrom(const QJsonValue &value)
{
    const QJsonArray pair = value.toArray();
    // RFC 7946 allows an altitude and advises against more; annexe 1 has none, so a third number is dropped.
    if (pair.size() < 2 || pair.size() > 3 || !pair[0].isDouble() || !pair[1].isDouble())
        return std::nullopt;
    return GeoPoint { pair[0].toDouble(), pair[1].toDouble() };
}

std::optional<std::vector<GeoPoint>> pointsFrom(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    std::vector<GeoPoint> points;
    for (const QJsonValue item : value.toArray()) {
        const auto point = pointFrom(item);
        if (!point)
            return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

class Reader
{
public:
    explicit Reader(QJsonObject properties) : m_properties(std::move(properties)) { }

    QString text(Field field)
    {
        const QJsonValue value = take(field);
        if (value.isUndefined() || value.isNull())
            return {};
        if (!value.isString())
            add(field, Rule::WrongType);
        return value.toString();
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
        const QJsonValue value = take(field);
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        const double number = value.toDouble(std::nan(""));
        if (std::isnan(number) || number != std::floor(number))
            add(field, Rule::WrongType);
        else if (number < 0)
            add(field, Rule::Negative);
        else if (number > limits::kCount)
            add(field, Rule::TooBig, -1, limits::kCount);
        else
            return static_cast<int>(number);
        return std::nullopt;
    }
    Address address(Field field)
    {
        const QJsonValue value = take(field);
        return value.isUndefined() || value.isNull() ? Address {} : addressFrom(field, value, -1);
    }
    std::vector<Address> addresses(Field field)
    {
        const QJsonValue value = take(field);
        std::vector<Address> all;
        if (value.isUndefined() || value.isNull())
            return all;
        if (!value.isArray())
            add(field, Rule::WrongType);
        for (const QJsonValue item : value.toArray())
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
    QJsonValue take(QLatin1StringView name) { return m_properties.take(name); }
    /// What nobody asked for: annexe 1 is a closed list (Art. 3).
    QStringList unknown() const { return m_properties.keys(); }
    std::vector<FieldIssue> issues() const { return m_issues; }

private:
    QJsonValue take(Field field) { return m_properties.take(jsonName(field)); }

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
    Address addressFrom(Field field, const QJsonValue &value, int index)
    {
        const QJsonObject object = value.toObject();
        const QJsonValue text = object.value("texte"_L1);
        const QJsonValue position = object.value("position"_L1);
        Address address { text.toString(), std::nullopt };
        if (position.isArray())
            address.position = pointFrom(position);
        const bool positionRead = position.isUndefined() || position.isNull() || address.position;
        const auto known = (text.isUndefined() ? 0 : 1) + (position.isUndefined() ? 0 : 1);
        if (!value.isObject() || !text.isString() || !positionRead || object.size() != known)
            add(field, Rule::WrongType, index);
        return address;
    }

    QJsonObject m_properties;
    std::vector<FieldIssue> m_issues;
};

/// The drawn geometry into the record. A MultiPoint is derived from the addresses and carries nothing of its own.
void readGeometry(Reader &reader, const QJsonValue &value, EventRecord &record)
{
    auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    const Field field = moving ? Field::Route : fixed ? Field::Footprint : Field::Addresses;
    if (value.isNull() || value.isUndefined())
        return;
    const QString type = value.toObject().value("type"_L1).toString();
    const QJsonValue coordinates = value.toObject().value("coordinates"_L1);
    if (type == "MultiPoint"_L1 && pointsFrom(coordinates))
        return;
    if (type == "LineString"_L1 && moving) {
        if (auto points = pointsFrom(coordinates)) {
            moving->route = std::move(*points);
            return;
        }
    }
    if (type == "Polygon"_L1 && fixed && coordinates.toArray().size() == 1) {
        auto points = pointsFrom(coordinates.toArray().first());
        if (points && points->size() >= 4 && points->front() == points->back()) {
            points->pop_back();
            fixed->footprint = std::move(*points);
            return;
        }
    }
    reader.add(field, Rule::WrongType);
}

std::expected<EventRecord, Unreadable> readRecord(const QJsonObject &feature)
{
    if (feature.value("type"_L1) != "Feature"_L1 || !feature.value("properties"_L1).isObject())
        return std::unexpected(Unreadable { {}, u"not a GeoJSON Feature with properties"_s });
    Reader reader(feature.value("properties"_L1).toObject());
    const QString nature = reader.take("nature"_L1).toString();
    const auto kind = kindFromJsonName(nature);
    if (!kind)
        return std::unexpected(Unreadable { {}, u"unknown nature \"%1\""_s.arg(nature.left(60)) });

    EventRecord record = emptyRecord(*kind);
    record.subject = reader.text(Field::Subject);
    record.description = reader.text(Field::Description);
    record.begins = reader.time(Field::Begins);
    record.ends = reader.time(Field::Ends);
    std::visit([&reader](auto &particulars) { reader.particulars(particulars); }, record.particulars);
    readGeometry(reader, feature.value("geometry"_L1), record);
    if (const QStringList unknown = reader.unknown(); !unknown.isEmpty())
        return std::unexpected(Unreadable { {}, u"unknown property \"%1\""_s.arg(unknown.first().left(60)) });

    for (const FieldIssue &issue : validate(record))
        reader.add(issue.field, issue.rule, issue.index, issue.limit);
    if (!reader.issues().empty())
        return std::unexpected(Unreadable { reader.issues(), u"invalid fields"_s });
    return record;
}

} // namespace

QLatin1StringView jsonName(EventKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

std::optional<EventKind> kindFromJsonName(QStringView name)
{
    const auto found = std::ranges::find_if(kKindNames, [name](QLatin1StringView known) { return known == name; });
    return found == kKindNames.end() ? std::nullopt : std::optional(static_cast<EventKind>(found - kKindNames.begin()));
}

QLatin1StringView jsonName(EventState state) { return state == EventState::Active ? "active"_L1 : "annulee"_L1; }

QJsonObject toFeature(const EventRecord &record)
{
    return { { u"type"_s, u"Feature"_s }, { u"geometry"_s, geometryOf(record) },
        { u"properties"_s, Writer().properties(record) } };
}

QJsonObject toFeature(const EventVersion &version)
{
    QJsonObject feature = toFeature(version.record);
    feature.insert(u"id"_s, version.id.toString());
    feature.insert(u"journal"_s,
        QJsonObject { { u"revision"_s, version.revision }, { u"sequence"_s, version.sequence },
            { u"etat"_s, jsonName(version.state) },
            { u"auteur"_s,
                QJsonObject { { u"id"_s, version.author.id.toString() }, { u"nom"_s, version.author.name } } },
            { u"enregistreLe"_s, toIso(version.recordedAt) } });
    return feature;
}

std::expected<EventRecord, Unreadable> recordFromFeature(const QJsonObject &feature) { return readRecord(feature); }

Result<EventVersion> versionFromFeature(const QJsonObject &feature)
{
    auto record = readRecord(feature);
    if (!record)
        return fail(Failure::InvalidInput, record.error().detail);
    const QJsonObject journal = feature.value("journal"_L1).toObject();
    const QJsonObject author = journal.value("auteur"_L1).toObject();
    const auto id = EventId::parse(feature.value("id"_L1).toString());
    const auto person = PersonId::parse(author.value("id"_L1).toString());
    const auto recordedAt = fromIso(journal.value("enregistreLe"_L1).toString());
    const QJsonValue state = journal.value("etat"_L1);
    const bool active = state == jsonName(EventState::Active);
    const int revision = journal.value("revision"_L1).toInt(-1);
    const qint64 sequence = journal.value("sequence"_L1).toInteger(-1);
    if (!id || !person || !recordedAt || revision < 1 || sequence < 1
        || (!active && state != jsonName(EventState::Cancelled)))
        return fail(Failure::InvalidInput, u"journal properties are missing or wrong"_s);
    return EventVersion { *id, revision, sequence, active ? EventState::Active : EventState::Cancelled,
        { *person, author.value("nom"_L1).toString() }, *recordedAt, std::move(*record) };
}

QByteArray toFeatureCollection(const std::vector<EventVersion> &versions)
{
    QJsonArray features;
    for (const EventVersion &version : versions)
        features.append(toFeature(version));
    return QJsonDocument(QJsonObject { { u"type"_s, u"FeatureCollection"_s }, { u"features"_s, features } }).toJson();
}

} // namespace cortege
