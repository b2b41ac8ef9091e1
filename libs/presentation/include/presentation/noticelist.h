#pragma once

#include <domain/event.h>
#include <domain/time.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QHash>

#include <deque>

namespace cortege::presentation
{

/// What happened to an event while the console was looking.
struct Notice {
    enum class What { Arrived, Changed, Cancelled, Reinstated };
    What what;
    EventId event;
    EventKind kind;
    QString subject;
    QString author;
    UtcTime at; ///< the platform's clock

    friend bool operator==(const Notice &, const Notice &) = default;
};
/// "Nouvelle manifestation déambulatoire : Marche pour le climat"
QString describe(const Notice &notice);

/// The journal of this session, the newest first. What is replayed after a connection was lost is not announced: it
/// stands in the list of events.
class NoticeList final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr size_t kMost = 500; ///< the oldest go
    enum Roles { EventIdRole = Qt::UserRole + 1, KindRole, TimeRole }; ///< QString, int, QString ("14 h 32")

    using QAbstractListModel::QAbstractListModel;

    void take(const std::vector<EventVersion> &versions, bool live);
    /// Nothing is left of what was said about these events.
    void forget(const std::vector<EventId> &events);
    void clear();
    const Notice &notice(int row) const { return m_notices[static_cast<size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void noticed(const cortege::presentation::Notice &notice);

private:
    void add(const Notice &notice);

    std::deque<Notice> m_notices;
    QHash<EventId, EventState> m_states; ///< the last one heard of
};

} // namespace cortege::presentation
