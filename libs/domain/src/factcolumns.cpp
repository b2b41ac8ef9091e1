#include <domain/fact.h>

#include <QtCore/QCborStreamReader>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

#include <algorithm>
#include <cmath>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

/// The tags of typed arrays, little-endian (RFC 8746 §2.1).
template <class T>
constexpr quint64 kArrayTag = 0;
template <>
constexpr quint64 kArrayTag<quint16> = 69;
template <>
constexpr quint64 kArrayTag<quint32> = 70;
template <>
constexpr quint64 kArrayTag<qint32> = 78;
template <>
constexpr quint64 kArrayTag<qint64> = 79;
template <>
constexpr quint64 kArrayTag<float> = 85;

/// Everything of a block but its facts: names, tags and lengths.
constexpr qsizetype kAround = 128;
constexpr qsizetype kBytesAFact = 4 + 4 + 8 + 4 + 2 + 4;

template <class T>
QByteArray littleEndian(std::span<const T> values)
{
    QByteArray bytes(static_cast<qsizetype>(values.size_bytes()), Qt::Uninitialized);
    if (!values.empty()) // nothing is not to be copied from nowhere
        qToLittleEndian<T>(values.data(), static_cast<qsizetype>(values.size()), bytes.data());
    return bytes;
}

template <class T>
std::vector<T> fromLittleEndian(QByteArrayView bytes)
{
    std::vector<T> values(static_cast<size_t>(bytes.size()) / sizeof(T));
    if (!values.empty())
        qFromLittleEndian<T>(bytes.data(), static_cast<qsizetype>(values.size()), values.data());
    return values;
}

/// The columns with their names, in the order in which they stand.
template <class Columns, class Visit>
void forEachColumn(Columns &columns, Visit visit)
{
    visit("x"_L1, columns.longitude);
    visit("y"_L1, columns.latitude);
    visit("t"_L1, columns.begins);
    visit("d"_L1, columns.seconds);
    visit("c"_L1, columns.category);
    visit("w"_L1, columns.weight);
}
constexpr quint64 kColumns = 6;

/// One column, or nothing where something else stands. It is read to where it stays.
template <class T>
std::optional<Column<T>> readColumn(QCborStreamReader &reader, QLatin1StringView name)
{
    if (!reader.isString() || reader.readAllUtf8String() != QByteArrayView(name))
        return std::nullopt;
    if (!reader.isTag() || static_cast<quint64>(reader.toTag()) != kArrayTag<T> || !reader.next())
        return std::nullopt;
    if (!reader.isByteArray() || !reader.isLengthKnown())
        return std::nullopt;
    const quint64 length = reader.length();
    if (length % sizeof(T) != 0 || length > sizeof(T) * limits::kFactsInBlock)
        return std::nullopt;
    Column<T> values(length / sizeof(T));
    char nothing = 0; // an empty column has no place to be read to
    char *const place = values.empty() ? &nothing : reinterpret_cast<char *>(values.data());
    const auto read = reader.readStringChunk(place, static_cast<qsizetype>(length));
    if (read.status != QCborStreamReader::Ok || read.data != static_cast<qsizetype>(length)
        || reader.readStringChunk(&nothing, 1).status != QCborStreamReader::EndOfString)
        return std::nullopt;
    qFromLittleEndian<T>(values.data(), static_cast<qsizetype>(values.size()), values.data());
    return values;
}

bool haveOneLength(const FactColumns &columns)
{
    bool same = true;
    forEachColumn(
        columns, [&](QLatin1StringView, const auto &column) { same = same && column.size() == columns.size(); });
    return same;
}

/// In the units of the columns, well within every rule: what nearly all facts are.
bool isUsual(const FactColumns &columns, size_t place)
{
    using namespace std::chrono;
    constexpr auto kFrom
        = std::chrono::milliseconds(sys_days { year { 1900 } / January / 1 }.time_since_epoch()).count();
    constexpr auto kTo = std::chrono::milliseconds(sys_days { year { 2200 } / January / 1 }.time_since_epoch()).count();
    constexpr quint32 kLongest = 366 * 86'400;
    const auto within = [](auto value, auto from, auto to) { return value >= from && value <= to; };
    return within(columns.longitude[place], -1'800'000'000, 1'800'000'000)
        && within(columns.latitude[place], -900'000'000, 900'000'000) && within(columns.begins[place], kFrom, kTo)
        && columns.seconds[place] <= kLongest && within(columns.weight[place], 0.0F, limits::kFactWeight);
}

bool keepsRules(const FactColumns &columns, size_t place)
{
    const qint64 longitude = columns.longitude[place];
    const qint64 latitude = columns.latitude[place];
    if (std::abs(longitude) > 1'800'000'000 || std::abs(latitude) > 900'000'000)
        return false;
    if (columns.begins[place] == FactColumns::kAlways && columns.seconds[place] != 0)
        return false;
    const qint64 kYears = 10'000LL * 366 * 86'400'000; // far enough that sums do not overflow
    if (columns.begins[place] != FactColumns::kAlways && std::abs(columns.begins[place]) > kYears)
        return false;
    return validate(columns.at(place), size_t { 1 } << 16).empty();
}

} // namespace

