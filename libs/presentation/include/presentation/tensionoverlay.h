#pragma once

#include <domain/event.h>
#include <domain/fact.h>
#include <domain/geometry.h>
#include <domain/time.h>
#include <presentation/division.h>
#include <presentation/mapport.h>
#include <tension/parameters.h>
#include <tension/zones.h>

#include <QtCore/QObject>

#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace cortege::presentation
{

/// Shared and never changed: the computing thread reads what the window has. Active events only, in the order of their
/// ids, so that the sum is the same in every process.
using TensionEvents = std::vector<std::shared_ptr<const EventVersion>>;

/// Facts of other sources, beside the events.
struct TensionFacts {
    std::shared_ptr<const tension::Facts> facts; ///< nullptr: none
    std::vector<QString> categories; ///< their names, by number
    /// Whose each category is, by number; nullptr, or missing: nobody says.
    std::vector<std::shared_ptr<const FactSource>> sources {};

    bool isEmpty() const { return !facts || facts->size() == 0; }
    friend bool operator==(const TensionFacts &, const TensionFacts &) = default;
};

/// "Vol"; "Vol – Houston" where another source has a category of that name.
QString nameOfCategory(const TensionFacts &facts, size_t category);

/// What a picture of the tension was computed from; every picture names it.
struct TensionParameters {
    UtcInterval window;
    tension::ParameterSet set;

    friend bool operator==(const TensionParameters &, const TensionParameters &) = default;
};
inline constexpr double kNarrowestBandwidth = 75;
inline constexpr double kWidestBandwidth = 500;

/// In what densities and amounts are said: people as long as there are events alone; with facts, facts' weights.
enum class TensionUnit { People, Weight };

/// A zone of tension, on the ground. Of the zones of a picture the first has the greatest amount.
struct TensionZone {
    tension::GeoPolygon shape;
    GeoPoint peak;
    double level = 0; ///< per hectare, as all densities here
    double area = 0; ///< square metres
    double highest = 0; ///< per hectare
    double amount = 0; ///< people, averaged over the window, or weight

    friend bool operator==(const TensionZone &, const TensionZone &);
};

/// One source of a zone: an event, or a category of facts.
struct Contribution {
    std::optional<EventId> event;
    QString name; ///< the event's subject, or the category
    std::optional<EventKind> kind;
    qint64 facts = 0; ///< of a category, in the zone
    double amount = 0;
    int percent = 0; ///< those of a zone add up to 100
    std::shared_ptr<const FactSource> source {}; ///< of a category, where it is known

    friend bool operator==(const Contribution &, const Contribution &) = default;
};

/// « Pourquoi cette zone ? »
struct ZoneExplanation {
    int zone = 0; ///< its place in the picture
    std::vector<Contribution> contributions; ///< the greatest first
    double people = 0; ///< of the events that make the zone, how many people it stands for
    double strongest = 0; ///< the part of the one strongest source, 0 to 1
    double relativeError = 0; ///< as tension::Explanation

    friend bool operator==(const ZoneExplanation &, const ZoneExplanation &) = default;
};

/// Two events that meet, or an event and facts of one category around it: nearer to each other, in space and time, than
/// the rule of the parameters.
struct Meeting {
    EventId first;
    std::optional<EventId> second; ///< nothing: it meets facts
    QString firstName;
    QString secondName; ///< of facts, their category
    GeoPoint place;
    double metres = 0;
    UtcInterval during; ///< while both are there; else the gap between them; of facts, when the fact was
    std::chrono::milliseconds apart {};
    double severity = 0; ///< 0 to 1
    qint64 facts = 0; ///< so many are near; all of the above is said of the gravest of them

    /// The same two, whatever has become of them.
    bool isOf(const Meeting &other) const
    {
        return first == other.first && second == other.second && (second || secondName == other.secondName);
    }
    friend bool operator==(const Meeting &, const Meeting &) = default;
};

/// The same parts of the city in two periods.
struct Comparison {
    UtcInterval reference; ///< the earlier one, as a rule
    DensityFieldPtr difference; ///< the picture's window minus the reference, per hectare; nullptr: nothing in both
    struct Row {
        QString name;
        GeoBox extent;
        int eventsBefore = 0; ///< that touch it
        int eventsNow = 0;
        double amountBefore = 0; ///< that lies in it, in the picture's unit
        double amountNow = 0;

        friend bool operator==(const Row &, const Row &) = default;
    };
    QString division; ///< what a row is: "Quartier"
    std::vector<Row> rows; ///< in the order of the division; those without anything in both are left out
};

struct TensionPicture {
    TensionParameters parameters;
    DensityFieldPtr field; ///< per hectare; nullptr where nobody is expected
    TensionUnit unit = TensionUnit::People;
    double highest = 0; ///< per hectare, the highest value of the field
    double people = 0; ///< expected, averaged over the window, inside the territory or not
    int events = 0; ///< that weigh in it
    qint64 facts = 0; ///< that weigh in it
    std::vector<TensionZone> zones;
    std::optional<ZoneExplanation> explanation; ///< of the zone at the chosen place
    std::vector<tension::GeoPolygon> hotSpots; ///< with the false discoveries that the parameters allow
    std::vector<Meeting> meetings; ///< the gravest first
    std::optional<Comparison> comparison;
};

/// What a picture is to show.
struct TensionWish {
    TensionEvents events;
    TensionFacts facts;
    TensionParameters parameters;
    std::optional<GeoPoint> chosen; ///< the zone here is explained
    std::optional<UtcInterval> reference; ///< to be compared with
    std::shared_ptr<const Division> division;
};
class TensionWorker;

/// The palette's top for a highest value: the next of 1, 2 or 5 times a power of ten.
double paletteTop(double highest);

/// Keeps the picture of the tension in step with events, facts, window and parameters. Computes beside the window's
/// thread, one picture at a time: while one is made, only the newest wish is kept.
class TensionOverlay final : public QObject
{
    Q_OBJECT
public:
    /// Nothing outside the territory is shown.
    explicit TensionOverlay(const GeoBox &territory, QObject *parent = nullptr);
    ~TensionOverlay() override; ///< waits for the computation

    void setEvents(TensionEvents events);
    void setFacts(TensionFacts facts);
    void setParameters(const TensionParameters &parameters); ///< the bandwidth is brought into its limits
    const TensionParameters &parameters() const { return m_wish.parameters; }
    /// The zone that holds this place is explained; nothing: none.
    void setChosenPlace(std::optional<GeoPoint> place);
    /// Each picture is compared with this period; nothing: none.
    void setReference(std::optional<UtcInterval> period);
    const std::optional<UtcInterval> &reference() const { return m_wish.reference; }
    const TensionEvents &events() const { return m_wish.events; }
    const TensionFacts &facts() const { return m_wish.facts; }
    /// What comparisons count by. Squares of a kilometre until then.
    void setDivision(std::shared_ptr<const Division> division);
    const std::shared_ptr<const Division> &division() const { return m_wish.division; }
    const std::optional<TensionPicture> &picture() const { return m_picture; }
    /// The picture is that of the newest wish.
    bool isUpToDate() const { return !m_computation.valid() && !m_stale; }

Q_SIGNALS:
    void pictureChanged();

private:
    void request();
    void take();

    std::unique_ptr<TensionWorker> m_worker; ///< used by the computation
    TensionWish m_wish;
    std::optional<TensionPicture> m_picture;
    bool m_stale = false;
    std::future<TensionPicture> m_computation; ///< valid while one is made; last, because its end is waited for
};

} // namespace cortege::presentation
