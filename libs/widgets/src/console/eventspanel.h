#pragma once

#include <presentation/consolecontroller.h>

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace cortege::widgets
{

/// Search, kinds, and the list of events, in the time window or all of them.
class EventsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit EventsPanel(presentation::ConsoleController &controller, QWidget *parent = nullptr);

    void focusSearch();

Q_SIGNALS:
    void eventActivated(const cortege::EventId &event); ///< Enter or a double click

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildKinds();
    QWidget *buildScope();
    void applyKinds();
    void showSelection();
    void showCount();
    void takeCurrent(const QModelIndex &index);

    presentation::ConsoleController &m_controller;
    QLineEdit *m_search;
    std::vector<QToolButton *> m_kinds; ///< in the order of kEventKinds
    QToolButton *m_inWindow;
    QToolButton *m_all;
    QListView *m_list;
    QLabel *m_count;
    QLabel *m_empty;
    bool m_filtering = false;
};

} // namespace cortege::widgets
