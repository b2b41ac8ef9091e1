#include "cortegeactions.h"

#include <domain/geojson.h>
#include <widgets/theme.h>

#include <QtGui/QAction>
#include <QtGui/QKeySequence>
#include <QtGui/QUndoStack>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

CortegeActions::CortegeActions(QUndoStack &undoStack, QWidget *window) : QObject(window), m_undoStack(undoStack)
{
    create = make(u"create"_s, u"new"_s, tr("&Nouveau"), tr("Commencer un événement"), QKeySequence::New, window);
    createMenu = new QMenu(window);
    createMenu->setObjectName(u"createMenu"_s);
    for (const EventKind kind : kEventKinds) {
        const QString name = label(kind);
        auto *action = createMenu->addAction( // two of them begin with the same word
            iconOf(kind), QString(name).insert(name.indexOf(u' ') + 1, u'&'));
        action->setObjectName(u"create-"_s + jsonName(kind));
        createKinds[static_cast<size_t>(kind)] = action;
    }
    repeat = make(u"repeat"_s, u"calendar"_s, tr("&Comme l’an dernier"),
        tr("Commencer un événement avec le même contenu et le même tracé, le même jour de la même semaine"),
        QKeySequence(Qt::CTRL | Qt::Key_R), window);
    createMenu->addSeparator();
    createMenu->addAction(repeat);
    occurrences = make(u"occurrences"_s, u"calendar"_s, tr("A&utres créneaux…"),
        tr("Enregistrer le même événement à d’autres dates ou heures"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
        window);
    createMenu->addAction(occurrences);
    save = make(u"save"_s, u"save"_s, tr("&Enregistrer"), tr("Enregistrer ; l’envoi à la plateforme suit de lui-même"),
        QKeySequence::Save, window);
    undo = make(u"undo"_s, u"undo"_s, tr("Annuler"), tr("Annuler la dernière saisie ou le dernier tracé"),
        QKeySequence::Undo, window);
    redo = make(u"redo"_s, u"redo"_s, tr("Rétablir"), tr("Rétablir ce qui vient d’être annulé"), {}, window);
    redo->setShortcuts({ QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z) });
    draw = make(u"draw"_s, u"draw"_s, tr("Dessiner le parcours"), {}, QKeySequence(Qt::CTRL | Qt::Key_D), window);
    draw->setCheckable(true);
    shapes = make(
        u"shapes"_s, u"static"_s, tr("Forme de l’emprise"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), window);
    coordinates = make(u"coordinates"_s, u"place"_s, tr("Coordonnées"), tr("Taper les coordonnées de l’endroit"),
        QKeySequence(Qt::CTRL | Qt::Key_G), window);
    fit = make(u"fit"_s, u"fit"_s, tr("Voir sur la carte"), tr("Centrer la carte sur l’événement"),
        QKeySequence(Qt::CTRL | Qt::Key_M), window);
    history = make(u"history"_s, u"history"_s, tr("&Historique"), tr("Toutes les versions de l’événement"),
        QKeySequence(Qt::CTRL | Qt::Key_H), window);
    discard = make(u"discard"_s, u"undo"_s, tr("Abandonner"),
        tr("Abandonner la saisie : revenir à ce qui est enregistré"), {}, window);
    cancel = make(u"cancelEvent"_s, u"cancel"_s, tr("Annuler l’événement…"),
        tr("L’événement n’aura pas lieu : il reste visible comme annulé"), {}, window);
    find = make(u"find"_s, u"search"_s, tr("Rechercher"), {}, QKeySequence::Find, window);
    previousDay
        = make(u"stepBack"_s, u"previous"_s, tr("Jour précédent"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageUp), window);
    nextDay
        = make(u"stepForth"_s, u"next"_s, tr("Jour suivant"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageDown), window);
    copy = make(u"copy"_s, u"copy"_s, tr("E&xporter…"),
        tr("Fiche ou feuille du jour en PDF, fichiers pour d’autres programmes"), QKeySequence::Print, window);
    connect(&undoStack, &QUndoStack::indexChanged, this, &CortegeActions::followUndo);
    connect(undo, &QAction::triggered, &undoStack, &QUndoStack::undo);
    connect(redo, &QAction::triggered, &undoStack, &QUndoStack::redo);
    followUndo();
}

void CortegeActions::followUndo()
{
    undo->setEnabled(m_undoAllowed && m_undoStack.canUndo());
    redo->setEnabled(m_undoAllowed && m_undoStack.canRedo());
}

void CortegeActions::allowUndo(bool allowed)
{
    m_undoAllowed = allowed;
    followUndo();
}

QAction *CortegeActions::make(const QString &objectName, const QString &iconName, const QString &text,
    const QString &tip, const QKeySequence &keys, QWidget *window)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
    const QString what = tip.isEmpty() ? QString(text).remove(u'&') : tip;
    action->setToolTip(shortcut.isEmpty() ? what : tr("%1 (%2)", "tool tip (keys)").arg(what, shortcut));
    window->addAction(action);
    return action;
}

QToolBar *CortegeActions::makeToolBar(QWidget *parent) const
{
    auto *bar = new QToolBar(tr("Outils"), parent);
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({ 20, 20 });
    auto *newButton = new QToolButton(bar);
    newButton->setDefaultAction(create);
    newButton->setMenu(createMenu);
    newButton->setPopupMode(QToolButton::InstantPopup);
    newButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addWidget(newButton);
    bar->addAction(save);
    bar->addSeparator();
    bar->addAction(undo);
    bar->addAction(redo);
    bar->addSeparator();
    bar->addAction(draw);
    bar->addAction(fit);
    bar->addAction(copy);
    const auto buttons = bar->findChildren<QToolButton *>();
    for (auto *button : buttons) {
        button->setFocusPolicy(Qt::TabFocus);
        if (button->defaultAction())
            button->setAccessibleName(button->defaultAction()->text().remove(u'&'));
        else
            button->setAccessibleName(tr("Autres outils"));
    }
    return bar;
}

void CortegeActions::showKind(std::optional<EventKind> kind)
{
    const bool footprint = kind == EventKind::StaticDemonstration;
    draw->setVisible(!kind || kind == EventKind::MovingDemonstration || footprint);
    draw->setText(footprint ? tr("Dessiner l’emprise") : tr("Dessiner le parcours"));
    draw->setToolTip(footprint ? tr("Dessiner l’emprise sur la carte (Ctrl+D)")
                               : tr("Dessiner le tracé du parcours sur la carte (Ctrl+D)"));
}

} // namespace cortege::widgets
