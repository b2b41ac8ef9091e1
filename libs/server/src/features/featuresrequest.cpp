#include "featuresrequest.h"

#include <domain/fact.h>

#include <QtCore/QHash>
#include <QtCore/QList>

#include <cmath>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kCollectionNames { "manifestations-deambulatoires"_L1, "manifestations-statiques"_L1,
    "operations-programmees"_L1, "visites-officielles"_L1, "faits"_L1 }; // in the order of FeatureCollection
constexpr qsizetype kItemIdLimit = 64;

std::unexpected<FeaturesRefusal> refused(const QString &detail)
{
    return std::unexpected(FeaturesRefusal { 400, detail });
}
std::unexpected<FeaturesRefusal> noPath() { return std::unexpected(FeaturesRefusal { 404, u"no such path"_s }); }

std::optional<FeatureCollection> collectionFromName(QByteArrayView text)
{
    const auto found
        = std::ranges::find_if(kCollectionNames, [text](QLatin1StringView one) { return QByteArrayView(one) == text; });
    return found == kCollectionNames.end()
        ? std::nullopt
        : std::optional(static_cast<FeatureCollection>(found - kCollectionNames.begin()));
}

/// A parameter comes once.
using Parameters = QHash<QByteArray, QByteArray>;
std::expected<Parameters, FeaturesRefusal> parametersOf(const QByteArray &query)
{
    Parameters parameters;
    for (const QByteArray &part : query.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype sign = part.indexOf('=');
        const QByteArray key = QByteArray::fromPercentEncoding(sign < 0 ? part : part.first(sign));
        if (parameters.contains(key))
            return refused(u"%1 is given twice"_s.arg(QString::fromUtf8(key)));
        parameters.insert(key, sign < 0 ? QByteArray() : QByteArray::fromPercentEncoding(part.sliced(sign + 1)));
    }
    return parameters;
}

std::expected<int, FeaturesRefusal> limitFrom(const QByteArray &text)
{
    bool isNumber = false;
    const qlonglong limit = text.toLongLong(&isNumber);
    if (!isNumber || limit < 1)
        return refused(u"limit is not a positive integer"_s);
    return static_cast<int>(std::min<qlonglong>(limit, kFeaturesMost));
}

std::expected<BoxFilter, FeaturesRefusal> boxFrom(const QByteArray &text)
{
    std::vector<double> numbers;
    for (const QByteArray &part : text.split(',')) {
        bool isNumber = false;
        numbers.push_back(part.toDouble(&isNumber));
        if (!isNumber || !std::isfinite(numbers.back()))
            return refused(u"bbox is not of numbers"_s);
    }
    if (numbers.size() != 4 && numbers.size() != 6) // with heights, which nothing here has
        return refused(u"bbox has not four or six numbers"_s);
    const size_t second = numbers.size() / 2;
    const BoxFilter box { numbers[0], numbers[1], numbers[second], numbers[second + 1] };
    if (box.south > box.north)
        return refused(u"bbox ends south of where it begins"_s);
    return box;
}

std::expected<TimeFilter, FeaturesRefusal> timeFrom(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('/');
    std::vector<std::optional<UtcTime>> ends;
    for (const QByteArray &part : parts) {
        const bool isOpen = parts.size() == 2 && (part.isEmpty() || part == "..");
        ends.push_back(isOpen ? std::nullopt : fromIso(QString::fromUtf8(part)));
        if (!isOpen && !ends.back())
            return refused(u"datetime is not RFC 3339, or an interval of it"_s);
    }
    if (ends.size() > 2)
        return refused(u"datetime has more than two ends"_s);
    const TimeFilter time { ends.front(), ends.back() };
    if (!time.from && !time.to)
        return refused(u"datetime is open on both sides"_s);
    if (time.from && time.to && *time.from > *time.to)
        return refused(u"datetime ends before it begins"_s);
    return time;
}

std::expected<FeaturePlace, FeaturesRefusal> placeFrom(const QByteArray &text)
{
    if (const auto place = FeaturePlace::parse(text))
        return *place;
    return refused(u"after is not of a link of ours"_s);
}

/// The only representation there is may be asked for by name.
std::expected<void, FeaturesRefusal> checkFormat(const QByteArray &text)
{
    if (text == "json" || text == "application/json" || text == "application/geo+json")
        return {};
    return refused(u"f is not json"_s);
}

