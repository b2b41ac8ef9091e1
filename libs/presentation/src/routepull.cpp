#include <presentation/routepull.h>

#include <presentation/addressesinstep.h>
#include <presentation/streetroute.h>

#include <utility>

namespace cortege::presentation
{
namespace
{

/// The addresses that have a place, as numbers in `content.addresses`: the markers on the map.
std::vector<size_t> locatedIn(const FormContent &content)
{
    std::vector<size_t> numbers;
    for (size_t i = 0; i < content.addresses.size(); ++i) {
        if (content.addresses[i].position)
            numbers.push_back(i);
    }
    return numbers;
}

bool hasRoute(const FormContent &content)
{
    return content.kind == EventKind::MovingDemonstration && content.shape.size() >= 2;
}

std::vector<size_t> verticesIn(const FormContent &content)
{
    return hasRoute(content) ? verticesOf(placesOf(content), content.shape) : std::vector<size_t>();
}

/// After which of the places, given by their vertices, a segment of the route lies; nothing before the first and after
/// the last one.
std::optional<size_t> placeBefore(const std::vector<size_t> &vertices, int segment)
{
    for (size_t i = 0; i + 1 < vertices.size(); ++i) {
        if (std::cmp_less_equal(vertices[i], segment) && std::cmp_greater(vertices[i + 1], segment))
            return i;
    }
    return std::nullopt;
}

} // namespace

bool RoutePull::canPull(Hold hold) const
{
    const FormContent content = m_form.content();
    if (hold.grip == Grip::Marker)
        return hold.index >= 0 && std::cmp_less(hold.index, locatedIn(content).size());
    return m_places && placeBefore(verticesIn(content), hold.index);
}

std::optional<RoutePull::Outcome> RoutePull::pulled(Hold hold, GeoPoint to, Way way) const
{
    const FormContent now = m_form.content();
    const auto located = locatedIn(now);
    const auto vertices = verticesIn(now);
    const bool makes = hold.grip == Grip::Stretch;
    const auto before = makes && m_places ? placeBefore(vertices, hold.index) : std::nullopt;
    const size_t place = makes ? before.value_or(0) + 1 : static_cast<size_t>(hold.index);
    if (makes ? !before : place >= located.size())
        return std::nullopt;
    const size_t number = makes ? located[*before] + 1 : located[place];
    Outcome outcome { now, number };
    FormContent &content = outcome.content;
    if (makes)
        content.addresses.insert(content.addresses.begin() + static_cast<std::ptrdiff_t>(number), Address {});
    content.addresses[number].position = to;
    if (!m_places)
        return outcome;
    if (way == Way::FreeHand && makes) {
        content.shape.insert(content.shape.begin() + hold.index + 1, to);
    } else if (way == Way::FreeHand && !vertices.empty()) {
        content.shape[vertices[place]] = to;
    } else if (auto route = routeInStep(now, content, m_places->network())) {
        content.addresses[number].position = (*route)[verticesOf(placesOf(content), *route)[place]];
        content.shape = std::move(*route);
    }
    return outcome;
}

std::optional<Pullable::Pulled> RoutePull::preview(Hold hold, GeoPoint to, Way way) const
{
    auto outcome = pulled(hold, to, way);
    if (!outcome)
        return std::nullopt;
    const bool hasWays = m_places && hasRoute(outcome->content);
    return Pulled { *outcome->content.addresses[outcome->number].position, std::move(outcome->content.shape), hasWays };
}

void RoutePull::drop(Hold hold, GeoPoint to, Way way)
{
    auto outcome = pulled(hold, to, way);
    if (!outcome)
        return;
    Address &address = outcome->content.addresses[outcome->number];
    const Address former = hold.grip == Grip::Marker ? m_form.content().addresses[outcome->number] : Address {};
    address = movedTo(former, *address.position, m_places);
    const FormPlace place = placeOfAddress(outcome->content, static_cast<int>(outcome->number));
    m_form.changeWithShape(std::move(outcome->content), place);
}

} // namespace cortege::presentation
