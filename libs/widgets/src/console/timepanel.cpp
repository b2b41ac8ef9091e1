#include "console/timepanel.h"

#include "console/clockfilterdialog.h"
#include "console/timebar.h"
#include "console/togglebutton.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{
using namespace Qt::StringLiterals;
using namespace presentation;
} // namespace

TimePanel::TimePanel(TimeWindow &time, QWidget *parent)
    : QWidget(parent), m_time(time), m_bar(new TimeBar(time, this)),
      m_previous(button(u"timePrevious"_s, u"previous"_s, tr("Période précédente"))),
      m_play(button(u"timePlay"_s, u"play"_s, tr("Lecture"))),
      m_next(button(u"timeNext"_s, u"next"_s, tr("Période suivante"))), m_speed(new QComboBox(this)),
      m_window(new QLabel(this)), m_now(button(u"timeNow"_s, u"now"_s, tr("Maintenant"))),
      m_filter(button(u"timeFilter"_s, u"filter"_s, tr("Heures et jours pris en compte")))
{
    m_play->setCheckable(true);
    m_now->setCheckable(true);
    m_filter->setCheckable(true);
    m_now->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_now->setText(tr("Maintenant"));
    m_now->setToolTip(tr("La période suit l’horloge"));
    m_speed->setObjectName(u"timeSpeed"_s);
    m_speed->setAccessibleName(tr("Vitesse de lecture"));
    m_speed->setToolTip(tr("Vitesse de lecture"));
    for (const auto speed : kPlaySpeeds)
        m_speed->addItem(playSpeedLabel(speed), static_cast<int>(speed.count()));
    auto font = m_window->font();
    font.setBold(true);
    m_window->setFont(font);
    m_window->setObjectName(u"timeWindow"_s);

    auto *top = new QHBoxLayout;
    top->setSpacing(kSpacing / 2); // on a narrow screen every pixel is needed
    top->addWidget(m_previous);
    top->addWidget(m_play);
    top->addWidget(m_next);
    top->addWidget(m_speed);
    top->addWidget(m_window, 1);
    top->addWidget(m_now);
    top->addWidget(m_filter);
    for (const auto length : kWindowLengths) {
        auto *toggle = button(u"timeLength%1"_s.arg(static_cast<int>(length)), {}, label(length));
        toggle->setText(label(length));
        toggle->setCheckable(true);
        toggle->setAccessibleName(tr("Durée de la période : %1").arg(label(length)));
        toggle->setToolTip(toggle->accessibleName());
        connect(toggle, &QToolButton::clicked, this, [this, length] {
            m_time.setLength(length);
            showMode();
        });
        top->addWidget(toggle);
        m_lengths.push_back(toggle);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing - 2, kSpacing, 2);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_bar);

    connect(m_previous, &QToolButton::clicked, this,
        [this] { m_time.moveBy(m_time.window().begin - m_time.window().end); });
    connect(
        m_next, &QToolButton::clicked, this, [this] { m_time.moveBy(m_time.window().end - m_time.window().begin); });
    connect(m_play, &QToolButton::clicked, &m_time, &TimeWindow::setPlaying);
    connect(m_now, &QToolButton::clicked, this, [this] {
        m_time.followNow();
        showMode();
    });
    connect(m_filter, &QToolButton::clicked, this, [this] {
        showClockFilter(); // stays as the filter is, whatever the click
        openClockFilter();
    });
    connect(&m_time, &TimeWindow::clockFilterChanged, this, &TimePanel::showClockFilter);
    connect(m_speed, &QComboBox::activated, this,
        [this](int row) { m_time.setPlaySpeed(std::chrono::minutes { m_speed->itemData(row).toInt() }); });
    connect(&m_time, &TimeWindow::modeChanged, this, &TimePanel::showMode);
    connect(&m_time, &TimeWindow::windowChanged, this, &TimePanel::showWindow);
    showMode();
    showWindow();
    showClockFilter();
}

void TimePanel::openClockFilter()
{
    auto *dialog = new ClockFilterDialog(m_time, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TimePanel::showClockFilter()
{
    const auto &filter = m_time.clockFilter();
    m_filter->setChecked(!filter.isOff());
    m_filter->setToolTip(filter.isOff() ? tr("Heures et jours pris en compte : tous")
                                        : tr("Heures et jours pris en compte : %1").arg(describe(filter)));
    m_filter->setAccessibleName(m_filter->toolTip());
}

QToolButton *TimePanel::button(const QString &name, const QString &iconName, const QString &text)
{
    auto *made = new ToggleButton(this);
    made->setCheckable(false);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setToolTip(text);
    if (!iconName.isEmpty())
        made->setIcon(icon(iconName));
    return made;
}

void TimePanel::showMode()
{
    m_play->setChecked(m_time.isPlaying());
    m_play->setIcon(icon(m_time.isPlaying() ? u"pause"_s : u"play"_s));
    m_play->setAccessibleName(m_time.isPlaying() ? tr("Pause") : tr("Lecture"));
    m_play->setToolTip(m_play->accessibleName());
    m_now->setChecked(m_time.isFollowing());
    m_speed->setCurrentIndex(m_speed->findData(static_cast<int>(m_time.playSpeed().count())));
    for (size_t i = 0; i < m_lengths.size(); ++i)
        m_lengths[i]->setChecked(m_time.length() == kWindowLengths[i]);
}

void TimePanel::showWindow() { m_window->setText(interval(m_time.window().begin, m_time.window().end)); }

} // namespace cortege::widgets
