#include <presentation/placefinder.h>

#include <domain/folding.h>
#include <geodata/itinerary.h>

#include <algorithm>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kSuggestions = 8; ///< read at a glance

QString foundText(const geodata::Found &found)
{
    return found.context.isEmpty() ? found.label : u"%1, %2"_s.arg(found.label, found.context);
}

/// Letters and digits alone: a comma, a hyphen or a capital makes no other place.
QString lettersOf(const QString &text) { return folded(text).remove(u' '); }

} // namespace

bool mayStillMean(const QString &name, const QString &text)
{
    const QString named = lettersOf(name.section(u',', 0, 0));
    const QString now = lettersOf(text);
    return now.contains(named) || named.startsWith(now);
}

PlaceFinder::PlaceFinder(geodata::Gazetteer gazetteer, geodata::StreetNetwork network)
    : m_gazetteer(std::move(gazetteer)), m_network(std::move(network))
{
}

Result<std::unique_ptr<PlaceFinder>> PlaceFinder::open(const QString &gazetteer, const QString &network)
{
    auto places = geodata::Gazetteer::open(gazetteer);
    if (!places)
        return std::unexpected(places.error());
    auto streets = geodata::StreetNetwork::load(network);
    if (!streets)
        return std::unexpected(streets.error());
    return std::make_unique<PlaceFinder>(std::move(*places), std::move(*streets));
}

std::vector<PlaceFinder::Suggestion> PlaceFinder::suggestions(QStringView typed, std::optional<GeoPoint> near) const
{
    std::vector<Suggestion> all;
    for (const geodata::Found &found : m_gazetteer.complete(typed, kSuggestions, near))
        all.push_back({ { foundText(found), found.position }, found.label, found.context });
    return all;
}

QString PlaceFinder::nameOf(GeoPoint point) const
{
    return m_gazetteer.nearest(point)
        .transform([](const geodata::Found &found) { return foundText(found); })
        .value_or(QString());
}

bool PlaceFinder::hasNamed(const Address &address) const
{
    if (address.position && nameOf(*address.position) == address.text)
        return true;
    const auto proposed = suggestions(address.text.section(u',', 0, 0), address.position);
    return std::ranges::any_of(
        proposed, [&](const Suggestion &suggestion) { return suggestion.address.text == address.text; });
}

PlaceFinder::March PlaceFinder::march(QStringView told, std::optional<GeoPoint> near) const
{
    const auto stops = geodata::resolve(m_gazetteer, geodata::readItinerary(told), near);
    March march;
    for (const geodata::Stop &stop : stops) {
        march.addresses.push_back({ stop.chosen ? foundText(stop.alternatives[*stop.chosen]) : stop.text, stop.point });
        if (!stop.point)
            march.unknown << stop.text;
    }
    if (auto path = geodata::routeThrough(m_network, stops))
        march.route = std::move(path->line);
    return march;
}

} // namespace cortege::presentation
