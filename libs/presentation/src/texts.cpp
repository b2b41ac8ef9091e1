#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

QString tooFew(Field field)
{
    return field == Field::Footprint ? Texts::tr("Une emprise a besoin d’au moins 3 points.")
                                     : Texts::tr("Un tracé a besoin d’au moins 2 points.");
}

QString tooMany(Field field, int limit)
{
    const auto number = QLocale().toString(limit);
    return field == Field::Route || field == Field::Footprint ? Texts::tr("Trop de points : %1 au plus.").arg(number)
                                                              : Texts::tr("Trop d’adresses : %1 au plus.").arg(number);
}

QString reason(Rule rule, Field field, int limit)
{
    const auto number = QLocale().toString(limit);
    switch (rule) {
    case Rule::Required:
        return field == Field::Subject ? Texts::tr("Indiquez l’objet de l’événement.")
                                       : Texts::tr("Ce champ est nécessaire.");
    case Rule::TooLong:
        return Texts::tr("Texte trop long : %1 caractères au plus.").arg(number);
    case Rule::TooMany:
        return tooMany(field, limit);
    case Rule::TooFew:
        return tooFew(field);
    case Rule::Negative:
        return Texts::tr("Le nombre ne peut pas être négatif.");
    case Rule::TooBig:
        return Texts::tr("Nombre trop grand : %1 au plus.").arg(number);
    case Rule::EndBeforeStart:
        return Texts::tr("La fin doit être après le début.");
    case Rule::TooLongDuration:
        return Texts::tr("Durée trop longue : %1 jours au plus.").arg(number);
    case Rule::OutsideWorld:
        return Texts::tr("Ce point n’est pas sur la Terre : replacez-le sur la carte.");
    case Rule::SelfCrossing:
        return Texts::tr("Le contour se croise lui-même : déplacez un de ses points.");
    case Rule::ControlCharacter:
        return Texts::tr("Ce texte contient un caractère invisible, souvent venu d’un copier-coller : retapez-le.");
    case Rule::UnknownValue:
        return Texts::tr("Cette valeur n’est pas dans la liste de l’annexe 1.");
    case Rule::WrongType:
        return Texts::tr("Cette valeur est illisible.");
    case Rule::PersonalData:
        return Texts::tr("La convention (article 3) ne permet pas de donnée personnelle ici : reformulez ce texte.");
    }
    return {};
}

/// French writes the first of the month as an ordinal.
QString withOrdinal(QString text, QDate date)
{
    if (date.day() == 1 && QLocale().language() == QLocale::French)
        text.replace(QLocale().toString(1) + u' ', u"1er "_s);
    return text;
}

/// The year says itself while it is the one of `today`.
bool needsYear(QDate date, std::optional<QDate> today) { return today && date.year() != today->year(); }

QString briefDate(QDate date, std::optional<QDate> today)
{
    const QString format
        = needsYear(date, today) ? Texts::tr("ddd d MMM yyyy", "date format") : Texts::tr("ddd d MMM", "date format");
    return withOrdinal(QLocale().toString(date, format), date);
}

QString clockText(QTime time) { return QLocale().toString(time, Texts::tr("H' h 'mm", "time format")); }

QString briefTime(const QDateTime &time)
{
    return time.time().minute() == 0 ? QLocale().toString(time.time(), Texts::tr("H' h'", "time format, full hour"))
                                     : clockText(time.time());
}

QString brief(const QDateTime &time, std::optional<QDate> today)
{
    return Texts::tr("%1, %2", "date, time").arg(briefDate(time.date(), today), briefTime(time));
}

} // namespace

QString describe(const FieldIssue &issue)
{
    const auto text = reason(issue.rule, issue.field, issue.limit);
    const bool oneOfSeveral = issue.index >= 0 && (issue.field == Field::Waypoints || issue.field == Field::Addresses);
    return oneOfSeveral ? Texts::tr("Adresse %1 : %2").arg(issue.index + 1).arg(text) : text;
}

