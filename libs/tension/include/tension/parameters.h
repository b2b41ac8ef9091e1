#pragma once

#include <domain/march.h>
#include <domain/result.h>

#include <tension/crossings.h>
#include <tension/facts.h>
#include <tension/scan.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace cortege::tension
{

/// Everything that a number on the screen depends on besides the data and the window. Named, saved, printed.
struct ParameterSet {
    QString name; ///< "Soirées de match"
    double bandwidth = 150; ///< metres, 75 to 500
    /// A category by the name that its source gives it, in the order of their names.
    struct Category {
        QString name;
        double weight = 1;

        friend bool operator==(const Category &, const Category &) = default;
    };
    std::vector<Category> categories; ///< what is not named weighs 1
    std::optional<std::chrono::seconds> halfLife;
    HoursOfWeek hours = HoursOfWeek().set();
    double weightOfPerson = 0.01; ///< expected people in the unit of facts: 100 people weigh as one fact
    double heldByZones = 0.25; ///< zones hold this share of the weight (`levelHolding`); 0 to 1
    double hotSpotCell = 200; ///< metres
    double falseDiscoveries = 0.05; ///< q of hot spots; 0 to 1
    ScanRule scan;
    CrossingRule crossing;
    March march; ///< speed, width and density of the column; its begin and people are not used

    /// Of the density's grid, metres: a sixth of the bandwidth, 50 at most.
    double cell() const;
    /// Of the given categories, in their order.
    Weighting weighting(std::span<const QString> names) const;
    friend bool operator==(const ParameterSet &, const ParameterSet &) = default;
};

/// JSON, `"version": 1`, every value in it; doubles so that they are read back bit for bit. The order of members is
/// fixed: the same set is the same bytes.
QByteArray toJson(const ParameterSet &set);
/// Error InvalidInput: not such JSON, another version, a value out of its range. Members that are missing have their
/// default; members that are not known are refused, as a value that is not followed must not be believed.
Result<ParameterSet> parametersFromJson(QByteArrayView json);

/// One line in the person's language, with units, for every picture and export: "« Soirées de match » · noyau gaussien
/// 150 m · …". Never shortened.
QString printed(const ParameterSet &set);

} // namespace cortege::tension
