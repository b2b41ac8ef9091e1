#pragma once

#include <presentation/tensionoverlay.h>

#include <QtCore/QAbstractTableModel>

namespace cortege::presentation
{

/// "A" for the first, as on the map; "…" where the letters end.
QString zoneLetter(int number);
/// "1 250 personnes", "12,5 points".
QString amountText(double amount, TensionUnit unit);
QString unitName(TensionUnit unit); ///< "personnes", "points"
/// "45,2 personnes / ha".
QString densityText(double perHectare, TensionUnit unit);

/// "Accidents corporels, 2018 (ONISR, data.gouv.fr ; Licence Ouverte 2.0)": whose facts they are.
QString citation(const FactSource &source);

/// The zones of a picture, the greatest amount first.
class ZoneList final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Letter, Amount, Area, Highest, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void set(const TensionPicture &picture);
    const std::vector<TensionZone> &zones() const { return m_zones; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<TensionZone> m_zones;
    TensionUnit m_unit = TensionUnit::People;
};

/// What makes a zone, the greatest part first.
class ContributionList final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Percent, Source, Amount, ColumnCount };
    enum Roles { KindRole = Qt::UserRole + 1 }; ///< int, EventKind; nothing for facts

    using QAbstractTableModel::QAbstractTableModel;

    void set(std::vector<Contribution> contributions, TensionUnit unit);
    const std::vector<Contribution> &contributions() const { return m_contributions; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Contribution> m_contributions;
    TensionUnit m_unit = TensionUnit::People;
};

} // namespace cortege::presentation
