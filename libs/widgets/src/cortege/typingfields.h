#pragma once

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace cortege::widgets
{

/// A line whose undo is the form's: it leaves Ctrl+Z and Ctrl+Y to the window.
class LineEdit final : public QLineEdit
{
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;

    /// Leaves the cursor alone when nothing differs, else puts it where the difference ends; without the focus it
    /// stands at the beginning, where one begins to read a long address.
    void showText(const QString &text);

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    int m_resume = 0; ///< where the cursor was, or would be
};

/// Several lines, likewise. Tab leaves it.
class TextEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TextEdit(QWidget *parent = nullptr);

    QString text() const; ///< with its no-break spaces, which toPlainText() loses
    void showText(const QString &text);

protected:
    bool event(QEvent *event) override;
};

} // namespace cortege::widgets
