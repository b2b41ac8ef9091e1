#include <presentation/noticelist.h>

#include <presentation/texts.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

struct NoticeTexts {
    Q_DECLARE_TR_FUNCTIONS(NoticeTexts)
};

QString headline(Notice::What what, EventKind kind)
{
    switch (what) {
    case Notice::What::Arrived:
        switch (kind) {
        case EventKind::MovingDemonstration:
            return NoticeTexts::tr("Nouvelle manifestation déambulatoire");
        case EventKind::StaticDemonstration:
            return NoticeTexts::tr("Nouvelle manifestation statique");
        case EventKind::PlannedOperation:
            return NoticeTexts::tr("Nouvelle opération programmée");
        case EventKind::OfficialVisit:
            return NoticeTexts::tr("Nouvelle visite officielle");
        }
        return {};
    case Notice::What::Changed:
        return NoticeTexts::tr("Événement modifié");
    case Notice::What::Cancelled:
        return NoticeTexts::tr("Événement annulé");
    case Notice::What::Reinstated:
        return NoticeTexts::tr("Événement rétabli");
    }
    return {};
}

Notice::What whatHappened(const EventVersion &version, std::optional<EventState> before)
{
    if (version.state == EventState::Cancelled)
        return before == EventState::Cancelled ? Notice::What::Changed : Notice::What::Cancelled;
    if (before == EventState::Cancelled)
        return Notice::What::Reinstated;
    return version.revision == 1 ? Notice::What::Arrived : Notice::What::Changed;
}

} // namespace

QString describe(const Notice &notice)
{
    return NoticeTexts::tr("%1 : %2", "what happened: subject").arg(headline(notice.what, notice.kind), notice.subject);
}

void NoticeList::take(const std::vector<EventVersion> &versions, bool live)
{
    for (const EventVersion &version : versions) {
        const auto before = m_states.constFind(version.id);
        const auto state = before == m_states.constEnd() ? std::nullopt : std::optional(*before);
        m_states.insert(version.id, version.state);
        if (live)
            add({ whatHappened(version, state), version.id, version.record.kind(), version.record.subject,
                version.author.name, version.recordedAt });
    }
}

void NoticeList::forget(const std::vector<EventId> &events)
{
    for (const EventId &event : events)
        m_states.remove(event);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!std::ranges::contains(events, notice(row).event))
            continue;
        beginRemoveRows({}, row, row);
        m_notices.erase(m_notices.begin() + row);
        endRemoveRows();
    }
}

void NoticeList::clear()
{
    beginResetModel();
    m_notices.clear();
    m_states.clear();
    endResetModel();
}

void NoticeList::add(const Notice &notice)
{
    if (m_notices.size() == kMost) {
        beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
        m_notices.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_notices.push_front(notice);
    endInsertRows();
    Q_EMIT noticed(notice);
}

int NoticeList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notices.size());
}

QVariant NoticeList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Notice &at = notice(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return NoticeTexts::tr("%1 – %2", "time, what happened").arg(timeOfDay(at.at), describe(at));
    case Qt::ToolTipRole:
        return NoticeTexts::tr("%1\n%2, par %3", "what, when, author").arg(describe(at), dateAndTime(at.at), at.author);
    case EventIdRole:
        return at.event.toString();
    case KindRole:
        return static_cast<int>(at.kind);
    case TimeRole:
        return timeOfDay(at.at);
    default:
        return {};
    }
}

} // namespace cortege::presentation
