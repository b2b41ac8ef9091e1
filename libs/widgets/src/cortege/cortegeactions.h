#pragma once

#include <domain/event.h>

#include <QtCore/QObject>

#include <array>

class QAction;
class QMenu;
class QToolBar;
class QUndoStack;
class QWidget;

namespace cortege::widgets
{

/// What one can do in the window of Cortège, with names, icons and keys.
class CortegeActions final : public QObject
{
    Q_OBJECT
public:
    /// The shortcuts hold in `window`.
    CortegeActions(QUndoStack &undo, QWidget *window);

    QToolBar *makeToolBar(QWidget *parent) const;
    /// Nothing is undone in a form that is not to be seen or not to be changed.
    void allowUndo(bool allowed);
    /// "Dessiner le parcours" or "Dessiner l’emprise"; not there for kinds without a drawing.
    void showKind(std::optional<EventKind> kind);

    QAction *create;
    QMenu *createMenu;
    std::array<QAction *, kEventKinds.size()> createKinds {};
    QAction *repeat;
    QAction *occurrences; ///< the same event at other times
    QAction *save;
    QAction *undo;
    QAction *redo;
    QAction *draw;
    QAction *shapes; ///< the forms of a footprint
    QAction *coordinates;
    QAction *fit;
    QAction *history;
    QAction *discard;
    QAction *cancel;
    QAction *find;
    QAction *previousDay;
    QAction *nextDay;
    QAction *copy;

private:
    void followUndo();

    QAction *make(const QString &objectName, const QString &iconName, const QString &text, const QString &tip,
        const QKeySequence &keys, QWidget *window);

    QUndoStack &m_undoStack;
    bool m_undoAllowed = true;
};

} // namespace cortege::widgets
