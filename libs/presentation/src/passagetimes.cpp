#include <presentation/passagetimes.h>

#include <presentation/drawingmeasures.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
namespace
{

struct PassageTexts {
    Q_DECLARE_TR_FUNCTIONS(PassageTimes)
};

QString statement(const geodata::March &march, double metres)
{
    QString text
        = PassageTexts::tr("Parcours de %1 à %2 km/h").arg(lengthText(metres), figureText(march.kilometresPerHour, 4));
    if (march.people > 0)
        text += PassageTexts::tr(" ; %1 personnes à %2 par m² sur %3 m de large : cortège de %4")
                    .arg(QLocale().toString(march.people), figureText(march.peoplePerSquareMetre, 4),
                        figureText(march.widthMetres, 4), lengthText(geodata::columnMetres(march).value_or(0)));
    if (const auto time = geodata::walkingTime(metres, march))
        text += PassageTexts::tr(". La tête arrive après %1, la queue après %2.")
                    .arg(durationText(time->head), durationText(time->tail));
    return text;
}

} // namespace

std::optional<PassageTimes> passageTimes(const FormContent &content, QDate today, const geodata::StreetNetwork &network)
{
    if (content.kind != EventKind::MovingDemonstration || content.shape.size() < 2)
        return std::nullopt;
    const EventRecord record = read(content, today).record;
    geodata::March march;
    march.people = weightOf(record);
    const geodata::Path path = network.along(content.shape);
    PassageTimes times { statement(march, path.metres), {} };
    if (!record.begins) {
        times.stated += u' ' + PassageTexts::tr("Donnez la date et l’heure de début pour voir les heures de passage.");
        return times;
    }
    march.begins = *record.begins;
    for (const geodata::Passage &passage : geodata::passages(path, march))
        times.rows.push_back({ passage.street, timeOfDay(passage.head), timeOfDay(passage.tail), passage.position });
    return times;
}

} // namespace cortege::presentation
