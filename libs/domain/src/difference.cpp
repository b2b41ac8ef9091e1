#include <domain/difference.h>

#include <algorithm>

namespace cortege
{
namespace
{

// One field of a record as a comparable value; what a kind does not have is monostate.
using Value = std::variant<std::monostate, QString, std::optional<UtcTime>, Address, std::vector<Address>,
    std::optional<int>, std::optional<OrganiserStatus>, std::optional<OperationTheme>, std::vector<GeoPoint>>;

// Calls `with` with a reference to the field, if the record's kind has it. One list of fields serves reading and
// writing.
template <class Record, class With>
void visitField(Record &record, Field field, With with)
{
    switch (field) {
    case Field::Subject:
        return with(record.subject);
    case Field::Description:
        return with(record.description);
    case Field::Begins:
        return with(record.begins);
    case Field::Ends:
        return with(record.ends);
    default:
        break;
    }
    const auto demonstration = [field, &with](auto &demo) {
        switch (field) {
        case Field::PeopleExpected:
            return with(demo.people.expected);
        case Field::PeopleDeclared:
            return with(demo.people.declared);
        case Field::CarsExpected:
            return with(demo.cars.expected);
        case Field::CarsDeclared:
            return with(demo.cars.declared);
        case Field::Organiser:
            return with(demo.organiser);
        default:
            break;
        }
    };
    if (auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        demonstration(*moving);
        if (field == Field::Departure)
            with(moving->departure);
        else if (field == Field::Waypoints)
            with(moving->waypoints);
        else if (field == Field::Arrival)
            with(moving->arrival);
        else if (field == Field::Route)
            with(moving->route);
    } else if (auto *fixed = std::get_if<StaticDemonstration>(&record.particulars)) {
        demonstration(*fixed);
        if (field == Field::PlaceAddress)
            with(fixed->address);
        else if (field == Field::Footprint)
            with(fixed->footprint);
    } else if (auto *operation = std::get_if<PlannedOperation>(&record.particulars)) {
        if (field == Field::Addresses)
            with(operation->addresses);
        else if (field == Field::Theme)
            with(operation->theme);
    } else if (auto *visit = std::get_if<OfficialVisit>(&record.particulars); visit && field == Field::Addresses) {
        with(visit->addresses);
    }
}

Value valueOf(const EventRecord &record, Field field)
{
    Value value;
    visitField(record, field, [&value](const auto &member) { value = member; });
    return value;
}

bool isEmpty(const Value &value)
{
    return std::visit(
        []<class T>(const T &v) {
            if constexpr (std::is_same_v<T, std::monostate>)
                return true;
            else
                return v == T {};
        },
        value);
}

bool differs(const EventRecord &a, const EventRecord &b, Field field)
{
    const Value left = valueOf(a, field);
    const Value right = valueOf(b, field);
    return left != right && !(isEmpty(left) && isEmpty(right));
}

} // namespace

std::vector<Field> differingFields(const EventRecord &a, const EventRecord &b)
{
    std::vector<Field> fields = fieldsOf(a.kind());
    for (const Field field : fieldsOf(b.kind())) {
        if (std::ranges::find(fields, field) == fields.end())
            fields.push_back(field);
    }
    std::erase_if(fields, [&](Field field) { return !differs(a, b, field); });
    return fields;
}

EventRecord withField(EventRecord target, Field field, const EventRecord &source)
{
    const Value value = valueOf(source, field);
    visitField(target, field, [&value]<class T>(T &member) {
        if (const T *taken = std::get_if<T>(&value))
            member = *taken;
    });
    return target;
}

Merge merge(const EventRecord &base, const EventRecord &mine, const EventRecord &theirs)
{
    // When one side changed the kind, fields do not correspond any more: everything that I changed is a conflict.
    if (base.kind() != mine.kind() || base.kind() != theirs.kind())
        return { theirs, differingFields(mine, theirs) };
    Merge result { theirs, {} };
    for (const Field field : differingFields(base, mine)) {
        if (!differs(base, theirs, field))
            result.merged = withField(std::move(result.merged), field, mine);
        else if (differs(mine, theirs, field))
            result.conflicting.push_back(field);
    }
    return result;
}

} // namespace cortege
