#include <presentation/factselection.h>

#include <presentation/texts.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

struct SelectionTexts {
    Q_DECLARE_TR_FUNCTIONS(FactSelection)
};

} // namespace

QString nameOf(const FactArea &area, const Division &division)
{
    if (const auto *part = std::get_if<int>(&area))
        return division.name(*part);
    const auto &[southWest, northEast] = std::get<GeoBox>(area);
    const GeoPoint southEast { northEast.longitude, southWest.latitude };
    return SelectionTexts::tr("Rectangle de %1 sur %2")
        .arg(lengthText(distanceMetres(southWest, southEast)), lengthText(distanceMetres(southEast, northEast)));
}

GeoBox extentOf(const FactArea &area, const Division &division)
{
    const auto *part = std::get_if<int>(&area);
    return part ? division.extent(*part) : std::get<GeoBox>(area);
}

std::vector<Ring> outlinesOf(const FactArea &area, const Division &division)
{
    const auto *part = std::get_if<int>(&area);
    return part ? division.outlines(*part) : std::vector<Ring> { outlineOf(std::get<GeoBox>(area)) };
}

std::vector<quint32> factsIn(
    const FactCloud &cloud, const FactChoice &choice, const FactArea &area, const Division &division)
{
    FactChoice there = choice;
    there.box = worldBox(extentOf(area, division));
    const auto *part = std::get_if<int>(&area);
    std::vector<quint32> found;
    forEachFact(cloud, there, [&](size_t number) {
        if (!part || division.partAt(toGeo(cloud.at(number))) == *part)
            found.push_back(static_cast<quint32>(number));
    });
    return found;
}

std::vector<FactTally> talliesOf(const FactCloud &cloud, std::span<const quint32> numbers)
{
    std::vector<FactTally> tallies(cloud.categories());
    for (const quint32 number : numbers)
        tallies[cloud.categoryOf(number)].add(cloud.weight(number));
    return tallies;
}

TensionEvents eventsIn(const TensionEvents &events, const FactArea &area, const Division &division)
{
    const auto *part = std::get_if<int>(&area);
    const WorldBox box = worldBox(extentOf(area, division));
    TensionEvents inside;
    for (const auto &version : events) {
        bool touches = false;
        forEachPlace(version->record, [&](GeoPoint place) {
            touches = touches || (part ? division.partAt(place) == *part : box.holds(worldPoint(place)));
        });
        if (touches)
            inside.push_back(version);
    }
    return inside;
}

} // namespace cortege::presentation