void FactColumns::reserve(size_t count)
{
    forEachColumn(*this, [count](QLatin1StringView, auto &column) { column.reserve(count); });
}

void FactColumns::append(const Fact &fact)
{
    using namespace std::chrono;
    longitude.push_back(static_cast<qint32>(std::lround(fact.place.longitude * kPerDegree)));
    latitude.push_back(static_cast<qint32>(std::lround(fact.place.latitude * kPerDegree)));
    begins.push_back(fact.when ? fact.when->begin.time_since_epoch().count() : kAlways);
    seconds.push_back(
        fact.when ? static_cast<quint32>(round<std::chrono::seconds>(fact.when->end - fact.when->begin).count()) : 0);
    category.push_back(fact.category);
    weight.push_back(fact.weight);
}

void FactColumns::append(const FactColumns &others)
{
    const auto add = [](auto &column, const auto &other) { column.insert(column.end(), other.begin(), other.end()); };
    add(longitude, others.longitude);
    add(latitude, others.latitude);
    add(begins, others.begins);
    add(seconds, others.seconds);
    add(category, others.category);
    add(weight, others.weight);
}

Fact FactColumns::at(size_t place) const
{
    Fact fact { { longitude[place] / kPerDegree, latitude[place] / kPerDegree }, {}, category[place], weight[place] };
    if (begins[place] != kAlways) {
        const UtcTime begin { std::chrono::milliseconds { begins[place] } };
        fact.when = UtcInterval { begin, begin + std::chrono::seconds { seconds[place] } };
    }
    return fact;
}

FactColumns FactColumns::taken(std::span<const size_t> places) const
{
    FactColumns some;
    some.reserve(places.size());
    const auto take = [places](auto &column, const auto &from) {
        std::ranges::transform(places, std::back_inserter(column), [&from](size_t place) { return from[place]; });
    };
    take(some.longitude, longitude);
    take(some.latitude, latitude);
    take(some.begins, begins);
    take(some.seconds, seconds);
    take(some.category, category);
    take(some.weight, weight);
    return some;
}

std::optional<UtcInterval> FactColumns::span() const
{
    std::optional<UtcInterval> all;
    for (size_t i = 0; i < size(); ++i) {
        if (begins[i] == kAlways)
            continue;
        const UtcInterval when = *at(i).when;
        all = all ? UtcInterval { std::min(all->begin, when.begin), std::max(all->end, when.end) } : when;
    }
    return all;
}

QByteArray columnBytes(const FactColumns &columns)
{
    QByteArray bytes;
    bytes.reserve(kAround + kBytesAFact * static_cast<qsizetype>(columns.size()));
    QCborStreamWriter writer(&bytes);
    writer.startMap(kColumns);
    forEachColumn(columns, [&writer]<class T>(QLatin1StringView name, const Column<T> &column) {
        writer.append(name);
        writer.append(QCborTag { kArrayTag<T> });
        writer.append(littleEndian<T>(column));
    });
    writer.endMap();
    return bytes;
}

Result<FactColumns> columnsFromBytes(QByteArrayView bytes)
{
    const auto wrong
        = [](QLatin1StringView what) { return fail(Failure::InvalidInput, u"a block of facts: "_s + what); };
    if (bytes.size() > kAround + kBytesAFact * limits::kFactsInBlock)
        return wrong("too large"_L1);
    QCborStreamReader reader(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!reader.isMap() || !reader.isLengthKnown() || reader.length() != kColumns || !reader.enterContainer())
        return wrong("no map of columns"_L1);
    FactColumns columns;
    bool good = true;
    forEachColumn(columns, [&]<class T>(QLatin1StringView name, Column<T> &column) {
        auto read = good ? readColumn<T>(reader, name) : std::nullopt;
        good = read.has_value();
        if (good)
            column = std::move(*read);
    });
    if (!good || !reader.leaveContainer() || reader.currentOffset() != bytes.size())
        return wrong("a column is missing or not what it should be"_L1);
    if (!haveOneLength(columns) || columns.size() > limits::kFactsInBlock)
        return wrong("columns of different lengths, or too many facts"_L1);
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!isUsual(columns, i) && !keepsRules(columns, i))
            return wrong("a fact breaks a rule"_L1);
    }
    return columns;
}

FactKey factKey(QStringView key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
    return qFromLittleEndian<FactKey>(hash.constData());
}

QByteArray keyBytes(std::span<const FactKey> keys) { return littleEndian<FactKey>(keys); }

std::optional<std::vector<FactKey>> keysFromBytes(QByteArrayView bytes)
{
    if (bytes.size() % static_cast<qsizetype>(sizeof(FactKey)) != 0)
        return std::nullopt;
    return fromLittleEndian<FactKey>(bytes);
}

} // namespace cortege
