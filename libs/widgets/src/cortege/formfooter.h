#pragma once

#include <presentation/cortegecontroller.h>

#include <QtWidgets/QFrame>

class QAction;
class QLabel;

namespace cortege::widgets
{

/// Below the form, always seen: where the event stands, and what can be done with it.
class FormFooter final : public QFrame
{
    Q_OBJECT
public:
    struct Actions {
        QAction *save = nullptr;
        QAction *draw = nullptr;
        QAction *history = nullptr;
        QAction *discard = nullptr;
        QAction *cancel = nullptr;
    };
    FormFooter(const Actions &actions, QWidget *parent = nullptr);

    void setState(const presentation::StateLine &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    presentation::StateLine m_state;
    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace cortege::widgets
