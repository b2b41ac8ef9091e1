#include <presentation/draft.h>

#include <domain/cbor.h>
#include <domain/geojson.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCborValue>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kVersion = 1;
/// Bounds for lists, so that a few damaged bytes cannot ask for much memory; well over what annexe 1 allows.
constexpr qsizetype kMostAddresses = 10'000;

QCborArray pointsTo(const std::vector<GeoPoint> &points)
{
    QCborArray array;
    for (const GeoPoint point : points) {
        array.append(point.longitude);
        array.append(point.latitude);
    }
    return array;
}

QCborArray momentTo(const MomentText &text)
{
    return { text.date, text.time, text.season ? QCborValue(static_cast<int>(*text.season)) : QCborValue() };
}

QCborArray addressesTo(const std::vector<Address> &addresses)
{
    QCborArray array;
    for (const Address &address : addresses) {
        array.append(address.text);
        array.append(address.position ? QCborValue(pointsTo({ *address.position })) : QCborValue());
    }
    return array;
}

template <class Enum>
QCborValue enumTo(std::optional<Enum> value)
{
    return value ? QCborValue(static_cast<int>(*value)) : QCborValue();
}

QCborMap contentTo(const FormContent &content)
{
    return {
        { u"kind"_s, static_cast<int>(content.kind) },
        { u"subject"_s, content.subject },
        { u"description"_s, content.description },
        { u"begins"_s, momentTo(content.begins) },
        { u"ends"_s, momentTo(content.ends) },
        { u"addresses"_s, addressesTo(content.addresses) },
        { u"told"_s, content.told },
        { u"people"_s, QCborArray { content.people.expected, content.people.declared } },
        { u"cars"_s, QCborArray { content.cars.expected, content.cars.declared } },
        { u"organiser"_s, enumTo(content.organiser) },
        { u"theme"_s, enumTo(content.theme) },
        { u"shape"_s, pointsTo(content.shape) },
    };
}

/// Reads values and remembers whether each was what it had to be.
class Decoder
{
public:
    bool isSound() const { return m_sound; }

    QString text(const QCborValue &value) { return expect(value.isString()) ? value.toString() : QString(); }

    qint64 number(const QCborValue &value) { return expect(value.isInteger()) ? value.toInteger() : 0; }

    template <class Enum>
    std::optional<Enum> maybeEnum(const QCborValue &value, Enum last)
    {
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        return enumeration(value, last);
    }

    template <class Enum>
    Enum enumeration(const QCborValue &value, Enum last)
    {
        const qint64 read = number(value);
        return expect(read >= 0 && read <= static_cast<int>(last)) ? static_cast<Enum>(read) : Enum {};
    }

    std::vector<GeoPoint> points(const QCborValue &value)
    {
        const QCborArray array = value.toArray();
        std::vector<GeoPoint> points;
        if (!expect(value.isArray() && array.size() % 2 == 0))
            return points;
        for (qsizetype i = 0; i < array.size(); i += 2)
            points.push_back({ real(array.at(i)), real(array.at(i + 1)) });
        return points;
    }

    MomentText moment(const QCborValue &value)
    {
        const QCborArray array = value.toArray();
        if (!expect(array.size() == 3))
            return {};
        return { text(array.at(0)), text(array.at(1)), maybeEnum(array.at(2), Season::Winter) };
    }

    EstimateText estimate(const QCborValue &value)
    {
        const QCborArray array = value.toArray();
        if (!expect(array.size() == 2))
            return {};
        return { text(array.at(0)), text(array.at(1)) };
    }

    std::vector<Address> addresses(const QCborValue &value)
    {
        const QCborArray array = value.toArray();
        std::vector<Address> addresses;
        if (!expect(value.isArray() && array.size() % 2 == 0 && array.size() <= 2 * kMostAddresses))
            return addresses;
        for (qsizetype i = 0; i < array.size(); i += 2)
            addresses.push_back({ text(array.at(i)), position(array.at(i + 1)) });
        return addresses;
    }

    FormContent content(const QCborValue &value)
    {
        FormContent content;
        if (!expect(value.isMap()))
            return content;
        const QCborMap map = value.toMap();
        content.kind = enumeration(map[u"kind"_s], EventKind::OfficialVisit);
        content.subject = text(map[u"subject"_s]);
        content.description = text(map[u"description"_s]);
        content.begins = moment(map[u"begins"_s]);
        content.ends = moment(map[u"ends"_s]);
        content.addresses = addresses(map[u"addresses"_s]);
        content.told = map.contains(u"told"_s) ? text(map[u"told"_s]) : QString(); // older drafts know nothing of it
        content.people = estimate(map[u"people"_s]);
        content.cars = estimate(map[u"cars"_s]);
        content.organiser = maybeEnum(map[u"organiser"_s], OrganiserStatus::Other);
        content.theme = maybeEnum(map[u"theme"_s], OperationTheme::WholesaleMarket);
        content.shape = points(map[u"shape"_s]);
        keepAddressLines(content);
        return content;
    }

private:
    bool expect(bool holds)
    {
        m_sound = m_sound && holds;
        return holds;
    }

