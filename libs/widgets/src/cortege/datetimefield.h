#pragma once

#include <presentation/momenttext.h>

#include <QtWidgets/QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QToolButton;

namespace cortege::widgets
{

class LineEdit;

/// A date and a time in Europe/Paris, typed or picked; both empty: unknown. In the night that has an hour twice, it
/// asks which of the two is meant.
class DateTimeField final : public QWidget
{
    Q_OBJECT
public:
    /// `name` tells screen readers whose date this is. `today` completes dates typed without a year.
    DateTimeField(const QString &name, std::function<QDate()> today, QWidget *parent = nullptr);

    void show(const presentation::MomentText &moment);
    /// The day that is meant when only a time is typed (the day of the start, for the end).
    void setUsualDate(std::function<QString()> date) { m_usualDate = std::move(date); }
    void setReadOnly(bool readOnly);
    QWidget *firstField() const;

Q_SIGNALS:
    void edited(const cortege::presentation::MomentText &moment);
    void understood(const cortege::presentation::MomentText &moment); ///< what was edited, in the usual writing

private:
    void buildRow(const QString &name);
    void buildSeason(const QString &name);
    void edit(const presentation::MomentText &moment);
    void refresh();
    void finish();
    void openCalendar();

    std::function<QDate()> m_today;
    std::function<QString()> m_usualDate;
    presentation::MomentText m_moment;
    LineEdit *m_date;
    LineEdit *m_time;
    QToolButton *m_calendar;
    QToolButton *m_clear;
    QLabel *m_words;
    QWidget *m_seasonRow;
    QComboBox *m_season;
    bool m_readOnly = false;
};

} // namespace cortege::widgets
