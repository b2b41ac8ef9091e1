#include <presentation/clashwatch.h>

#include <presentation/texts.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace cortege::presentation
{
namespace
{

QString howNear(const Clash &clash)
{
    const QString where = clash.metres < 1 ? ClashWatch::tr("au même endroit")
                                           : ClashWatch::tr("à %1", "distance").arg(lengthText(clash.metres));
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(clash.apart).count();
    const QString when
        = minutes == 0 ? ClashWatch::tr("en même temps") : ClashWatch::tr("à %1 min d’écart").arg(minutes);
    return ClashWatch::tr("%1, %2", "where, when").arg(where, when);
}

} // namespace

std::vector<NearbyEvent> nearbyEvents(const EventRecord &record, const EventId &self, const std::vector<EventRow> &rows,
    QDate today, const ClashRule &rule)
{
    std::vector<std::pair<Clash, const EventRow *>> found;
    for (const EventRow &row : rows) {
        if (row.id == self || row.state == EventState::Cancelled)
            continue;
        if (const auto clash = clashOf(record, row.record, rule))
            found.emplace_back(*clash, &row);
    }
    std::ranges::sort(found, [](const auto &a, const auto &b) {
        return std::tuple(a.first.metres, a.first.apart, a.second->id.toString())
            < std::tuple(b.first.metres, b.first.apart, b.second->id.toString());
    });
    std::vector<NearbyEvent> nearby;
    nearby.reserve(found.size());
    for (const auto &[clash, row] : found)
        nearby.push_back({ row->id, row->record.kind(), row->record.subject.simplified(),
            briefInterval(row->record.begins, row->record.ends, today), howNear(clash) });
    return nearby;
}

ClashWatch::ClashWatch(CortegeController &controller, QObject *parent) : QObject(parent), m_controller(controller)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPause);
    connect(&m_timer, &QTimer::timeout, this, &ClashWatch::look);
    connect(&controller, &CortegeController::opened, this, &ClashWatch::look);
    connect(&controller.form(), &FormModel::changed, this, &ClashWatch::lookSoon);
    const auto &list = controller.board().list();
    connect(&list, &QAbstractItemModel::modelReset, this, &ClashWatch::lookSoon);
    connect(&list, &QAbstractItemModel::rowsInserted, this, &ClashWatch::lookSoon);
    connect(&list, &QAbstractItemModel::rowsRemoved, this, &ClashWatch::lookSoon);
    connect(&list, &QAbstractItemModel::dataChanged, this, &ClashWatch::lookSoon);
    look();
}

/// Not put off by each key: what is near is seen while one types on.
void ClashWatch::lookSoon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void ClashWatch::look()
{
    m_timer.stop();
    const auto event = m_controller.openEvent();
    std::vector<NearbyEvent> nearby;
    if (event && !m_controller.isCancelled())
        nearby = nearbyEvents(
            m_controller.record(), *event, m_controller.board().list().rows(), m_controller.today(), m_rule);
    if (nearby == m_nearby)
        return;
    m_nearby = std::move(nearby);
    Q_EMIT changed();
}

} // namespace cortege::presentation
