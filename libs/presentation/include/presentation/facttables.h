#pragma once

#include <presentation/factlens.h>

#include <QtCore/QAbstractTableModel>

namespace cortege::presentation
{

/// The chosen facts, counted by category, the most frequent first.
class FactTallyTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Category, Source, Facts, Weight, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void set(const FactFindings &findings);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString category;
        QString source;
        FactTally tally;

        friend bool operator==(const Row &, const Row &) = default;
    };
    std::vector<Row> m_rows;
};

/// The chosen facts, one a row, in the order of the cloud: instants by their time, then what lasts, then what is always
/// there.
class FactTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Category, Source, Weight, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void set(const FactFindings &findings);
    GeoPoint placeAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    FactCloudPtr m_cloud = std::make_shared<const FactCloud>();
    std::vector<quint32> m_facts;
};

} // namespace cortege::presentation
