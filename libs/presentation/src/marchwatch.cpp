#include <presentation/marchwatch.h>

#include <presentation/coordinates.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;
using Phase = tension::MarchPosition::Phase;

struct MarchTexts {
    Q_DECLARE_TR_FUNCTIONS(MarchWatch)
};

QString countText(double people) { return QLocale().toString(std::llround(people)); }

QString placeText(GeoPoint place, const PlaceFinder *places)
{
    const QString name = places ? places->nameOf(place) : QString();
    return name.isEmpty() ? coordinateText(place, CoordinateFormat::Decimal) : name;
}

} // namespace

void MarchWatch::setEvents(TensionEvents events)
{
    m_events = std::move(events);
    QSet<EventId> there;
    for (const auto &version : m_events)
        there.insert(version->id);
    m_known.removeIf([&](const auto &entry) { return !there.contains(entry.key()); });
}

void MarchWatch::setFigures(const March &figures)
{
    if (figures == m_figures)
        return;
    m_figures = figures;
    m_known.clear();
}

const tension::MarchOnRoute *MarchWatch::marchOf(const std::shared_ptr<const EventVersion> &version)
{
    Known &known = m_known[version->id];
    if (known.version != version) {
        known = { version, {} };
        if (auto march = tension::MarchOnRoute::of(version->record, m_figures, m_projection))
            known.march = *std::move(march);
    }
    return known.march ? &*known.march : nullptr;
}

MarchAt MarchWatch::onTheGround(tension::MarchPosition position) const
{
    MarchAt at { std::move(position), {}, {}, {} };
    at.head = m_projection.toGeo(at.position.head);
    at.tail = m_projection.toGeo(at.position.tail);
    for (const tension::MetricPoint &point : at.position.extent)
        at.column.push_back(m_projection.toGeo(point));
    return at;
}

std::vector<MarchWatch::OnItsWay> MarchWatch::at(UtcTime moment)
{
    std::vector<OnItsWay> marches;
    for (const auto &version : m_events) {
        const EventRecord &record = version->record;
        if (record.kind() != EventKind::MovingDemonstration || !record.begins || !record.ends
            || !UtcInterval { *record.begins, *record.ends }.contains(moment))
            continue;
        if (const auto *march = marchOf(version))
            marches.push_back({ version->id, onTheGround(march->at(moment)) });
    }
    return marches;
}

std::optional<MarchAt> MarchWatch::whereIs(const EventId &event, UtcTime moment)
{
    const auto found = std::ranges::find_if(m_events, [&](const auto &version) { return version->id == event; });
    const auto *march = found == m_events.end() ? nullptr : marchOf(*found);
    return march ? std::optional(onTheGround(march->at(moment))) : std::nullopt;
}

QString MarchWatch::answer(const EventId &event, UtcTime moment, const PlaceFinder *places)
{
    const auto at = whereIs(event, moment);
    if (!at)
        return MarchTexts::tr("Il manque le tracé, le début ou la fin : la position ne peut pas être calculée.");
    const tension::MarchPosition &position = at->position;
    switch (position.phase) {
    case Phase::Before:
        return MarchTexts::tr("À %1, la manifestation n’a pas commencé.").arg(timeOfDay(moment));
    case Phase::After:
        return MarchTexts::tr("À %1, la manifestation est finie.").arg(timeOfDay(moment));
    case Phase::Gathering:
    case Phase::Walking:
    case Phase::Dispersing:
        break;
    }
    return MarchTexts::tr("À %1, la tête est à %2 du départ : %3. La queue est à %4 du départ : %5.")
               .arg(timeOfDay(moment), lengthText(position.headMetres), placeText(at->head, places),
                   lengthText(position.tailMetres), placeText(at->tail, places))
        + u' '
        + MarchTexts::tr("En marche : %1 ; encore au départ : %2 ; déjà à l’arrivée : %3.")
              .arg(countText(position.walking), countText(position.waiting), countText(position.arrived));
}

QString MarchWatch::stated() const
{
    return MarchTexts::tr("Calculé à %1 km/h, %2 pers./m² sur %3 m de large.")
        .arg(figureText(m_figures.kilometresPerHour), figureText(m_figures.peoplePerSquareMetre),
            figureText(m_figures.widthMetres));
}

} // namespace cortege::presentation
