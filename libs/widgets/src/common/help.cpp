#include "aboutdialog.h"
#include "helpsections.h"
#include "helpwindow.h"

#include <widgets/help.h>
#include <widgets/theme.h>

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

bool isHelpKey(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->key() == Qt::Key_F1 && key->modifiers() == Qt::NoModifier;
}

} // namespace

Help::Help(QString guide) : m_guide(std::move(guide)) { qApp->installEventFilter(this); }

Help::~Help() = default;

void Help::show(const QString &anchor)
{
    if (!m_window)
        m_window = std::make_unique<HelpWindow>(m_guide);
    m_window->show();
    m_window->showSection(anchor);
    m_window->raise();
    m_window->activateWindow();
}

void Help::fill(QMenu &menu, QMainWindow &window, std::function<void()> tour)
{
    // The key is told here and heard by the filter: a shortcut would not be heard from a dialog.
    auto *guide = menu.addAction(
        icon(u"help"_s), tr("&Aide") + u"\tF1"_s, this, [this] { show(helpAnchorFor(QApplication::focusWidget())); });
    guide->setObjectName(u"helpGuide"_s);
    auto *round = menu.addAction(tr("&Visite guidée"), this, std::move(tour));
    round->setObjectName(u"helpTour"_s);
    menu.addSeparator();
    auto *about = menu.addAction(tr("À &propos de %1").arg(QApplication::applicationDisplayName()), this,
        [&window] { (new AboutDialog(&window))->open(); });
    about->setObjectName(u"helpAbout"_s);
}

bool Help::eventFilter(QObject *watched, QEvent *event)
{
    if (!isHelpKey(event) || !watched->isWidgetType())
        return QObject::eventFilter(watched, event);
    show(helpAnchorFor(static_cast<QWidget *>(watched)));
    return true;
}

} // namespace cortege::widgets
