#pragma once

#include <domain/event.h>
#include <geodata/mapfeatures.h>

#include <QtCore/QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cortege::presentation
{

/// The parts of the city that tables count by.
class Division
{
public:
    virtual ~Division() = default;
    virtual QString title() const = 0; ///< of a column: "Quartier"
    virtual int count() const = 0;
    virtual QString name(int part) const = 0;
    virtual GeoBox extent(int part) const = 0;
    virtual std::vector<Ring> outlines(int part) const = 0; ///< closed
    virtual std::optional<int> partAt(GeoPoint place) const = 0;
};

/// Closed, counter-clockwise.
Ring outlineOf(const GeoBox &box);

/// By the quarters of the territory, in the order of their names; areas of one name are one quarter.
std::unique_ptr<Division> divisionOf(const std::vector<geodata::Area> &quarters);
/// Where the territory knows no quarters: squares of `metres`, named by row and column ("C 4"), from the north-west.
std::unique_ptr<Division> squaresOver(const GeoBox &box, double metres);

/// Where an event is: along its drawing every 100 m at least, else at its addresses.
void forEachPlace(const EventRecord &record, const std::function<void(GeoPoint)> &visit);
/// The parts that an event touches, each once.
std::vector<int> partsOf(const EventRecord &record, const Division &division);

} // namespace cortege::presentation
