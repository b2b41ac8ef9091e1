#pragma once

#include <domain/event.h>

#include <QtCore/QString>

#include <vector>

namespace cortege
{

/// The fields of annexe 1, for errors and differences.
enum class Field {
    Subject,
    Description,
    Begins,
    Ends,
    Departure,
    Waypoints,
    Arrival,
    PlaceAddress,
    Addresses,
    PeopleExpected,
    PeopleDeclared,
    CarsExpected,
    CarsDeclared,
    Organiser,
    Theme,
    Route,
    Footprint,
};
/// The property's name in GeoJSON: "objet", "debut", "adressesPassage" … "trace", "emprise".
QLatin1StringView jsonName(Field field);
std::optional<Field> fieldFromJsonName(QStringView name);
/// The French label of annexe 1: "Objet", "Date et heure de début" …
QString label(Field field);
/// Which fields a kind has, in the order of annexe 1.
std::vector<Field> fieldsOf(EventKind kind);

enum class Rule {
    Required, ///< the subject is missing
    TooLong, ///< `limit` characters at most
    TooMany, ///< `limit` entries or points at most
    TooFew, ///< a route needs 2 points, a footprint 3
    Negative,
    TooBig, ///< `limit` at most
    EndBeforeStart,
    TooLongDuration, ///< `limit` days at most
    OutsideWorld, ///< a coordinate that is not on Earth, or not a number
    SelfCrossing,
    ControlCharacter, ///< an invisible control character in a text
    UnknownValue, ///< not in the closed list of annexe 1 (reading only)
    WrongType, ///< not a text, number, time … (reading only)
    PersonalData, ///< a text names somebody, or says how to reach somebody (Art. 3)
};
QLatin1StringView name(Rule rule); ///< stable, on the wire: "required", "too-long" …
std::optional<Rule> ruleFromName(QStringView name);

/// One thing that is wrong, at one field. The text for users is made from this, in their language.
struct FieldIssue {
    Field field {};
    Rule rule {};
    int index = -1; ///< which address or point, from 0; -1 when the whole field is meant
    int limit = 0;

    friend bool operator==(const FieldIssue &, const FieldIssue &) = default;
};

/// What any text of ours is checked for: TooLong over `limit` UTF-16 units, ControlCharacter; tabs and line feeds are
/// characters like others only where there may be several lines.
std::optional<Rule> faultOf(QStringView text, int limit, bool multiline = false);

/// Adds it unless the field has an issue already: one a field, the first that matters.
void addIssue(std::vector<FieldIssue> &issues, const FieldIssue &issue);

/// Sizes that client and server enforce alike. Texts are counted in UTF-16 units, as Qt and the JSON Schema tools do.
namespace limits
{
inline constexpr int kSubject = 300;
inline constexpr int kDescription = 8'000;
inline constexpr int kAddressText = 300;
inline constexpr int kAddresses = 200;
inline constexpr int kRoutePoints = 5'000;
inline constexpr int kFootprintPoints = 2'000;
inline constexpr int kCount = 10'000'000;
inline constexpr int kDurationDays = 366;
} // namespace limits

/// At most one issue per field, the first that matters; empty when the record may be saved. Incomplete is allowed.
std::vector<FieldIssue> validate(const EventRecord &record);

/// What no change of the rules takes back, and all code relies on: points on Earth, two of them in a route and three in
/// a footprint, texts that come back from UTF-8 as they were. Whatever passed `validate`, today's or an earlier one,
/// has it.
bool isSound(const EventRecord &record);

} // namespace cortege