    double real(const QCborValue &value)
    {
        return expect(value.isDouble() || value.isInteger()) ? value.toDouble() : 0;
    }

    std::optional<GeoPoint> position(const QCborValue &value)
    {
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        const auto one = points(value);
        return expect(one.size() == 1) ? std::optional(one.front()) : std::nullopt;
    }

    bool m_sound = true;
};

/// A base that cannot be read any more must not cost the person what was typed.
std::optional<EventRecord> baseOf(const QCborValue &value)
{
    if (!value.isMap())
        return std::nullopt;
    const auto record = recordFromFeature(value.toMap().toJsonObject());
    return record ? std::optional(*record) : std::nullopt;
}

Result<QByteArray> bytesOf(const QCborMap &map)
{
    QByteArray bytes = map.toCborValue().toCbor();
    if (bytes.size() > kDraftBytes)
        return fail(Failure::TooLarge, u"draft of %1 bytes"_s.arg(bytes.size()));
    return bytes;
}

Result<QCborMap> mapOf(const QByteArray &bytes)
{
    if (bytes.size() > kDraftBytes)
        return fail(Failure::Corrupt, u"draft of %1 bytes"_s.arg(bytes.size()));
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return fail(Failure::Corrupt, u"draft is not a map in CBOR"_s);
    QCborMap map = value.toMap();
    if (map[u"version"_s] != QCborValue(kVersion))
        return fail(Failure::Corrupt, u"draft of an unknown version"_s);
    return map;
}

} // namespace

Result<QByteArray> encode(const Draft &draft)
{
    QCborMap map { { u"version"_s, kVersion }, { u"content"_s, contentTo(draft.content) },
        { u"baseRevision"_s, draft.baseRevision },
        { u"typedAt"_s, qint64 { draft.typedAt.time_since_epoch().count() } } };
    if (draft.base)
        map[u"base"_s] = QCborMap::fromJsonObject(toFeature(*draft.base));
    return bytesOf(map);
}

Result<QByteArray> encode(const EventModel &model)
{
    return bytesOf(
        { { u"version"_s, kVersion }, { u"name"_s, model.name }, { u"content"_s, contentTo(model.content) } });
}

Result<QByteArray> encode(const SavedFilter &filter)
{
    QList<int> ordered(filter.kinds.begin(), filter.kinds.end());
    std::ranges::sort(ordered); // the same bytes for the same filter
    QCborArray kinds;
    for (const int kind : std::as_const(ordered))
        kinds.append(kind);
    return bytesOf({ { u"version"_s, kVersion }, { u"name"_s, filter.name }, { u"text"_s, filter.text },
        { u"kinds"_s, kinds }, { u"period"_s, filter.period }, { u"cancelled"_s, filter.cancelled } });
}

Result<Draft> decodeDraft(const QByteArray &bytes)
{
    const auto map = mapOf(bytes);
    if (!map)
        return std::unexpected(map.error());
    Decoder decoder;
    Draft draft { decoder.content((*map)[u"content"_s]), baseOf((*map)[u"base"_s]), 0,
        UtcTime { std::chrono::milliseconds { decoder.number((*map)[u"typedAt"_s]) } } };
    const qint64 revision = decoder.number((*map)[u"baseRevision"_s]);
    if (!decoder.isSound() || revision < 0 || revision > std::numeric_limits<int>::max())
        return fail(Failure::Corrupt, u"draft with a value of the wrong kind"_s);
    draft.baseRevision = static_cast<int>(revision);
    return draft;
}

Result<EventModel> decodeModel(const QByteArray &bytes)
{
    const auto map = mapOf(bytes);
    if (!map)
        return std::unexpected(map.error());
    Decoder decoder;
    EventModel model { decoder.text((*map)[u"name"_s]), decoder.content((*map)[u"content"_s]) };
    if (!decoder.isSound())
        return fail(Failure::Corrupt, u"model with a value of the wrong kind"_s);
    return model;
}

Result<SavedFilter> decodeFilter(const QByteArray &bytes)
{
    const auto map = mapOf(bytes);
    if (!map)
        return std::unexpected(map.error());
    Decoder decoder;
    SavedFilter filter { decoder.text((*map)[u"name"_s]), decoder.text((*map)[u"text"_s]), {}, 0,
        (*map)[u"cancelled"_s].toBool() };
    const qint64 period = decoder.number((*map)[u"period"_s]);
    const QCborArray kinds = (*map)[u"kinds"_s].toArray();
    for (const auto &kind : kinds)
        filter.kinds.insert(static_cast<int>(decoder.enumeration(kind, EventKind::OfficialVisit)));
    if (!decoder.isSound() || period < 0 || period > std::numeric_limits<int>::max())
        return fail(Failure::Corrupt, u"filter with a value of the wrong kind"_s);
    filter.period = static_cast<int>(period);
    return filter;
}

EventModel modelOf(const QString &name, FormContent content)
{
    content.begins = { {}, content.begins.time, {} };
    content.ends = { {}, content.ends.time, {} };
    return { name, std::move(content) };
}

} // namespace cortege::presentation
