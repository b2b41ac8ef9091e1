#pragma once

#include <domain/copy.h>

#include <QtCore/QDate>
#include <QtWidgets/QDialog>

#include <vector>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cortege::widgets
{

/// What is copied out of the platform, what for, and where to.
class CopyDialog final : public QDialog
{
    Q_OBJECT
public:
    /// One form of copy.
    struct Choice {
        CopyForm form {};
        QString text; ///< as it stands in the list
        QString base; ///< of the file's name
        QString what; ///< what is in it, or why there is none
        bool isPossible = true;
        bool asksDay = false;
    };
    /// What there is to copy.
    struct Offer {
        std::vector<Choice> choices;
        int first = 0; ///< chosen, until another is
        QDate day; ///< until another is chosen; in the file's name
        QString folder; ///< for the file
    };
    CopyDialog(const Offer &offer, QWidget *parent);

    CopyForm form() const;
    Purpose purpose() const;
    QDate day() const;
    QString path() const;

private:
    void build();
    const Choice &choice() const;
    void follow();
    void browse();

    Offer m_offer;
    QComboBox *m_form;
    QDateEdit *m_day;
    QLabel *m_dayLabel;
    QComboBox *m_purpose;
    QLineEdit *m_path;
    QLabel *m_what;
    QPushButton *m_make;
    bool m_named = false; ///< the person has chosen a name
};

/// The roads that events close, for those who guide traffic; `isPossible` where there are events.
std::vector<CopyDialog::Choice> closureChoices(bool isPossible);

} // namespace cortege::widgets
