#pragma once

#include <presentation/timewindow.h>

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace cortege::widgets
{

class TimeBar;

/// The time bar with its buttons: play, speed, « Maintenant », hours and days, length.
class TimePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit TimePanel(presentation::TimeWindow &time, QWidget *parent = nullptr);

    TimeBar &bar() { return *m_bar; }
    void openClockFilter();

private:
    QToolButton *button(const QString &name, const QString &icon, const QString &text);
    void showMode();
    void showWindow();
    void showClockFilter();

    presentation::TimeWindow &m_time;
    TimeBar *m_bar;
    QToolButton *m_previous;
    QToolButton *m_play;
    QToolButton *m_next;
    QComboBox *m_speed;
    QLabel *m_window;
    QToolButton *m_now;
    QToolButton *m_filter;
    std::vector<QToolButton *> m_lengths; ///< in the order of kWindowLengths
};

} // namespace cortege::widgets
