#include <presentation/addressesinstep.h>

#include <presentation/coordinates.h>
#include <presentation/streetroute.h>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

/// Nearer than anybody points: what was rounded on its way through a file is the same place.
constexpr double kAtVertexMetres = 0.5;

bool isEmpty(const Address &address) { return !address.position && address.text.trimmed().isEmpty(); }

bool standsAt(const Address &address, GeoPoint vertex)
{
    return address.position && distanceMetres(*address.position, vertex) < kAtVertexMetres;
}

bool isNamedAfterPlace(const Address &address, const PlaceFinder *places)
{
    if (address.text.trimmed().isEmpty())
        return true;
    const auto coordinates = readCoordinates(address.text);
    return (coordinates && standsAt(address, *coordinates)) || (places && places->hasNamed(address));
}

/// The one vertex that lies elsewhere.
std::optional<size_t> movedVertex(const LineString &before, const LineString &drawn)
{
    if (before.size() != drawn.size())
        return std::nullopt;
    const auto [was, is] = std::ranges::mismatch(before, drawn);
    if (was == before.end() || !std::equal(was + 1, before.end(), is + 1))
        return std::nullopt;
    return static_cast<size_t>(was - before.begin());
}

} // namespace

QString nameOfPlace(GeoPoint place, const PlaceFinder *places)
{
    const QString name = places ? places->nameOf(place) : QString();
    return name.isEmpty() ? coordinateText(place, CoordinateFormat::Decimal) : name;
}

Address movedTo(const Address &address, GeoPoint place, const PlaceFinder *places)
{
    return { isNamedAfterPlace(address, places) ? nameOfPlace(place, places) : address.text, place };
}

std::optional<std::vector<Address>> addressesInStep(
    const FormContent &before, const LineString &drawn, const PlaceFinder *places)
{
    if (before.kind != EventKind::MovingDemonstration || before.addresses.size() < 2 || drawn.size() < 2)
        return std::nullopt;
    const bool drawnBefore = before.shape.size() >= 2;
    const bool otherBeginning = !drawnBefore || drawn.front() != before.shape.front();
    const bool otherEnd = !drawnBefore || drawn.back() != before.shape.back();
    auto addresses = before.addresses;
    Address &departure = addresses.front();
    Address &arrival = addresses.back();
    if (isEmpty(departure) && isEmpty(arrival)) {
        if (!otherBeginning && !otherEnd)
            return std::nullopt; // both were taken away, and a drawing of before is only adjusted
        departure = movedTo(departure, drawn.front(), places);
        arrival = movedTo(arrival, drawn.back(), places);
    } else if (const auto moved = drawnBefore ? movedVertex(before.shape, drawn) : std::nullopt) {
        const auto vertices = verticesOf(placesOf(before), before.shape);
        auto vertex = vertices.begin();
        for (Address &address : addresses) {
            if (address.position && *vertex++ == *moved && standsAt(address, before.shape[*moved]))
                address = movedTo(address, drawn[*moved], places);
        }
    } else if (drawnBefore) {
        const auto goesAlong = [&](const Address &address, GeoPoint end) {
            return standsAt(address, end) && isNamedAfterPlace(address, places);
        };
        if (otherBeginning && goesAlong(departure, before.shape.front()))
            departure = movedTo(departure, drawn.front(), places);
        if (otherEnd && goesAlong(arrival, before.shape.back()))
            arrival = movedTo(arrival, drawn.back(), places);
    }
    return addresses;
}

} // namespace cortege::presentation