QString describe(Failure failure)
{
    switch (failure) {
    case Failure::InvalidInput:
        return Texts::tr("Certaines valeurs ne sont pas acceptées.");
    case Failure::NotFound:
        return Texts::tr("Cet événement n’existe pas sur la plateforme.");
    case Failure::Forbidden:
        return Texts::tr("Votre habilitation ne permet pas cette action.");
    case Failure::Unauthenticated:
        return Texts::tr("La plateforme ne reconnaît pas ce certificat.");
    case Failure::Conflict:
        return Texts::tr("Une autre personne a modifié cet événement entre-temps.");
    case Failure::TooLarge:
        return Texts::tr("L’événement est trop volumineux.");
    case Failure::RateLimited:
        return Texts::tr("Trop de demandes à la fois : l’envoi reprendra de lui-même.");
    case Failure::Unavailable:
        return Texts::tr("La plateforme n’est pas disponible pour le moment.");
    case Failure::Corrupt:
        return Texts::tr("Des données enregistrées sont illisibles.");
    case Failure::CardAbsent:
        return Texts::tr("Carte absente : insérez-la, la connexion reprendra d’elle-même.");
    case Failure::PinRefused:
        return Texts::tr("La carte a refusé le code PIN : fermez le programme et ouvrez-le de nouveau.");
    }
    return {};
}

QString describeKeeping(Failure failure)
{
    return failure == Failure::Unavailable
        ? Texts::tr("Le disque de ce poste n’accepte plus rien : libérez de la place.")
        : describe(failure);
}

QString describeDenial(Failure failure)
{
    // Whoever is not let in at all does not want to know about one action.
    if (failure == Failure::Forbidden)
        return Texts::tr("Aucune habilitation en cours ne correspond au certificat de ce poste.");
    if (failure == Failure::InvalidInput)
        return Texts::tr("La plateforme n’admet pas la version de l’annexe 1 de ce programme : une mise à jour est "
                         "nécessaire, ou cette version n’y est pas encore enregistrée.");
    if (failure == Failure::RateLimited)
        return Texts::tr("Trop de sessions sont ouvertes à votre nom, sur ce poste ou sur d’autres : fermez-en une, la "
                         "connexion reprendra d’elle-même. Si ce n’est pas vous qui les avez ouvertes, prévenez votre "
                         "administrateur.");
    return describe(failure);
}

QString describe(const ConventionStatus &convention)
{
    switch (convention.state) {
    case ConventionState::Unrecorded:
        return Texts::tr(
            "La convention n’est pas encore enregistrée sur ce serveur : la saisie et la consultation sont "
            "fermées.");
    case ConventionState::NotYet:
        return Texts::tr("La convention prend effet le %1 : la saisie et la consultation ne sont pas encore ouvertes.")
            .arg(shortDate(convention.term->firstDay()));
    case ConventionState::Active:
        return {};
    case ConventionState::Notice: {
        const QString day = shortDate(convention.term->lastDay());
        return convention.term->cause == EndCause::Amendment
            ? Texts::tr("Un avenant met fin à la convention le %1.").arg(day)
            : Texts::tr("Convention dénoncée : elle prend fin le %1.").arg(day);
    }
    case ConventionState::Ended:
        return Texts::tr("La convention a pris fin le %1 : la saisie et la consultation sont fermées.")
            .arg(shortDate(convention.term->lastDay()));
    }
    return {};
}

