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
        QAction *save;
        QAction *draw;
        QAction *history;
        QAction *discard;
        QAction *cancel;
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
