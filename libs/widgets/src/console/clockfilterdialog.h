#pragma once

#include <presentation/timewindow.h>

#include <QtWidgets/QDialog>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;

namespace cortege::widgets
{

/// Which days of the week and which hours of the day count. What is chosen holds at once, so that its effect is seen.
class ClockFilterDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ClockFilterDialog(presentation::TimeWindow &time, QWidget *parent);

private:
    QWidget *buildDays();
    QWidget *buildHours();
    void apply();
    void showFilter();

    presentation::TimeWindow &m_time;
    std::array<QCheckBox *, 7> m_days {};
    QComboBox *m_from;
    QComboBox *m_to;
    QLabel *m_text;
};

} // namespace cortege::widgets
