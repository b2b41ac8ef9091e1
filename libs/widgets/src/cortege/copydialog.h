#pragma once

#include <domain/copy.h>

#include <QtCore/QDate>
#include <QtWidgets/QDialog>

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
    enum class OpenEvent {
        Absent, ///< none is open, or the platform does not have it
        Behind, ///< the platform has it, and not yet as it stands in the form and on the map
        Received, ///< as it stands there
    };
    /// What there is to copy.
    struct Offer {
        OpenEvent event = OpenEvent::Absent;
        int listed = 0; ///< events in the list, as it is filtered
        QDate day; ///< the day sheet's, until another is chosen
        QString folder; ///< for the file
    };
    CopyDialog(const Offer &offer, QWidget *parent);

    CopyForm form() const;
    Purpose purpose() const;
    QDate day() const;
    QString path() const;

private:
    void build();
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

} // namespace cortege::widgets
