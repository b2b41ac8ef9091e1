#include <presentation/recordtexts.h>

#include <domain/difference.h>
#include <presentation/formcontent.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct RecordTexts {
    Q_DECLARE_TR_FUNCTIONS(RecordTexts)
};

QString numberText(std::optional<int> number) { return number ? QLocale().toString(*number) : QString(); }

QString addressesText(const std::vector<Address> &addresses)
{
    QStringList texts;
    std::ranges::transform(addresses, std::back_inserter(texts), addressText);
    return texts.join(u" ; "_s);
}

QString shapeText(const QString &size, size_t points)
{
    return points == 0 ? QString() : RecordTexts::tr("%1 (%2 points)").arg(size, QLocale().toString(qint64(points)));
}

template <class Demonstration>
QString demonstrationText(const Demonstration &demonstration, Field field)
{
    switch (field) {
    case Field::PeopleExpected:
        return numberText(demonstration.people.expected);
    case Field::PeopleDeclared:
        return numberText(demonstration.people.declared);
    case Field::CarsExpected:
        return numberText(demonstration.cars.expected);
    case Field::CarsDeclared:
        return numberText(demonstration.cars.declared);
    case Field::Organiser:
        return demonstration.organiser ? cortege::label(*demonstration.organiser) : QString();
    default:
        return {};
    }
}

QString particularText(const MovingDemonstration &moving, Field field)
{
    switch (field) {
    case Field::Departure:
        return addressText(moving.departure);
    case Field::Waypoints:
        return addressesText(moving.waypoints);
    case Field::Arrival:
        return addressText(moving.arrival);
    case Field::Route:
        return shapeText(lengthText(lengthMetres(moving.route)), moving.route.size());
    default:
        return demonstrationText(moving, field);
    }
}

QString particularText(const StaticDemonstration &fixed, Field field)
{
    switch (field) {
    case Field::PlaceAddress:
        return addressText(fixed.address);
    case Field::Footprint:
        return shapeText(areaText(areaSquareMetres(fixed.footprint)), fixed.footprint.size());
    default:
        return demonstrationText(fixed, field);
    }
}

QString particularText(const PlannedOperation &operation, Field field)
{
    if (field == Field::Addresses)
        return addressesText(operation.addresses);
    return field == Field::Theme && operation.theme ? cortege::label(*operation.theme) : QString();
}

QString particularText(const OfficialVisit &visit, Field field)
{
    return field == Field::Addresses ? addressesText(visit.addresses) : QString();
}

QString rawText(const EventRecord &record, Field field)
{
    switch (field) {
    case Field::Subject:
        return record.subject;
    case Field::Description:
        return record.description;
    case Field::Begins:
        return record.begins ? dateAndTime(*record.begins) : QString();
    case Field::Ends:
        return record.ends ? dateAndTime(*record.ends) : QString();
    default:
        return std::visit([field](const auto &it) { return particularText(it, field); }, record.particulars);
    }
}

QString whatHappened(const EventVersion *before, const EventVersion &after, const std::vector<Field> &changed)
{
    if (!before)
        return after.revision == 1 ? RecordTexts::tr("Création") : RecordTexts::tr("Version la plus ancienne connue");
    if (after.state == EventState::Cancelled && before->state == EventState::Active)
        return RecordTexts::tr("Annulation");
    QStringList parts;
    if (after.state == EventState::Active && before->state == EventState::Cancelled)
        parts << RecordTexts::tr("Réactivation");
    if (after.record.kind() != before->record.kind())
        parts << RecordTexts::tr("Nature : %1").arg(cortege::label(after.record.kind()));
    if (!changed.empty())
        parts << namesOf(changed);
    return parts.isEmpty() ? RecordTexts::tr("Enregistrement sans changement") : parts.join(u", "_s);
}

} // namespace

QString addressText(const Address &address)
{
    if (!address.position)
        return address.text;
    return address.text.isEmpty() ? RecordTexts::tr("point sur la carte")
                                  : RecordTexts::tr("%1 (placée sur la carte)").arg(address.text);
}

QString valueText(const EventRecord &record, Field field)
{
    const QString text = rawText(record, field);
    return text.trimmed().isEmpty() ? RecordTexts::tr("non renseigné") : text;
}

std::vector<HistoryEntry> historyOf(const std::vector<EventVersion> &versions)
{
    std::vector<HistoryEntry> entries;
    const EventVersion *before = nullptr;
    for (const EventVersion &version : versions) {
        auto changed = before ? differingFields(before->record, version.record) : std::vector<Field> {};
        const QString what = whatHappened(before, version, changed);
        entries.push_back({ version, what, std::move(changed) });
        before = &version;
    }
    std::ranges::reverse(entries);
    return entries;
}

QString namesOf(const std::vector<Field> &fields)
{
    QStringList names;
    for (const Field field : fields)
        names << cortege::label(field);
    return names.join(u", "_s);
}

} // namespace cortege::presentation
