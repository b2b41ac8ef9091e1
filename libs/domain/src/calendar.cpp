#include <domain/calendar.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cortege
{
namespace
{

constexpr int kMostDays = 15; // jours francs
constexpr int kLeastDays = 3;

int isoYear(QDate day)
{
    int year = 0;
    day.weekNumber(&year);
    return year;
}

QDate dayOfWeek(int isoYear, int week, int weekday)
{
    const int last = QDate(isoYear, 12, 28).weekNumber(); // always in the last week of its year
    const QDate fourth(isoYear, 1, 4); // always in the first
    return fourth.addDays(7 * (std::min(week, last) - 1) + weekday - fourth.dayOfWeek());
}

} // namespace

QDate easterSunday(int year)
{
    const int golden = year % 19;
    const int century = year / 100;
    const int leapCorrection = (8 * century + 13) / 25;
    const int epact = (19 * golden + century - century / 4 - leapCorrection + 15) % 30;
    const int fullMoon = epact - (golden + 11 * epact) / 319;
    const int weekday = (2 * (century % 4) + 2 * (year % 100 / 4) - year % 100 % 4 - fullMoon + 32) % 7;
    const int month = (fullMoon + weekday + 90) / 25;
    return { year, month, (fullMoon + weekday + month + 19) % 32 };
}

bool isPublicHoliday(QDate day)
{
    static constexpr std::array<std::pair<int, int>, 8> kFixed { { { 1, 1 }, { 5, 1 }, { 5, 8 }, { 7, 14 }, { 8, 15 },
        { 11, 1 }, { 11, 11 }, { 12, 25 } } };
    if (std::ranges::find(kFixed, std::pair(day.month(), day.day())) != kFixed.end())
        return true;
    const auto afterEaster = easterSunday(day.year()).daysTo(day);
    return afterEaster == 1 || afterEaster == 39 || afterEaster == 50; // lundi de Pâques, Ascension, lundi de Pentecôte
}

bool isWorkingDay(QDate day) { return day.dayOfWeek() < Qt::Saturday && !isPublicHoliday(day); }

DeclarationPeriod declarationPeriod(QDate demonstration)
{
    DeclarationPeriod period { demonstration.addDays(-kMostDays - 1), demonstration.addDays(-kLeastDays - 1), {} };
    period.lastWorking = period.last;
    while (!isWorkingDay(period.lastWorking))
        period.lastWorking = period.lastWorking.addDays(-1);
    return period;
}

QDate sameDayOfLaterYear(QDate day, QDate today)
{
    const int week = day.weekNumber();
    const int year = std::max(isoYear(day) + 1, isoYear(today));
    const QDate found = dayOfWeek(year, week, day.dayOfWeek());
    return found < today ? dayOfWeek(year + 1, week, day.dayOfWeek()) : found;
}

} // namespace cortege
