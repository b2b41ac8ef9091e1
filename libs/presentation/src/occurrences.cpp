#include <presentation/occurrences.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct OccurrenceTexts {
    Q_DECLARE_TR_FUNCTIONS(OccurrenceTexts)
};

/// "14h-18h", "de 14:00 à 18:00", "14 h".
struct Hours {
    QString begins;
    QString ends;
};

/// A date without digits around it is looked for first, because "5-12" would be two hours and is nobody's date.
class Line
{
public:
    Line(const QString &text, const FormContent &usual, QDate today) : m_usual(usual), m_today(today)
    {
        static const QRegularExpression form(uR"(^\s*(?:\p{L}+\.?\s+)?(\S*\d\S*)\s*(.*?)\s*$)"_s);
        const auto match = form.match(text);
        m_day = dateFromText(match.captured(1), today);
        m_hours = hoursOf(match.captured(2));
    }

    std::expected<Occurrence, QString> read() const
    {
        if (!m_day)
            return std::unexpected(
                OccurrenceTexts::tr("Écrivez une date par ligne, et les heures si elles changent : 5/12 14h-18h."));
        Occurrence occurrence { { textOf(*m_day), m_hours.begins, {} }, { textOf(*m_day), m_hours.ends, {} } };
        if (occurrence.begins.time.isEmpty())
            occurrence.begins.time = m_usual.begins.time;
        if (occurrence.ends.time.isEmpty())
            occurrence.ends = usualEnd();
        const auto begins = moment(occurrence.begins, Season::Summer);
        auto ends = moment(occurrence.ends, Season::Winter);
        if (begins && ends && *begins && *ends && **ends <= **begins) {
            occurrence.ends.date = textOf(dateFromText(occurrence.ends.date, m_today)->addDays(1));
            ends = moment(occurrence.ends, Season::Winter);
        }
        if (!begins || !ends)
            return std::unexpected(describe(!begins ? begins.error() : ends.error()));
        return occurrence;
    }

private:
    static Hours hoursOf(const QString &text)
    {
        static const QRegularExpression between(uR"(\s*[-–—]\s*|\s+(?:à|a)\s+|^de\s+)"_s);
        const QStringList parts = text.split(between, Qt::SkipEmptyParts);
        return { parts.value(0), parts.value(1) };
    }

    /// As many days after the beginning as usual.
    MomentText usualEnd() const
    {
        const auto from = dateFromText(m_usual.begins.date, m_today);
        const auto to = dateFromText(m_usual.ends.date, m_today);
        if (m_usual.ends.isEmpty())
            return {};
        return { textOf(m_day->addDays(from && to ? from->daysTo(*to) : 0)), m_usual.ends.time, {} };
    }

    /// There is nobody to ask at a line: an hour that comes twice makes the slot the longer one.
    std::expected<std::optional<UtcTime>, MomentFault> moment(MomentText &text, Season ifTwice) const
    {
        auto read = readMoment(text, m_today);
        if (read || read.error() != MomentFault::Ambiguous)
            return read;
        text.season = ifTwice;
        return readMoment(text, m_today);
    }

    const FormContent &m_usual;
    QDate m_today;
    std::optional<QDate> m_day;
    Hours m_hours;
};

} // namespace

std::expected<std::vector<Occurrence>, OccurrenceFault> readOccurrences(
    const QString &text, const FormContent &usual, QDate today)
{
    std::vector<Occurrence> all;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        if (lines.at(i).trimmed().isEmpty())
            continue;
        auto occurrence = Line(lines.at(i), usual, today).read();
        if (!occurrence)
            return std::unexpected(OccurrenceFault { i + 1, occurrence.error() });
        all.push_back(std::move(*occurrence));
        if (std::ssize(all) > kMostOccurrences)
            return std::unexpected(OccurrenceFault { i + 1,
                OccurrenceTexts::tr("Trop de créneaux à la fois : %1 au plus.")
                    .arg(QLocale().toString(kMostOccurrences)) });
    }
    return all;
}

QStringList occurrencesEvery(int days, QDate until, const FormContent &usual, QDate today)
{
    QStringList lines;
    const auto first = dateFromText(usual.begins.date, today);
    if (!first)
        return lines;
    const auto last = dateFromText(usual.ends.date, today);
    const bool ofOneDay = last && first->daysTo(*last) <= 1;
    const QString hours = usual.begins.time + (ofOneDay ? u" – "_s + usual.ends.time : QString());
    for (QDate day = first->addDays(days); day <= until && lines.size() <= kMostOccurrences; day = day.addDays(days))
        lines << u"%1 %2 %3"_s.arg(QLocale().toString(day, u"dddd"_s), textOf(day), hours).trimmed();
    return lines;
}

} // namespace cortege::presentation