QByteArray withoutPlace(const QByteArray &query)
{
    QList<QByteArray> parts = query.split('&');
    parts.removeIf([](const QByteArray &part) {
        return part.isEmpty()
            || QByteArray::fromPercentEncoding(part.first(std::max(part.indexOf('='), qsizetype { 0 }))) == "after";
    });
    return parts.join('&');
}

/// Takes its value out, read; what is not there stays as it is.
template <class Value, class Read>
std::expected<void, FeaturesRefusal> take(Parameters &parameters, const char *key, Value &value, Read read)
{
    if (!parameters.contains(key))
        return {};
    return read(parameters.take(key)).transform([&value](const auto &taken) { value = taken; });
}

std::expected<ItemsPage, FeaturesRefusal> itemsFrom(FeatureCollection collection, Parameters &parameters)
{
    ItemsPage items { .collection = collection };
    return take(parameters, "limit", items.limit, limitFrom)
        .and_then([&] { return take(parameters, "bbox", items.box, boxFrom); })
        .and_then([&] { return take(parameters, "datetime", items.time, timeFrom); })
        .and_then([&] { return take(parameters, "after", items.after, placeFrom); })
        .transform([&] { return items; });
}

std::expected<FeaturesRequest, FeaturesRefusal> pageFrom(const QByteArray &path, Parameters &parameters)
{
    if (path == "/")
        return LandingPage {};
    if (path == "/api")
        return ApiDefinition {};
    if (path == "/conformance")
        return ConformancePage {};
    const QList<QByteArray> parts = path.split('/'); // the first is what stands before the first slash: nothing
    if (parts.value(1) != "collections")
        return noPath();
    if (parts.size() == 2)
        return CollectionsPage {};
    const auto collection = collectionFromName(parts[2]);
    if (!collection || (parts.size() > 3 && parts[3] != "items") || parts.size() > 5)
        return noPath();
    if (parts.size() == 3)
        return CollectionPage { *collection };
    if (parts.size() == 4)
        return itemsFrom(*collection, parameters);
    if (parts[4].isEmpty() || parts[4].size() > kItemIdLimit)
        return noPath();
    return ItemPage { *collection, QString::fromLatin1(parts[4]) };
}

} // namespace

QLatin1StringView name(FeatureCollection collection) { return kCollectionNames[static_cast<size_t>(collection)]; }

std::optional<EventKind> kindOf(FeatureCollection collection)
{
    return collection == FeatureCollection::Facts ? std::nullopt : std::optional(static_cast<EventKind>(collection));
}

bool BoxFilter::meets(const GeoBox &box) const
{
    if (box.southWest.latitude > north || box.northEast.latitude < south)
        return false;
    const bool beginsBefore = box.southWest.longitude <= east;
    const bool endsAfter = box.northEast.longitude >= west;
    return west <= east ? beginsBefore && endsAfter : beginsBefore || endsAfter;
}

std::optional<FeaturePlace> FeaturePlace::parse(QByteArrayView text)
{
    const qsizetype point = text.indexOf('.');
    const QByteArrayView row = point < 0 ? text : text.first(point);
    const QByteArrayView index = point < 0 ? QByteArrayView("0") : text.sliced(point + 1);
    const auto isDigits = [](QByteArrayView part) {
        return !part.isEmpty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    bool isRow = false;
    bool isIndex = false;
    const FeaturePlace place { row.toLongLong(&isRow), index.toInt(&isIndex) };
    // Whoever counts on from an index may do so without overflow.
    const bool isInBlock = isIndex && place.index < cortege::limits::kFactsInBlock;
    return isDigits(row) && isDigits(index) && isRow && isInBlock ? std::optional(place) : std::nullopt;
}

QByteArray FeaturePlace::toString() const
{
    return QByteArray::number(row) + (index == 0 ? QByteArray() : '.' + QByteArray::number(index));
}

std::expected<FeaturesRequest, FeaturesRefusal> readFeaturesRequest(const HttpRequest &request)
{
    auto parameters = parametersOf(request.query);
    if (!parameters)
        return std::unexpected(parameters.error());
    if (parameters->contains("f")) {
        if (const auto format = checkFormat(parameters->take("f")); !format)
            return std::unexpected(format.error());
    }
    auto page = pageFrom(request.path, *parameters);
    if (page && !parameters->isEmpty())
        return refused(u"unknown parameter %1"_s.arg(QString::fromUtf8(parameters->cbegin().key())));
    if (auto *items = page ? std::get_if<ItemsPage>(&*page) : nullptr)
        items->query = withoutPlace(request.query);
    return page;
}

} // namespace cortege::server
