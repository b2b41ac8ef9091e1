#pragma once

#include <presentation/consolecontroller.h>

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace cortege::widgets
{

/// « Où est la tête à … ? », of the march that is selected; hidden while none is.
class MarchQuestion final : public QWidget
{
    Q_OBJECT
public:
    explicit MarchQuestion(presentation::ConsoleController &controller, QWidget *parent = nullptr);

    void focusField();

private:
    void ask();
    void follow();

    presentation::ConsoleController &m_controller;
    QLineEdit *m_time;
    QLabel *m_answer;
    std::optional<EventId> m_event; ///< that the answer is about
};

} // namespace cortege::widgets
