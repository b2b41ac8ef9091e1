#pragma once

#include <presentation/announcer.h>

#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace cortege::widgets
{

/// How loudly a field says that something is wrong.
enum class Insistence {
    Gentle, ///< while the person is still typing
    Firm, ///< the person wanted to save
};

/// What a field can do about what is wrong with it.
struct Offer {
    QString text;
    std::function<void()> take;
};

/// A field of the form: its label above, what one types in below, and under it what is wrong, in words and with an
/// icon, and what can be done about it.
class FieldBox final : public QWidget
{
    Q_OBJECT
public:
    /// `focus` gets the label's mnemonic, unless it is a button, which the mnemonic would press, and the description of
    /// what is wrong; it lies in `content`, or is it.
    FieldBox(QWidget *content, QWidget *focus, QWidget *parent = nullptr);

    /// `mnemonic` is `label` with & before a letter.
    void setLabel(const QString &label, const QString &mnemonic);
    bool takesMnemonic() const;
    QString labelText() const { return m_name; }
    void setIssue(const QString &text, Insistence insistence);
    QString issue() const;
    /// Buttons under the issue. One that is there already stays, with the focus that it may have.
    void setOffers(std::vector<Offer> offers);
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
    QVBoxLayout *m_offerColumn;
    std::vector<Offer> m_offers;
    presentation::Announcer *m_announcer;
    Insistence m_insistence = Insistence::Gentle;
};

} // namespace cortege::widgets
