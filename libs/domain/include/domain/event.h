#pragma once

#include <domain/geometry.h>
#include <domain/id.h>
#include <domain/time.h>

#include <QtCore/QString>

#include <array>
#include <optional>
#include <variant>
#include <vector>

/// The four records of annexe 1 of the convention, as values. docs/glossary.md pairs these names with the French terms.
namespace cortege
{

/// Published name of annexe 1 as this program knows it; client and server must agree on it (Art. 1, 3, 10).
inline constexpr QLatin1StringView kAnnexeVersion { "annexe-1/2019" };

enum class EventKind { MovingDemonstration, StaticDemonstration, PlannedOperation, OfficialVisit };
inline constexpr std::array kEventKinds { EventKind::MovingDemonstration, EventKind::StaticDemonstration,
    EventKind::PlannedOperation, EventKind::OfficialVisit };
/// Moving or static: the kinds that have an organiser.
constexpr bool isDemonstration(EventKind kind)
{
    return kind == EventKind::MovingDemonstration || kind == EventKind::StaticDemonstration;
}

enum class OrganiserStatus { Union, Association, Party, Other };
inline constexpr std::array kOrganiserStatuses { OrganiserStatus::Union, OrganiserStatus::Association,
    OrganiserStatus::Party, OrganiserStatus::Other };

enum class OperationTheme { PsqTransports, PsqQrr, RoadSafety, Codaf, FleaMarket, WholesaleMarket };
inline constexpr std::array kOperationThemes { OperationTheme::PsqTransports, OperationTheme::PsqQrr,
    OperationTheme::RoadSafety, OperationTheme::Codaf, OperationTheme::FleaMarket, OperationTheme::WholesaleMarket };

/// Exactly the French labels of annexe 1. They are data, the same in every language of the interface.
QString label(EventKind kind); ///< "Manifestation déambulatoire" …
QString label(OrganiserStatus status); ///< "Syndicat", "Association", "Parti politique", "Autres"
QString label(
    OperationTheme theme); ///< "PSQ Transports", "PSQ QRR", "Sécurité routière", "CODAF", "Marché aux Puces", "MIN"
std::optional<OrganiserStatus> organiserFromLabel(QStringView label);
std::optional<OperationTheme> themeFromLabel(QStringView label);

/// An address as the agent was told it; the point is there when somebody placed it.
struct Address {
    QString text;
    std::optional<GeoPoint> position;

    friend bool operator==(const Address &, const Address &) = default;
};

/// *Attendu* (what the services expect) apart from *déclaré* (what the organiser announced).
struct Estimate {
    std::optional<int> expected;
    std::optional<int> declared;

    friend bool operator==(const Estimate &, const Estimate &) = default;
};

/// Manifestation déambulatoire.
struct MovingDemonstration {
    Address departure;
    std::vector<Address> waypoints;
    Address arrival;
    Estimate people;
    Estimate cars;
    std::optional<OrganiserStatus> organiser;
    LineString route; ///< tracé du parcours

    friend bool operator==(const MovingDemonstration &, const MovingDemonstration &) = default;
};

/// Manifestation statique.
struct StaticDemonstration {
    Address address;
    Estimate people;
    Estimate cars;
    std::optional<OrganiserStatus> organiser;
    Ring footprint; ///< emprise

    friend bool operator==(const StaticDemonstration &, const StaticDemonstration &) = default;
};

/// Opération programmée.
struct PlannedOperation {
    std::vector<Address> addresses;
    std::optional<OperationTheme> theme;

    friend bool operator==(const PlannedOperation &, const PlannedOperation &) = default;
};

/// Visite officielle.
struct OfficialVisit {
    std::vector<Address> addresses;

    friend bool operator==(const OfficialVisit &, const OfficialVisit &) = default;
};

/// What an agent enters. Only the subject and the kind are needed for a first save; the rest may follow (Art. 4).
struct EventRecord {
    QString subject; ///< objet
    QString description; ///< description / observations
    std::optional<UtcTime> begins;
    std::optional<UtcTime> ends;
    /// The alternatives stand in the order of EventKind.
    std::variant<MovingDemonstration, StaticDemonstration, PlannedOperation, OfficialVisit> particulars;

    EventKind kind() const { return static_cast<EventKind>(particulars.index()); }
    friend bool operator==(const EventRecord &, const EventRecord &) = default;
};

/// An empty record of that kind.
EventRecord emptyRecord(EventKind kind);
/// The same record as another kind: what both kinds have is kept (one address becomes the departure, and so on).
EventRecord convertedTo(EventRecord record, EventKind kind);

/// All addresses in the order of annexe 1, whatever the kind.
std::vector<Address> addressesOf(const EventRecord &record);
/// Nothing for operations and visits, which have no such number.
std::optional<Estimate> peopleOf(const EventRecord &record);
/// Expected people, else declared; 0 when nobody said. What tension weighs by.
int weightOf(const EventRecord &record);
/// Where its addresses are, those that somebody placed, in order.
std::vector<GeoPoint> placesOf(const EventRecord &record);
/// Every point of the record: its drawn geometry, else its located addresses.
std::vector<GeoPoint> pointsOf(const EventRecord &record);

enum class EventState {
    Active,
    Cancelled,
    Erased, ///< its time was over (Art. 3): nothing is left but its place in the journal, and it never comes back
};

/// Who entered it: an *agent habilité*.
struct Author {
    PersonId id;
    QString name; ///< as in the habilitation, with the service: "Claire Martin (DOPC)"

    friend bool operator==(const Author &, const Author &) = default;
};

/// Place in the server's journal: 1, 2, 3 … without a gap.
using Sequence = qint64;

/// One row of the journal: an event as it stood after one change.
struct EventVersion {
    EventId id;
    int revision = 0; ///< 1 for the first save, one more with each change; never skips
    Sequence sequence = 0;
    EventState state = EventState::Active;
    Author author; ///< of this change
    UtcTime recordedAt {}; ///< the server's clock
    EventRecord record; ///< empty when erased

    friend bool operator==(const EventVersion &, const EventVersion &) = default;
};

} // namespace cortege
