#include <presentation/drawingmeasures.h>

#include <geodata/passage.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <cmath>

namespace cortege::presentation
{
namespace
{

struct MeasureTexts {
    Q_DECLARE_TR_FUNCTIONS(DrawingMeasures)
};

/// Two figures are what such an estimate is worth.
int rounded(int count)
{
    if (count < 100)
        return count;
    const double unit = std::pow(10, std::floor(std::log10(count)) - 1);
    return static_cast<int>(std::lround(count / unit) * std::lround(unit));
}

} // namespace

QString durationText(std::chrono::milliseconds duration)
{
    const auto minutes = std::chrono::round<std::chrono::minutes>(duration).count();
    return minutes < 60
        ? MeasureTexts::tr("%1 min").arg(minutes)
        : MeasureTexts::tr("%1 h %2").arg(minutes / 60).arg(qint64 { minutes % 60 }, 2, 10, QChar(u'0'));
}

QString routeMeasures(const LineString &route)
{
    if (route.size() < 2)
        return {};
    const double metres = lengthMetres(route);
    const geodata::March march;
    const auto time = geodata::walkingTime(metres, march);
    if (!time)
        return lengthText(metres);
    return MeasureTexts::tr("%1, %2 à %3 km/h", "length, duration, speed")
        .arg(lengthText(metres), durationText(time->head), figureText(march.kilometresPerHour));
}

QString footprintMeasures(const Ring &footprint, double peoplePerSquareMetre)
{
    if (footprint.size() < 3)
        return {};
    const double area = areaSquareMetres(footprint);
    const int people = rounded(geodata::capacity(area, peoplePerSquareMetre));
    return MeasureTexts::tr("%1, ≈ %2 personnes à %3 pers./m²", "area, people, density")
        .arg(areaText(area), QLocale().toString(people), figureText(peoplePerSquareMetre));
}

} // namespace cortege::presentation
