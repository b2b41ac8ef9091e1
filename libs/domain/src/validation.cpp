#include <domain/validation.h>

#include <algorithm>
#include <array>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

struct FieldNames {
    Field field {};
    QLatin1StringView json;
    QStringView label;
};
constexpr std::array kFields {
    FieldNames { Field::Subject, "objet"_L1, u"Objet" },
    FieldNames { Field::Description, "description"_L1, u"Description / observations" },
    FieldNames { Field::Begins, "debut"_L1, u"Date et heure de début" },
    FieldNames { Field::Ends, "fin"_L1, u"Date et heure de fin" },
    FieldNames { Field::Departure, "adresseDepart"_L1, u"Adresse de départ" },
    FieldNames { Field::Waypoints, "adressesPassage"_L1, u"Adresses des points de passage" },
    FieldNames { Field::Arrival, "adresseArrivee"_L1, u"Adresse d’arrivée" },
    FieldNames { Field::PlaceAddress, "adresse"_L1, u"Adresse" },
    FieldNames { Field::Addresses, "adresses"_L1, u"Adresses" },
    FieldNames { Field::PeopleExpected, "personnesAttendues"_L1, u"Nombre de personnes attendues" },
    FieldNames { Field::PeopleDeclared, "personnesDeclarees"_L1, u"Nombre de personnes déclarées" },
    FieldNames { Field::CarsExpected, "voituresAttendues"_L1, u"Nombre de voitures attendues" },
    FieldNames { Field::CarsDeclared, "voituresDeclarees"_L1, u"Nombre de voitures déclarées" },
    FieldNames { Field::Organiser, "statutOrganisateur"_L1, u"Statut de l’organisateur" },
    FieldNames { Field::Theme, "theme"_L1, u"Thème" },
    FieldNames { Field::Route, "trace"_L1, u"Tracé du parcours" },
    FieldNames { Field::Footprint, "emprise"_L1, u"Emprise" },
};
const FieldNames &namesOf(Field field) { return *std::ranges::find(kFields, field, &FieldNames::field); }

constexpr std::array kRuleNames {
    std::pair { Rule::Required, "required"_L1 },
    std::pair { Rule::TooLong, "too-long"_L1 },
    std::pair { Rule::TooMany, "too-many"_L1 },
    std::pair { Rule::TooFew, "too-few"_L1 },
    std::pair { Rule::Negative, "negative"_L1 },
    std::pair { Rule::TooBig, "too-big"_L1 },
    std::pair { Rule::EndBeforeStart, "end-before-start"_L1 },
    std::pair { Rule::TooLongDuration, "too-long-duration"_L1 },
    std::pair { Rule::OutsideWorld, "outside-world"_L1 },
    std::pair { Rule::SelfCrossing, "self-crossing"_L1 },
    std::pair { Rule::ControlCharacter, "control-character"_L1 },
    std::pair { Rule::UnknownValue, "unknown-value"_L1 },
    std::pair { Rule::WrongType, "wrong-type"_L1 },
    std::pair { Rule::PersonalData, "personal-data"_L1 },
};

bool isControl(QChar c, bool multiline)
{
    if (multiline && (c == u'\n' || c == u'\t'))
        return false;
    // Bidirectional overrides make a text read other than it is stored (CVE-2021-42574).
    const bool bidi = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    // Whoever reads UTF-8 takes the first mark of byte order away: the text would not come back as it was.
    return c.category() == QChar::Other_Control || bidi || c == QChar::ByteOrderMark;
}

class Checker
{
public:
    void text(Field field, const QString &value, int limit, bool multiline, int index = -1)
    {
        if (const auto fault = faultOf(value, limit, multiline))
            add(field, *fault, index, *fault == Rule::TooLong ? limit : 0);
    }
    void address(Field field, const Address &value, int index = -1)
    {
        text(field, value.text, limits::kAddressText, false, index);
        if (value.position && !isOnEarth(*value.position))
            add(field, Rule::OutsideWorld, index);
    }
    void addresses(Field field, const std::vector<Address> &values)
    {
        if (values.size() > limits::kAddresses)
            return add(field, Rule::TooMany, -1, limits::kAddresses);
        for (size_t i = 0; i < values.size(); ++i)
            address(field, values[i], static_cast<int>(i));
    }
    void count(Field field, std::optional<int> value)
    {
        if (value && *value < 0)
            add(field, Rule::Negative);
        else if (value && *value > limits::kCount)
            add(field, Rule::TooBig, -1, limits::kCount);
    }
    /// False when a further check of the shape makes no sense. No shape at all is fine.
    bool shape(Field field, const std::vector<GeoPoint> &points, int least, int most)
    {
        if (points.empty())
            return false;
        const auto outside = std::ranges::find_if_not(points, isOnEarth);
        if (outside != points.end())
            add(field, Rule::OutsideWorld, static_cast<int>(outside - points.begin()));
        else if (std::ssize(points) < least)
            add(field, Rule::TooFew, -1, least);
        else if (std::ssize(points) > most)
            add(field, Rule::TooMany, -1, most);
        else
            return true;
        return false;
    }
    void add(Field field, Rule rule, int index = -1, int limit = 0)
    {
        addIssue(m_issues, { field, rule, index, limit });
    }
    std::vector<FieldIssue> take() { return std::move(m_issues); }

private:
    std::vector<FieldIssue> m_issues;
};

