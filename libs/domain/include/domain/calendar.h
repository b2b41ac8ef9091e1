#pragma once

#include <QtCore/QDate>

/// Days as French law and habit count them. A day is a day of Europe/Paris.
namespace cortege
{

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
QDate easterSunday(int year);
/// Jour férié (Code du travail, L3133-1), without those of Alsace-Moselle.
bool isPublicHoliday(QDate day);
/// A day on which a préfecture is open: neither Saturday, Sunday nor jour férié.
bool isWorkingDay(QDate day);

/// When a demonstration may be declared: between fifteen and three *jours francs* before it (Code de la sécurité
/// intérieure, L211-2). A jour franc counts neither the day of the declaration nor that of the event.
struct DeclarationPeriod {
    QDate first; ///< leaves fifteen jours francs
    QDate last; ///< leaves three
    QDate lastWorking; ///< `last`, or the working day before it where it is none

    friend bool operator==(const DeclarationPeriod &, const DeclarationPeriod &) = default;
};
DeclarationPeriod declarationPeriod(QDate demonstration);

/// The same weekday of the same ISO 8601 week in the first year that brings it after `day` and not before `today`. The
/// last week of a year stands for a 53rd that it does not have. Feasts that move are not followed.
QDate sameDayOfLaterYear(QDate day, QDate today);

} // namespace cortege
