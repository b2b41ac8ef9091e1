#pragma once

#include <presentation/charts.h>
#include <presentation/consolecontroller.h>

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QLabel;

namespace cortege::widgets
{

/// Bars that lie, one a line, with names on their left and numbers at their end: nothing is ever cut or turned. The
/// table beside it says the same to screen readers.
class ChartView final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    void set(const presentation::Chart &chart);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return { 300, sizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int lineHeight() const;
    int nameWidth() const;

    presentation::Chart m_chart;
};

/// How many events and facts there are in the period, by hour, day, kind and quarter; in the whole city, or in what is
/// chosen on the map.
class ChartsDialog final : public QDialog
{
    Q_OBJECT
public:
    ChartsDialog(presentation::ConsoleController &controller, QWidget *parent);
    /// Of what is chosen on the map alone.
    void showChosen();

private:
    void followArea();
    void showChart();

    presentation::ConsoleController &m_controller;
    presentation::ChartTable m_model;
    QComboBox *m_by;
    QCheckBox *m_chosen;
    QLabel *m_period;
    ChartView *m_view;
};

} // namespace cortege::widgets