QString describe(const client::Aftermath &aftermath)
{
    if (aftermath.erasedAt)
        return Texts::tr("Ce que ce poste gardait a été effacé le %1.")
            .arg(shortDate(toParis(*aftermath.erasedAt).date()));
    QString trouble;
    if (aftermath.trouble)
        trouble = Texts::tr(
            "L’effacement de ce que garde ce poste n’a pas abouti et sera repris. Prévenez le service informatique.");
    const auto counted = [](int count, const QString &one, const QString &many) {
        return count == 0 ? QString() : count == 1 ? one : many.arg(count);
    };
    const client::KeptCount &kept = aftermath.kept;
    QStringList parts { counted(kept.changes, Texts::tr("1 modification non envoyée"),
                            Texts::tr("%1 modifications non envoyées")),
        counted(kept.drafts, Texts::tr("1 brouillon"), Texts::tr("%1 brouillons")),
        counted(kept.others, Texts::tr("1 modèle ou filtre"), Texts::tr("%1 modèles ou filtres")) };
    parts.removeAll(QString());
    if (parts.isEmpty() || !aftermath.eraseBy.isValid())
        return trouble;
    const QString what
        = Texts::tr("Gardé sur ce poste : %1. Cela ne peut plus être transmis et sera effacé au plus tard le %2.")
              .arg(parts.join(u", "_s), shortDate(aftermath.eraseBy));
    return trouble.isEmpty() ? what : what + u' ' + trouble;
}

QString describe(const protocol::WireError &error)
{
    using protocol::ErrorCode;
    switch (error.code) {
    case ErrorCode::InvalidEvent: {
        QStringList parts;
        for (const auto &issue : error.issues)
            parts << Texts::tr("%1 : %2", "field: problem").arg(cortege::label(issue.field), describe(issue));
        return parts.isEmpty() ? describe(Failure::InvalidInput) : parts.join(u' ');
    }
    case ErrorCode::Forbidden:
        return describe(Failure::Forbidden);
    case ErrorCode::NotFound:
        return describe(Failure::NotFound);
    case ErrorCode::Conflict:
        return describe(Failure::Conflict);
    case ErrorCode::TooLarge:
        return describe(Failure::TooLarge);
    case ErrorCode::RateLimited:
        return describe(Failure::RateLimited);
    case ErrorCode::Unavailable:
        return describe(Failure::Unavailable);
    case ErrorCode::SchemaMismatch:
        return Texts::tr("Ce programme et la plateforme n’ont pas la même version de l’annexe 1 : une mise à jour est "
                         "nécessaire.");
    case ErrorCode::ParseError:
    case ErrorCode::InvalidRequest:
    case ErrorCode::MethodNotFound:
    case ErrorCode::InvalidParams:
    case ErrorCode::InternalError:
        break;
    }
    return Texts::tr("La plateforme n’a pas pu traiter la demande (code %1).").arg(static_cast<int>(error.code));
}

QString timeOfDay(UtcTime time) { return clockText(toParis(time).time()); }

QString longDate(QDate date)
{
    return withOrdinal(QLocale().toString(date, Texts::tr("dddd d MMMM yyyy", "date format")), date);
}

QString shortDate(QDate date) { return QLocale().toString(date, Texts::tr("dd/MM/yyyy", "date format")); }

QString dateAndTime(UtcTime time) { return shortDate(toParis(time).date()) + u' ' + timeOfDay(time); }

QString momentSeenFrom(UtcTime time, UtcTime now)
{
    const auto date = toParis(time).date();
    return date == toParis(now).date() ? timeOfDay(time)
                                       : Texts::tr("%1 le %2", "time, date").arg(timeOfDay(time), shortDate(date));
}

QString timesWithin(std::optional<UtcTime> begins, std::optional<UtcTime> ends, const UtcInterval &days)
{
    const QDate only = toParis(days.begin).date();
    const bool oneDay = toParis(days.end).date() == only.addDays(1);
    const auto text = [&](UtcTime time) {
        const QDate date = toParis(time).date();
        if (oneDay && (date == only || time == days.end)) // midnight at its end is still that day's
            return time == days.end ? Texts::tr("minuit") : briefTime(toParis(time));
        return Texts::tr("%1 (%2)", "time, date")
            .arg(briefTime(toParis(time)), QLocale().toString(date, Texts::tr("dd/MM", "date format")));
    };
    if (!begins && !ends)
        return {};
    if (!ends)
        return Texts::tr("dès %1").arg(text(*begins));
    if (!begins)
        return Texts::tr("jusqu’à %1").arg(text(*ends));
    return *begins == *ends ? text(*begins) : text(*begins) + u" – "_s + text(*ends);
}

QString briefMoment(UtcTime time) { return brief(toParis(time), std::nullopt); }

