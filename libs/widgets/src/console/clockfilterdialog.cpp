#include "console/clockfilterdialog.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using presentation::ClockFilter;

ClockFilterDialog::ClockFilterDialog(presentation::TimeWindow &time, QWidget *parent)
    : QDialog(parent), m_time(time), m_from(new QComboBox(this)), m_to(new QComboBox(this)), m_text(new QLabel(this))
{
    setObjectName(u"clockFilter"_s);
    setWindowTitle(tr("Heures et jours pris en compte"));
    m_text->setObjectName(u"clockFilterText"_s);
    m_text->setWordWrap(true);
    m_text->setMinimumHeight(2 * fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(this);
    auto *all = buttons->addButton(tr("&Tout prendre en compte"), QDialogButtonBox::ResetRole);
    all->setObjectName(u"clockFilterOff"_s);
    auto *close = buttons->addButton(tr("&Fermer"), QDialogButtonBox::AcceptRole);
    close->setDefault(true);
    connect(all, &QPushButton::clicked, this, [this] { m_time.setClockFilter({}); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    layout->addWidget(buildDays());
    layout->addWidget(buildHours());
    layout->addWidget(m_text);
    layout->addWidget(buttons);
    connect(&m_time, &presentation::TimeWindow::clockFilterChanged, this, &ClockFilterDialog::showFilter);
    showFilter();
}

QWidget *ClockFilterDialog::buildDays()
{
    auto *box = new QGroupBox(tr("Jours de la semaine"), this);
    auto *layout = new QGridLayout(box);
    for (size_t day = 0; day < m_days.size(); ++day) {
        const int number = static_cast<int>(day);
        m_days[day] = new QCheckBox(QLocale().dayName(number + 1), box);
        m_days[day]->setObjectName(u"clockFilterDay%1"_s.arg(number + 1));
        layout->addWidget(m_days[day], number / 4, number % 4);
        connect(m_days[day], &QCheckBox::toggled, this, &ClockFilterDialog::apply);
    }
    return box;
}

QWidget *ClockFilterDialog::buildHours()
{
    auto *box = new QGroupBox(tr("Heures de la journée"), this);
    auto *layout = new QHBoxLayout(box);
    m_from->setObjectName(u"clockFilterFrom"_s);
    m_from->setAccessibleName(tr("À partir de l’heure"));
    m_to->setObjectName(u"clockFilterTo"_s);
    m_to->setAccessibleName(tr("Jusqu’à l’heure"));
    for (int hour = 0; hour < 24; ++hour) {
        m_from->addItem(tr("%1 h").arg(hour), hour);
        m_to->addItem(tr("%1 h").arg(hour + 1), hour + 1);
    }
    layout->addWidget(new QLabel(tr("de"), box));
    layout->addWidget(m_from);
    layout->addWidget(new QLabel(tr("à"), box));
    layout->addWidget(m_to);
    layout->addStretch(1);
    connect(m_from, &QComboBox::activated, this, &ClockFilterDialog::apply);
    connect(m_to, &QComboBox::activated, this, &ClockFilterDialog::apply);
    return box;
}

void ClockFilterDialog::apply()
{
    ClockFilter filter;
    for (size_t day = 0; day < m_days.size(); ++day)
        filter.days.set(day, m_days[day]->isChecked());
    filter.hours = presentation::hoursBetween(m_from->currentData().toInt(), m_to->currentData().toInt());
    m_time.setClockFilter(filter);
}

void ClockFilterDialog::showFilter()
{
    const ClockFilter &filter = m_time.clockFilter();
    for (size_t day = 0; day < m_days.size(); ++day) {
        const QSignalBlocker blocker(m_days[day]);
        m_days[day]->setChecked(filter.days[day]);
    }
    const auto span = presentation::spanOf(filter.hours).value_or(presentation::HourSpan { 0, 24 });
    m_from->setCurrentIndex(m_from->findData(span.from));
    m_to->setCurrentIndex(m_to->findData(span.to));
    m_text->setText(filter.isOff() ? tr("Toutes les heures de tous les jours comptent.")
                                   : tr("Ne comptent que : %1 (heure de Paris).").arg(describe(filter)));
}

} // namespace cortege::widgets
