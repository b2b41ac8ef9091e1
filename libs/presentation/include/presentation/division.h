#pragma once

#include <domain/event.h>
#include <geodata/mapfeatures.h>

#include <QtCore/QString>

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
    virtual std::optional<int> partAt(GeoPoint place) const = 0;
};

/// By the quarters of the territory, in the order of their names; areas of one name are one quarter.
std::unique_ptr<Division> divisionOf(const std::vector<geodata::Area> &quarters);
/// Where the territory knows no quarters: squares of `metres`, named by row and column ("C 4"), from the north-west.
std::unique_ptr<Division> squaresOver(const GeoBox &box, double metres);

/// The parts that an event touches, each once: those of its drawing, every 100 m at least, else of its addresses.
std::vector<int> partsOf(const EventRecord &record, const Division &division);

} // namespace cortege::presentation
