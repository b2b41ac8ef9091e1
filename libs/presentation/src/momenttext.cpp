#include <presentation/momenttext.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct MomentTexts {
    Q_DECLARE_TR_FUNCTIONS(MomentTexts)
};

QDate nextOccurrence(int day, int month, QDate today)
{
    // 29 February may be up to eight years away.
    for (int year = today.year(); year <= today.year() + 8; ++year) {
        const QDate date(year, month, day);
        if (date.isValid() && date >= today)
            return date;
    }
    return {};
}

QDate dateOf(const QString &dayText, const QString &monthText, const QString &yearText, QDate today)
{
    const int day = dayText.toInt();
    const int month = monthText.toInt();
    if (yearText.isEmpty())
        return nextOccurrence(day, month, today);
    const int year = yearText.toInt();
    return { year < 100 ? 2000 + year : year, month, day };
}

std::optional<QDate> ifValid(QDate date) { return date.isValid() ? std::optional(date) : std::nullopt; }

} // namespace

QString describe(MomentFault fault)
{
    switch (fault) {
    case MomentFault::UnreadableDate:
        return MomentTexts::tr("Date illisible : écrivez-la comme 28/11/2026.");
    case MomentFault::UnreadableTime:
        return MomentTexts::tr("Heure illisible : écrivez-la comme 14:30.");
    case MomentFault::MissingDate:
        return MomentTexts::tr("Indiquez aussi la date, ou effacez l’heure.");
    case MomentFault::MissingTime:
        return MomentTexts::tr("Indiquez aussi l’heure (même approximative), ou effacez la date.");
    case MomentFault::Skipped:
        return MomentTexts::tr("Cette heure n’existe pas : cette nuit-là, on passe de 2 h à 3 h.");
    case MomentFault::Ambiguous:
        return MomentTexts::tr("Cette heure existe deux fois cette nuit-là : choisissez laquelle.");
    }
    return {};
}

std::optional<QDate> dateFromText(const QString &text, QDate today)
{
    static const QRegularExpression iso(u"^(\\d{4})-(\\d{1,2})-(\\d{1,2})$"_s);
    static const QRegularExpression separated(u"^(\\d{1,2})[/. -](\\d{1,2})(?:[/. -](\\d{2}|\\d{4}))?$"_s);
    static const QRegularExpression compact(u"^(\\d{2})(\\d{2})(\\d{2}|\\d{4})$"_s);
    const QString trimmed = text.simplified();
    if (const auto match = iso.match(trimmed); match.hasMatch())
        return ifValid(dateOf(match.captured(3), match.captured(2), match.captured(1), today));
    for (const auto &form : { separated, compact }) {
        if (const auto match = form.match(trimmed); match.hasMatch())
            return ifValid(dateOf(match.captured(1), match.captured(2), match.captured(3), today));
    }
    return std::nullopt;
}

std::optional<QTime> timeFromText(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\d{1,2})(?: ?[:hH] ?(\\d{2})?|(\\d{2}))?(?::(\\d{2})(?:\\.(\\d{3}))?)?$"_s);
    const auto match = form.match(text.simplified());
    if (!match.hasMatch())
        return std::nullopt;
    const QString minutes = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
    const QTime time(match.captured(1).toInt(), minutes.toInt(), match.captured(4).toInt(), match.captured(5).toInt());
    return time.isValid() ? std::optional(time) : std::nullopt;
}

QString textOf(QDate date) { return date.toString(u"dd/MM/yyyy"_s); }

QString textOf(QTime time)
{
    return time.toString(time.msec() != 0 ? u"HH:mm:ss.zzz"_s : time.second() != 0 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

std::expected<std::optional<UtcTime>, MomentFault> readMoment(const MomentText &text, QDate today)
{
    if (text.isEmpty())
        return std::nullopt;
    const bool hasDate = !text.date.trimmed().isEmpty();
    const bool hasTime = !text.time.trimmed().isEmpty();
    const auto date = dateFromText(text.date, today);
    if (hasDate && !date)
        return std::unexpected(MomentFault::UnreadableDate);
    const auto time = timeFromText(text.time);
    if (hasTime && !time)
        return std::unexpected(MomentFault::UnreadableTime);
    if (!hasDate)
        return std::unexpected(MomentFault::MissingDate);
    if (!hasTime)
        return std::unexpected(MomentFault::MissingTime);
    const auto reading = readParis(*date, *time);
    if (const auto *only = std::get_if<UtcTime>(&reading))
        return *only;
    const auto *twice = std::get_if<AmbiguousTime>(&reading);
    if (!twice)
        return std::unexpected(MomentFault::Skipped);
    if (!text.season)
        return std::unexpected(MomentFault::Ambiguous);
    return text.season == Season::Summer ? twice->summer : twice->winter;
}

MomentText momentTextOf(std::optional<UtcTime> time)
{
    if (!time)
        return {};
    const QDateTime wall = toParis(*time);
    MomentText text { textOf(wall.date()), textOf(wall.time()), std::nullopt };
    const auto reading = readParis(wall.date(), wall.time());
    if (const auto *twice = std::get_if<AmbiguousTime>(&reading))
        text.season = *time == twice->summer ? Season::Summer : Season::Winter;
    return text;
}

} // namespace cortege::presentation
