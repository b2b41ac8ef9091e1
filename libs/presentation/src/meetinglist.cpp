#include <presentation/meetinglist.h>

#include <presentation/drawingmeasures.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <numeric>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct MeetingTexts {
    Q_DECLARE_TR_FUNCTIONS(MeetingList)
};

constexpr double kGrave = 0.5; ///< two crowds of a thousand, in one place at one time, are at 0.71
constexpr double kModerate = 0.2;

QString distanceText(double metres)
{
    return metres < 1 ? MeetingTexts::tr("au même endroit") : MeetingTexts::tr("à %1").arg(lengthText(metres));
}

QString secondText(const Meeting &meeting)
{
    if (meeting.second)
        return meeting.secondName;
    return meeting.facts == 1 ? MeetingTexts::tr("1 fait (%1)", "category").arg(meeting.secondName)
                              : MeetingTexts::tr("%1 faits (%2)", "number, category")
                                    .arg(QLocale().toString(meeting.facts), meeting.secondName);
}

QString whenText(const Meeting &meeting)
{
    if (meeting.apart > std::chrono::milliseconds {})
        return MeetingTexts::tr("%1 d’écart, vers %2")
            .arg(durationText(meeting.apart), briefMoment(meeting.during.begin));
    if (meeting.during.begin == meeting.during.end)
        return briefMoment(meeting.during.begin);
    return interval(meeting.during.begin, meeting.during.end);
}

} // namespace

QString label(MeetingList::Order order)
{
    switch (order) {
    case MeetingList::Order::Severity:
        return MeetingTexts::tr("Gravité");
    case MeetingList::Order::Time:
        return MeetingTexts::tr("Heure");
    case MeetingList::Order::Distance:
        return MeetingTexts::tr("Distance");
    }
    return {};
}

QString severityText(double severity)
{
    if (severity >= kGrave)
        return MeetingTexts::tr("forte", "severity");
    return severity >= kModerate ? MeetingTexts::tr("moyenne", "severity") : MeetingTexts::tr("faible", "severity");
}

void MeetingList::set(const std::vector<Meeting> &meetings)
{
    if (meetings == m_meetings)
        return;
    beginResetModel();
    m_meetings = meetings;
    arrange();
    endResetModel();
}

void MeetingList::setOrder(Order order)
{
    if (order == m_order)
        return;
    beginResetModel();
    m_order = order;
    arrange();
    endResetModel();
}

void MeetingList::setNames(std::function<QString(GeoPoint)> nameOf) { m_nameOf = std::move(nameOf); }

int MeetingList::rowOfRank(int rank) const
{
    const auto found = std::ranges::find(m_rows, rank);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void MeetingList::arrange()
{
    m_rows.resize(m_meetings.size());
    std::ranges::iota(m_rows, 0);
    const auto at = [this](int rank) -> const Meeting & { return m_meetings[static_cast<size_t>(rank)]; };
    if (m_order == Order::Time)
        std::ranges::stable_sort(m_rows, {}, [&](int rank) { return at(rank).during.begin; });
    else if (m_order == Order::Distance)
        std::ranges::stable_sort(m_rows, {}, [&](int rank) { return at(rank).metres; });
}

int MeetingList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MeetingList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole))
        return {};
    const int rank = rankAt(index.row());
    const Meeting &meeting = m_meetings[static_cast<size_t>(rank)];
    const QString place = m_nameOf ? m_nameOf(meeting.place) : QString();
    QStringList how { distanceText(meeting.metres) };
    if (!place.isEmpty())
        how << place;
    return MeetingTexts::tr("%1. %2 et %3\n%4\n%5\nGravité %6 (%7)", "number, two events, when, where, severity")
        .arg(QString::number(rank + 1), meeting.firstName, secondText(meeting), whenText(meeting), how.join(u" · "_s),
            severityText(meeting.severity), QLocale().toString(meeting.severity, 'f', 2));
}

} // namespace cortege::presentation
