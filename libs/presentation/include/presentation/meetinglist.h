#pragma once

#include <presentation/tensionoverlay.h>

#include <QtCore/QAbstractListModel>

#include <functional>

namespace cortege::presentation
{

/// Events that meet each other or facts, a few lines each. Each keeps the number that it has on the map, its rank by
/// severity, whatever the order of the list.
class MeetingList final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Order { Severity, Time, Distance };
    static constexpr std::array kOrders { Order::Severity, Order::Time, Order::Distance };

    using QAbstractListModel::QAbstractListModel;

    /// The gravest first.
    void set(const std::vector<Meeting> &meetings);
    void setOrder(Order order);
    Order order() const { return m_order; }
    /// How a place is called; without it, or where it says nothing, places have no name.
    void setNames(std::function<QString(GeoPoint)> nameOf);

    const std::vector<Meeting> &meetings() const { return m_meetings; } ///< by rank
    int rankAt(int row) const { return m_rows[static_cast<size_t>(row)]; } ///< from 0
    int rowOfRank(int rank) const; ///< −1: there is no such

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void arrange();

    std::vector<Meeting> m_meetings;
    std::vector<int> m_rows; ///< ranks
    Order m_order = Order::Severity;
    std::function<QString(GeoPoint)> m_nameOf;
};

QString label(MeetingList::Order order); ///< "Gravité"
/// "forte", "moyenne", "faible"
QString severityText(double severity);

} // namespace cortege::presentation
