#pragma once

#include <presentation/tensionoverlay.h>

#include <QtCore/QAbstractTableModel>

namespace cortege::presentation
{

/// Two periods, part by part of the city; sorted by any column.
class ComparisonTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Part, EventsBefore, EventsNow, AmountBefore, AmountNow, Change, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void set(const std::optional<Comparison> &comparison, TensionUnit unit);
    /// In the order shown.
    const std::vector<Comparison::Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void arrange();

    std::vector<Comparison::Row> m_given; ///< in the order of the division
    std::vector<Comparison::Row> m_rows;
    QString m_division;
    TensionUnit m_unit = TensionUnit::People;
    int m_sortColumn = Change;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace cortege::presentation
