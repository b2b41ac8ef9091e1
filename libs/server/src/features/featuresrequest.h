#pragma once

#include "httprequest.h"

#include <domain/event.h>
#include <domain/geometry.h>
#include <domain/time.h>

#include <QtCore/QString>

#include <array>
#include <expected>
#include <optional>
#include <variant>

/// What can be asked of OGC API – Features (OGC 17-069r4, Core): paths and parameters, read from bytes into values.
namespace cortege::server
{

/// The four kinds of events, in the order of EventKind, and the facts.
enum class FeatureCollection { MovingDemonstrations, StaticDemonstrations, PlannedOperations, OfficialVisits, Facts };
inline constexpr std::array kFeatureCollections { FeatureCollection::MovingDemonstrations,
    FeatureCollection::StaticDemonstrations, FeatureCollection::PlannedOperations, FeatureCollection::OfficialVisits,
    FeatureCollection::Facts };

QLatin1StringView name(FeatureCollection collection); ///< in paths: "manifestations-statiques" …
std::optional<EventKind> kindOf(FeatureCollection collection); ///< nothing for facts

/// Degrees of CRS84. Where `west` is greater than `east` it lies across the antimeridian (§7.15.3).
struct BoxFilter {
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;

    bool meets(const GeoBox &box) const;
    friend bool operator==(const BoxFilter &, const BoxFilter &) = default;
};

/// Both ends belong to it; an end that is not there is open (§7.15.4).
struct TimeFilter {
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;

    bool meets(UtcTime begins, UtcTime ends) const { return (!to || begins <= *to) && (!from || ends >= *from); }
    friend bool operator==(const TimeFilter &, const TimeFilter &) = default;
};

/// Where a page went to: a row of the journal, or a block of facts and a place in it. In links: "17", "12.345".
struct FeaturePlace {
    qint64 row = 0;
    int index = 0;

    static std::optional<FeaturePlace> parse(QByteArrayView text);
    QByteArray toString() const;
    friend auto operator<=>(const FeaturePlace &, const FeaturePlace &) = default;
};

inline constexpr int kFeaturesDefault = 100;
inline constexpr int kFeaturesMost = 1'000; ///< in one page; whoever asks for more gets so many (§7.15.2)

struct LandingPage {
};
struct ApiDefinition {
};
struct ConformancePage {
};
struct CollectionsPage {
};
struct CollectionPage {
    FeatureCollection collection {};
};
struct ItemsPage {
    FeatureCollection collection {};
    std::optional<BoxFilter> box {};
    std::optional<TimeFilter> time {};
    int limit = kFeaturesDefault;
    std::optional<FeaturePlace> after {};
    QByteArray query {}; ///< as it was sent, without `after`: the next page is asked for with the same
};
struct ItemPage {
    FeatureCollection collection {};
    QString id;
};
using FeaturesRequest
    = std::variant<LandingPage, ApiDefinition, ConformancePage, CollectionsPage, CollectionPage, ItemsPage, ItemPage>;

struct FeaturesRefusal {
    int status = 400;
    QString detail; ///< in English, for whoever wrote the client
};

/// An unknown parameter is refused, as is a value that is not of its kind (§7.6); an unknown path is 404. Takes any
/// bytes.
std::expected<FeaturesRequest, FeaturesRefusal> readFeaturesRequest(const HttpRequest &request);

} // namespace cortege::server
