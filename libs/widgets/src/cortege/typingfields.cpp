#include "typingfields.h"

#include <QtCore/QScopedPointer>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <ranges>

namespace cortege::widgets
{
namespace
{

/// A field that accepts the override keeps the key from the window's actions.
bool leavesToWindow(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return false;
    event->ignore();
    return true;
}

qsizetype endOfDifference(const QString &before, const QString &after)
{
    const auto rest = std::ranges::mismatch(before | std::views::reverse, after | std::views::reverse).in2;
    return after.size() - (rest - after.rbegin());
}

} // namespace

void LineEdit::showText(const QString &text)
{
    if (text == this->text())
        return;
    const auto position = endOfDifference(this->text(), text);
    const QSignalBlocker quiet(this);
    setText(text);
    m_resume = static_cast<int>(position);
    setCursorPosition(hasFocus() ? m_resume : 0);
}

void LineEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::OtherFocusReason) // an undo or a complaint brings the person here
        setCursorPosition(m_resume);
}

void LineEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    m_resume = cursorPosition();
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::MouseFocusReason)
        setCursorPosition(0);
}

bool LineEdit::event(QEvent *event) { return leavesToWindow(event) || QLineEdit::event(event); }

void LineEdit::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The first three are undo, redo and a separator: the field's own, which would not agree with the form's.
    const auto actions = menu->actions();
    for (qsizetype i = 0; i < std::min<qsizetype>(3, actions.size()) && !isReadOnly(); ++i)
        menu->removeAction(actions[i]);
    menu->popup(event->globalPos());
}

TextEdit::TextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
}

QString TextEdit::text() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    text.replace(QChar::LineSeparator, u'\n');
    return text;
}

void TextEdit::showText(const QString &text)
{
    const QString before = this->text();
    if (text == before)
        return;
    const QSignalBlocker quiet(this);
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(endOfDifference(before, this->text())));
    setTextCursor(cursor);
}

bool TextEdit::event(QEvent *event) { return leavesToWindow(event) || QPlainTextEdit::event(event); }

} // namespace cortege::widgets
