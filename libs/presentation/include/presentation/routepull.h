#pragma once

#include <presentation/formmodel.h>
#include <presentation/mapport.h>
#include <presentation/placefinder.h>

namespace cortege::presentation
{

/// Addresses moved on the map, and a march's route pulled into another street, which makes a waypoint there.
///
/// Along the streets, the stretches on both sides of the place are found anew and the place comes to lie on the street;
/// by free hand, the route takes the place itself in and stays as it was drawn everywhere else. The address is named
/// after its new place (`movedTo`); what the agent wrote stays. Each drop is one step to undo.
class RoutePull final : public Pullable
{
public:
    /// `places` may be null: addresses can be moved then, keep their names, and the route stays. Both outlive it.
    RoutePull(FormModel &form, const PlaceFinder *places) : m_form(form), m_places(places) { }

    /// A stretch: only one of the route between two addresses, on a workstation with a territory.
    bool canPull(Hold hold) const override;
    std::optional<Pulled> preview(Hold hold, GeoPoint to, Way way) const override;
    void drop(Hold hold, GeoPoint to, Way way) override;

private:
    struct Outcome {
        FormContent content;
        size_t number = 0; ///< of the address that was moved or made
    };
    std::optional<Outcome> pulled(Hold hold, GeoPoint to, Way way) const;

    FormModel &m_form;
    const PlaceFinder *m_places;
};

} // namespace cortege::presentation
