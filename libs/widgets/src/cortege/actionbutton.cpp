#include "actionbutton.h"

#include <QtGui/QAction>

namespace cortege::widgets
{

ActionButton::ActionButton(QAction *action, QWidget *parent) : QPushButton(parent), m_action(action)
{
    setCheckable(action->isCheckable());
    setObjectName(action->objectName() + QStringLiteral("Button"));
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, [this] { m_action->trigger(); });
    follow();
}

void ActionButton::follow()
{
    const QString name = QString(m_action->text()).remove(u'&'); // its letter would be a field's as well
    setText(name);
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setChecked(m_action->isChecked());
    setToolTip(m_action->toolTip());
    setAccessibleName(name);
}

} // namespace cortege::widgets
