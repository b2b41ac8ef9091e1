#pragma once

#include <presentation/consolecontroller.h>
#include <presentation/factlegend.h>
#include <presentation/facttables.h>

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;
class QTreeView;

namespace cortege::presentation
{
class Announcer;
}

namespace cortege::widgets
{

/// The facts of other sources: which of them the map shows, and what a person has chosen of them, counted and listed.
class FactsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FactsPanel(presentation::ConsoleController &controller, QWidget *parent = nullptr);

    void focusList();
    void frame(); ///< a rectangle on the map

Q_SIGNALS:
    void chartsWanted(); ///< of what is chosen

private:
    QWidget *buildLegend();
    QWidget *buildSelection();
    QWidget *buildTables();
    void fillParts();
    void showSummary();
    void showArea();
    void showFindings();

    presentation::ConsoleController &m_controller;
    presentation::FactLegend m_legend;
    presentation::FactTallyTable m_tallies;
    presentation::FactTable m_facts;
    QLabel *m_summary;
    QPushButton *m_latest;
    QTreeView *m_sources;
    QToolButton *m_frame;
    QComboBox *m_part;
    QToolButton *m_clear;
    QToolButton *m_charts;
    QLabel *m_chosen;
    presentation::Announcer *m_announcer;
};

} // namespace cortege::widgets
