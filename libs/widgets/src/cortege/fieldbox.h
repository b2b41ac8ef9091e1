#pragma once

#include <QtWidgets/QWidget>

class QLabel;

namespace cortege::widgets
{

/// How loudly a field says that something is wrong.
enum class Insistence {
    Gentle, ///< while the person is still typing
    Firm, ///< the person wanted to save
};

/// A field of the form: its label above, what one types in below, and under it what is wrong, in words and with an
/// icon.
class FieldBox final : public QWidget
{
    Q_OBJECT
public:
    /// `focus` gets the label's mnemonic and the description of what is wrong; it lies in `content`, or is it.
    FieldBox(QWidget *content, QWidget *focus, QWidget *parent = nullptr);

    /// `mnemonic` is `label` with & before a letter.
    void setLabel(const QString &label, const QString &mnemonic);
    QString labelText() const { return m_name; }
    void setIssue(const QString &text, Insistence insistence);
    QString issue() const;
    QWidget *focusWidget() const { return m_focus; }
    bool hasFocusInside() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIssue();

    QString m_name;
    QLabel *m_label;
    QWidget *m_focus;
    QWidget *m_issueLine;
    QLabel *m_issueIcon;
    QLabel *m_issueText;
    Insistence m_insistence = Insistence::Gentle;
};

} // namespace cortege::widgets
