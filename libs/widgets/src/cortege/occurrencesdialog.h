#pragma once

#include <presentation/occurrences.h>

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cortege::widgets
{

/// At which other times the event in the form takes place: typed one a line, or every day or week up to a date.
class OccurrencesDialog final : public QDialog
{
    Q_OBJECT
public:
    OccurrencesDialog(presentation::FormContent usual, QDate today, QWidget *parent);

    const std::vector<presentation::Occurrence> &occurrences() const { return m_occurrences; }
    /// The lines behind those of the first so many occurrences, and such lines to go on with.
    QString typedAfter(int occurrences) const;
    void goOnWith(const QString &typed);

private:
    void build();
    void propose();
    void follow();

    presentation::FormContent m_usual;
    QDate m_today;
    std::vector<presentation::Occurrence> m_occurrences;
    QComboBox *m_rhythm;
    QDateEdit *m_until;
    QPlainTextEdit *m_lines;
    QLabel *m_what;
    QPushButton *m_make;
};

} // namespace cortege::widgets
