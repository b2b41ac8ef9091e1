#pragma once

#include <presentation/consolecontroller.h>

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QListView;

namespace cortege::widgets
{

/// The events that meet each other or facts, in step with the map.
class MeetingsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit MeetingsPanel(presentation::ConsoleController &controller, QWidget *parent = nullptr);

    void focusList();

private:
    void takeCurrent(const QModelIndex &index);
    void showChosen();

    presentation::ConsoleController &m_controller;
    QComboBox *m_order;
    QListView *m_list;
    QLabel *m_count;
    bool m_showing = false; ///< the selection is brought after, not made by a person
};

} // namespace cortege::widgets
