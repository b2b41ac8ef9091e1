#include <domain/event.h>

namespace cortege
{
using namespace Qt::StringLiterals;

QString label(EventKind kind)
{
    switch (kind) {
    case EventKind::MovingDemonstration:
        return u"Manifestation déambulatoire"_s;
    case EventKind::StaticDemonstration:
        return u"Manifestation statique"_s;
    case EventKind::PlannedOperation:
        return u"Opération programmée"_s;
    case EventKind::OfficialVisit:
        return u"Visite officielle"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString label(OrganiserStatus status)
{
    switch (status) {
    case OrganiserStatus::Union:
        return u"Syndicat"_s;
    case OrganiserStatus::Association:
        return u"Association"_s;
    case OrganiserStatus::Party:
        return u"Parti politique"_s;
    case OrganiserStatus::Other:
        return u"Autres"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString label(OperationTheme theme)
{
    switch (theme) {
    case OperationTheme::PsqTransports:
        return u"PSQ Transports"_s;
    case OperationTheme::PsqQrr:
        return u"PSQ QRR"_s;
    case OperationTheme::RoadSafety:
        return u"Sécurité routière"_s;
    case OperationTheme::Codaf:
        return u"CODAF"_s;
    case OperationTheme::FleaMarket:
        return u"Marché aux Puces"_s;
    case OperationTheme::WholesaleMarket:
        return u"MIN"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

namespace
{
template <class Enum, size_t N>
std::optional<Enum> fromLabel(const std::array<Enum, N> &values, QStringView text)
{
    const auto found = std::ranges::find_if(values, [text](Enum value) { return label(value) == text; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

bool isSet(const Address &address) { return address.position || !address.text.isEmpty(); }
} // namespace

std::optional<OrganiserStatus> organiserFromLabel(QStringView text) { return fromLabel(kOrganiserStatuses, text); }
std::optional<OperationTheme> themeFromLabel(QStringView text) { return fromLabel(kOperationThemes, text); }

EventRecord emptyRecord(EventKind kind)
{
    EventRecord record;
    switch (kind) {
    case EventKind::MovingDemonstration:
        record.particulars = MovingDemonstration {};
        break;
    case EventKind::StaticDemonstration:
        record.particulars = StaticDemonstration {};
        break;
    case EventKind::PlannedOperation:
        record.particulars = PlannedOperation {};
        break;
    case EventKind::OfficialVisit:
        record.particulars = OfficialVisit {};
        break;
    }
    return record;
}

std::vector<Address> addressesOf(const EventRecord &record)
{
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        std::vector<Address> all { moving->departure };
        all.insert(all.end(), moving->waypoints.begin(), moving->waypoints.end());
        all.push_back(moving->arrival);
        return all;
    }
    if (const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars))
        return { fixed->address };
    if (const auto *operation = std::get_if<PlannedOperation>(&record.particulars))
        return operation->addresses;
    return std::get<OfficialVisit>(record.particulars).addresses;
}

EventRecord convertedTo(EventRecord record, EventKind kind)
{
    if (record.kind() == kind)
        return record;
    std::vector<Address> addresses = addressesOf(record);
    std::erase_if(addresses, [](const Address &address) { return !isSet(address); });
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    const Estimate people = moving ? moving->people : fixed ? fixed->people : Estimate {};
    const Estimate cars = moving ? moving->cars : fixed ? fixed->cars : Estimate {};
    const auto organiser = moving ? moving->organiser : fixed ? fixed->organiser : std::nullopt;

    switch (kind) {
    case EventKind::MovingDemonstration: {
        MovingDemonstration to;
        to.people = people;
        to.cars = cars;
        to.organiser = organiser;
        if (!addresses.empty())
            to.departure = addresses.front();
        if (addresses.size() > 1)
            to.arrival = addresses.back();
        if (addresses.size() > 2)
            to.waypoints.assign(addresses.begin() + 1, addresses.end() - 1);
        record.particulars = std::move(to);
        break;
    }
    case EventKind::StaticDemonstration: {
        StaticDemonstration to;
        to.people = people;
        to.cars = cars;
        to.organiser = organiser;
        if (!addresses.empty())
            to.address = addresses.front();
        record.particulars = std::move(to);
        break;
    }
    case EventKind::PlannedOperation:
        record.particulars = PlannedOperation { .addresses = std::move(addresses), .theme = {} };
        break;
    case EventKind::OfficialVisit:
        record.particulars = OfficialVisit { std::move(addresses) };
        break;
    }
    return record;
}

std::optional<Estimate> peopleOf(const EventRecord &record)
{
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars))
        return moving->people;
    if (const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars))
        return fixed->people;
    return std::nullopt;
}

int weightOf(const EventRecord &record)
{
    const Estimate people = peopleOf(record).value_or(Estimate {});
    return people.expected.value_or(people.declared.value_or(0));
}

std::vector<GeoPoint> placesOf(const EventRecord &record)
{
    std::vector<GeoPoint> points;
    for (const Address &address : addressesOf(record)) {
        if (address.position)
            points.push_back(*address.position);
    }
    return points;
}

std::vector<GeoPoint> pointsOf(const EventRecord &record)
{
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars); moving && !moving->route.empty())
        return moving->route;
    if (const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars); fixed && !fixed->footprint.empty())
        return fixed->footprint;
    return placesOf(record);
}

} // namespace cortege