void checkInterval(Checker &check, const EventRecord &record)
{
    if (!record.begins || !record.ends)
        return;
    if (*record.ends < *record.begins)
        check.add(Field::Ends, Rule::EndBeforeStart);
    else if (*record.ends - *record.begins > std::chrono::days { limits::kDurationDays })
        check.add(Field::Ends, Rule::TooLongDuration, -1, limits::kDurationDays);
}

void checkEstimates(Checker &check, const Estimate &people, const Estimate &cars)
{
    check.count(Field::PeopleExpected, people.expected);
    check.count(Field::PeopleDeclared, people.declared);
    check.count(Field::CarsExpected, cars.expected);
    check.count(Field::CarsDeclared, cars.declared);
}

void checkParticulars(Checker &check, const MovingDemonstration &moving)
{
    check.address(Field::Departure, moving.departure);
    check.addresses(Field::Waypoints, moving.waypoints);
    check.address(Field::Arrival, moving.arrival);
    checkEstimates(check, moving.people, moving.cars);
    check.shape(Field::Route, moving.route, 2, limits::kRoutePoints);
}

void checkParticulars(Checker &check, const StaticDemonstration &fixed)
{
    check.address(Field::PlaceAddress, fixed.address);
    checkEstimates(check, fixed.people, fixed.cars);
    if (check.shape(Field::Footprint, fixed.footprint, 3, limits::kFootprintPoints) && selfCrossing(fixed.footprint))
        check.add(Field::Footprint, Rule::SelfCrossing);
}

void checkParticulars(Checker &check, const PlannedOperation &operation)
{
    check.addresses(Field::Addresses, operation.addresses);
}

void checkParticulars(Checker &check, const OfficialVisit &visit)
{
    check.addresses(Field::Addresses, visit.addresses);
}

bool isSoundText(const QString &text) { return !text.startsWith(QChar::ByteOrderMark); }
bool isSoundShape(const std::vector<GeoPoint> &points, int least)
{
    return points.empty() || (std::ssize(points) >= least && std::ranges::all_of(points, isOnEarth));
}
bool isSoundAddress(const Address &address)
{
    return isSoundText(address.text) && (!address.position || isOnEarth(*address.position));
}
bool areSound(const std::vector<Address> &addresses) { return std::ranges::all_of(addresses, isSoundAddress); }

bool areSound(const MovingDemonstration &moving)
{
    return isSoundAddress(moving.departure) && areSound(moving.waypoints) && isSoundAddress(moving.arrival)
        && isSoundShape(moving.route, 2);
}
bool areSound(const StaticDemonstration &fixed)
{
    return isSoundAddress(fixed.address) && isSoundShape(fixed.footprint, 3);
}
bool areSound(const PlannedOperation &operation) { return areSound(operation.addresses); }
bool areSound(const OfficialVisit &visit) { return areSound(visit.addresses); }

} // namespace

QLatin1StringView jsonName(Field field) { return namesOf(field).json; }
QString label(Field field) { return namesOf(field).label.toString(); }

std::optional<Field> fieldFromJsonName(QStringView text)
{
    const auto found = std::ranges::find_if(kFields, [text](const FieldNames &names) { return names.json == text; });
    return found == kFields.end() ? std::nullopt : std::optional(found->field);
}

std::vector<Field> fieldsOf(EventKind kind)
{
    using enum Field;
    switch (kind) {
    case EventKind::MovingDemonstration:
        return { Subject, Description, Departure, Waypoints, Arrival, Begins, Ends, PeopleExpected, PeopleDeclared,
            CarsExpected, CarsDeclared, Organiser, Route };
    case EventKind::StaticDemonstration:
        return { Subject, Description, PlaceAddress, Begins, Ends, PeopleExpected, PeopleDeclared, CarsExpected,
            CarsDeclared, Organiser, Footprint };
    case EventKind::PlannedOperation:
        return { Subject, Description, Addresses, Begins, Ends, Theme };
    case EventKind::OfficialVisit:
        return { Subject, Description, Addresses, Begins, Ends };
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Rule> faultOf(QStringView text, int limit, bool multiline)
{
    if (text.size() > limit)
        return Rule::TooLong;
    return std::ranges::any_of(text, [multiline](QChar c) { return isControl(c, multiline); })
        ? std::optional(Rule::ControlCharacter)
        : std::nullopt;
}

QLatin1StringView name(Rule rule)
{
    return std::ranges::find(kRuleNames, rule, [](auto &p) { return p.first; })->second;
}

std::optional<Rule> ruleFromName(QStringView text)
{
    const auto found = std::ranges::find_if(kRuleNames, [text](const auto &pair) { return pair.second == text; });
    return found == kRuleNames.end() ? std::nullopt : std::optional(found->first);
}

void addIssue(std::vector<FieldIssue> &issues, const FieldIssue &issue)
{
    if (std::ranges::find(issues, issue.field, &FieldIssue::field) == issues.end())
        issues.push_back(issue);
}

std::vector<FieldIssue> validate(const EventRecord &record)
{
    Checker check;
    if (record.subject.trimmed().isEmpty())
        check.add(Field::Subject, Rule::Required);
    check.text(Field::Subject, record.subject, limits::kSubject, false);
    check.text(Field::Description, record.description, limits::kDescription, true);
    checkInterval(check, record);
    std::visit([&check](const auto &particulars) { checkParticulars(check, particulars); }, record.particulars);
    return check.take();
}

bool isSound(const EventRecord &record)
{
    return isSoundText(record.subject) && isSoundText(record.description)
        && std::visit([](const auto &particulars) { return areSound(particulars); }, record.particulars);
}

} // namespace cortege
