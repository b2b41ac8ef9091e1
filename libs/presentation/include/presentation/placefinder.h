#pragma once

#include <domain/event.h>
#include <geodata/gazetteer.h>
#include <geodata/streetnetwork.h>

#include <QtCore/QStringList>

#include <memory>

namespace cortege::presentation
{

/// Whether a text may still mean the place that `name` named, and not another one: it says as much and more
/// ("Vieux-Port, devant l’ombrière"), or is on the way to it. What follows a comma in `name`, the quarter, may go.
bool mayStillMean(const QString &name, const QString &text);

/// What the workstation's territory knows, for whoever fills in a form. Without a territory there is none, and
/// addresses are typed and placed by hand.
class PlaceFinder
{
public:
    PlaceFinder(geodata::Gazetteer gazetteer, geodata::StreetNetwork network);
    /// The files of a geodata::Territory.
    static Result<std::unique_ptr<PlaceFinder>> open(const QString &gazetteer, const QString &network);

    struct Suggestion {
        Address address; ///< as it goes into the form
        QString label;
        QString context; ///< quarter, commune; may be empty
    };
    std::vector<Suggestion> suggestions(QStringView typed, std::optional<GeoPoint> near) const;
    /// How one would call that point; empty where the territory knows nothing.
    QString nameOf(GeoPoint point) const;
    /// Whether the text is the territory's own, as `nameOf` or `suggestions` give it, and not what somebody wrote.
    bool hasNamed(const Address &address) const;
    std::vector<geodata::Area> quarters() const { return m_gazetteer.quarters(); }
    const geodata::StreetNetwork &network() const { return m_network; }

    /// A march as an agent was told it, "Vieux-Port – Canebière – Castellane".
    struct March {
        std::vector<Address> addresses; ///< in order; those that the territory does not know have no point
        LineString route; ///< along the streets; empty where there is none
        QStringList unknown; ///< names without a point
    };
    March march(QStringView told, std::optional<GeoPoint> near) const;

private:
    geodata::Gazetteer m_gazetteer;
    geodata::StreetNetwork m_network;
};

} // namespace cortege::presentation
