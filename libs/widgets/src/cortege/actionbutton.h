#pragma once

#include <QtWidgets/QPushButton>

class QAction;

namespace cortege::widgets
{

/// A push button that does what an action does, and looks and is named like it.
class ActionButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

private:
    void follow();

    QAction *m_action;
};

} // namespace cortege::widgets
