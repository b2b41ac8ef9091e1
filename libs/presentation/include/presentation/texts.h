#pragma once

#include <client/platform.h>
#include <domain/convention.h>
#include <domain/copy.h>
#include <domain/event.h>
#include <domain/result.h>
#include <domain/time.h>
#include <domain/validation.h>
#include <protocol/messages.h>

#include <QtCore/QDate>
#include <QtCore/QString>

/// What values are called on the screen, in the language of the interface. Times are shown as on a Marseille wall
/// (Europe/Paris); formats follow QLocale(), which the app sets to French or British English.
namespace cortege::presentation
{

// --- why something is wrong -----------------------------------------------------------------------------------------

/// One sentence for the person who filled in the field, without the field's name.
QString describe(const FieldIssue &issue);
/// One sentence for a person; the detail stays in the log.
QString describe(Failure failure);
/// Why something could not be kept on this workstation.
QString describeKeeping(Failure failure);
/// Why a workstation is not let in at all, or not now.
QString describeDenial(Failure failure);
/// What everybody must know of the convention; empty while it is in force and nobody has announced its end.
QString describe(const ConventionStatus &convention);
/// What becomes of what this workstation keeps, after the end; empty where it keeps nothing and never erased anything.
QString describe(const client::Aftermath &aftermath);
/// One sentence about what the platform answered; names the fields when it complained about some.
QString describe(const protocol::WireError &error);

// --- dates and times ------------------------------------------------------------------------------------------------

QString timeOfDay(UtcTime time); ///< "14 h 32"
QString longDate(QDate date); ///< "samedi 28 novembre 2026", "mardi 1er décembre 2026"
QString shortDate(QDate date); ///< "28/11/2026"
QString dateAndTime(UtcTime time); ///< "28/11/2026 14 h 32"
QString briefMoment(UtcTime time); ///< "sam. 28 nov., 14 h 32": as `interval` says its ends
/// "14 h 32" on the day of `now`, else "14 h 32 le 28/11/2026": made to follow "à".
QString momentSeenFrom(UtcTime time, UtcTime now);
/// "sam. 28 nov., 14 h 30 – 18 h", "sam. 28 nov., 22 h – dim. 29 nov., 2 h", "dès …", "jusqu’à …"; empty without dates.
/// With `today`, dates of another year carry it: "mar. 28 nov. 2028, 14 h".
QString interval(std::optional<UtcTime> begins, std::optional<UtcTime> ends, std::optional<QDate> today = std::nullopt);
/// For lists: the end without its date where it comes less than a day later, no weekdays over several days, the year of
/// dates in another one than that of `today`.
QString briefInterval(std::optional<UtcTime> begins, std::optional<UtcTime> ends, QDate today);

/// For the list of one day, or of a few: "14 h 30 – 18 h", "22 h (27/11) – 2 h", "14 h – 2 h (29/11)", "dès 14 h". A
/// date stands where the time lies outside `days`, or where there are several; empty without dates.
QString timesWithin(std::optional<UtcTime> begins, std::optional<UtcTime> ends, const UtcInterval &days);

// --- measures and states --------------------------------------------------------------------------------------------

/// So many significant digits and never an exponent: "1,24", "12 400", "< 0,001" for less than a thousandth.
QString figureText(double value, int digits = 3);
QString lengthText(double metres); ///< "850 m", "2,4 km"
QString areaText(double squareMetres); ///< "4 200 m²", "3,1 ha"
QString label(EventState state); ///< "Actif", "Annulé"
QString purposeText(Purpose purpose); ///< "Préparation du service d’ordre" …

using client::Link;
/// "En ligne", "Hors ligne – 3 enregistrements en attente" …
QString describe(Link link, int waiting);

} // namespace cortege::presentation