QString interval(std::optional<UtcTime> begins, std::optional<UtcTime> ends, std::optional<QDate> today)
{
    if (!begins && !ends)
        return {};
    if (!ends)
        return Texts::tr("dès %1").arg(brief(toParis(*begins), today));
    if (!begins)
        return Texts::tr("jusqu’à %1").arg(brief(toParis(*ends), today));
    const auto from = toParis(*begins);
    const auto to = toParis(*ends);
    const bool oneDay = from.date() == to.date();
    return brief(from, today) + u" – "_s + (oneDay ? briefTime(to) : brief(to, today));
}

QString briefInterval(std::optional<UtcTime> begins, std::optional<UtcTime> ends, QDate today)
{
    if (!begins || !ends)
        return interval(begins, ends, today);
    const auto from = toParis(*begins);
    const auto to = toParis(*ends);
    if (from.date() == to.date() || *ends < *begins)
        return interval(begins, ends, today);
    if (from.date().addDays(1) == to.date() && to.time() < from.time())
        return brief(from, today) + u" – "_s
            + Texts::tr("%1 %2", "weekday, time").arg(QLocale().toString(to.date(), u"ddd"_s), briefTime(to));
    const auto withoutWeekday = [today](const QDateTime &time) {
        const QString format = needsYear(time.date(), today) ? Texts::tr("d MMM yyyy", "date format")
                                                             : Texts::tr("d MMM", "date format");
        const QString date = withOrdinal(QLocale().toString(time.date(), format), time.date());
        return Texts::tr("%1, %2", "date, time").arg(date, briefTime(time));
    };
    return withoutWeekday(from) + u" – "_s + withoutWeekday(to);
}

QString figureText(double value, int digits)
{
    constexpr double kLeast = 0.001;
    const double size = std::abs(value);
    if (size > 0 && size < kLeast)
        return (value > 0 ? u"< "_s : u"> "_s) + QLocale().toString(std::copysign(kLeast, value), 'f', 3);
    // Where 'g' would turn to an exponent; it rounds before it looks.
    return size < std::pow(10, digits) - 0.5 ? QLocale().toString(value, 'g', digits)
                                             : QLocale().toString(value, 'f', 0);
}

QString lengthText(double metres)
{
    if (metres < 999.5)
        return Texts::tr("%1 m").arg(QLocale().toString(metres, 'f', 0));
    return Texts::tr("%1 km").arg(QLocale().toString(metres / 1000, 'f', metres < 99'950 ? 1 : 0));
}

QString areaText(double squareMetres)
{
    if (squareMetres < 9'999.5)
        return Texts::tr("%1 m²").arg(QLocale().toString(squareMetres, 'f', 0));
    if (squareMetres < 999'500)
        return Texts::tr("%1 ha").arg(QLocale().toString(squareMetres / 10'000, 'f', 1));
    return Texts::tr("%1 km²").arg(QLocale().toString(squareMetres / 1'000'000, 'f', 1));
}

QString label(EventState state)
{
    return state == EventState::Active ? Texts::tr("Actif", "event") : Texts::tr("Annulé", "event");
}

QString purposeText(Purpose purpose) { return Texts::tr(cortege::label(purpose).toUtf8().constData()); }

QString describe(Link link, int waiting)
{
    auto base = [link] {
        switch (link) {
        case Link::Online:
            return Texts::tr("En ligne");
        case Link::CatchingUp:
            return Texts::tr("En ligne, mise à jour en cours");
        case Link::Connecting:
            return Texts::tr("Connexion en cours");
        case Link::Offline:
            return Texts::tr("Hors ligne");
        case Link::Denied:
            return Texts::tr("Accès refusé");
        }
        return QString();
    }();
    if (waiting == 0)
        return base;
    const auto queue = waiting == 1 ? Texts::tr("1 enregistrement en attente")
                                    : Texts::tr("%1 enregistrements en attente").arg(QLocale().toString(waiting));
    return base + u" – "_s + queue;
}

} // namespace cortege::presentation
