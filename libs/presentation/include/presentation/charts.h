#pragma once

#include <presentation/tensionoverlay.h>

#include <QtCore/QAbstractTableModel>

namespace cortege::presentation
{

enum class ChartBy { Hour, Day, Category, Part };
inline constexpr std::array kChartsBy { ChartBy::Hour, ChartBy::Day, ChartBy::Category, ChartBy::Part };
QString label(ChartBy by); ///< "Par heure de la journée" …

/// Bars of one chart: how many events take place, and how many facts are known.
struct Chart {
    ChartBy by {};
    QString dimension; ///< what a bar is: "Heure"
    struct Bar {
        QString name;
        int events = 0;
        qint64 facts = 0;

        friend bool operator==(const Bar &, const Bar &) = default;
    };
    std::vector<Bar> bars;
    bool hasFacts = false;

    friend bool operator==(const Chart &, const Chart &) = default;
};

/// Of what happens in the window, in the hours that count. An event counts once in each hour of the day, day (both on a
/// Marseille wall), kind and part of the city in which it takes place; a fact where and when it begins, by its category
/// and not by kind. Parts where nothing is are left out, the fullest first.
Chart chartOf(ChartBy by, const TensionEvents &events, const TensionFacts &facts, const UtcInterval &window,
    const tension::HoursOfWeek &hours, const Division &division);

/// The same as a table.
class ChartTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Events, Facts, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void set(Chart chart);
    const Chart &chart() const { return m_chart; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override; ///< without facts, no column of them
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    Chart m_chart;
};

} // namespace cortege::presentation
