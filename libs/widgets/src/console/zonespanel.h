#pragma once

#include <presentation/consolecontroller.h>

#include <QtWidgets/QWidget>

class QLabel;
class QTableView;

namespace cortege::widgets
{

/// The zones of tension, and the sheet of the chosen one: « Pourquoi cette zone ? ».
class ZonesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ZonesPanel(presentation::ConsoleController &controller, QWidget *parent = nullptr);

    void focusList();

Q_SIGNALS:
    void eventWanted(const cortege::EventId &event); ///< a contributor was clicked, or Enter pressed on it

private:
    QWidget *buildList();
    QWidget *buildSheet();
    void takeCurrent(int row);
    void wantContributor(int row);
    void showChosen();

    presentation::ConsoleController &m_controller;
    QTableView *m_list;
    QLabel *m_empty;
    QLabel *m_statement;
    QTableView *m_sources;
    QLabel *m_parameters;
    bool m_showing = false; ///< the selection is brought after, not made by a person
};

} // namespace cortege::widgets
