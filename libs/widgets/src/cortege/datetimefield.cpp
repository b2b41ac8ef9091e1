#include "datetimefield.h"

#include "typingfields.h"

#include <domain/time.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtWidgets/QCalendarWidget>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>
#include <QtWidgets/QWidgetAction>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::MomentText;
using presentation::Season;

QToolButton *smallButton(const QString &iconName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

int widthFor(const QWidget *widget, const QString &text) { return widget->fontMetrics().horizontalAdvance(text) + 28; }

} // namespace

DateTimeField::DateTimeField(const QString &name, std::function<QDate()> today, QWidget *parent)
    : QWidget(parent), m_today(std::move(today)), m_date(new LineEdit(this)), m_time(new LineEdit(this)),
      m_calendar(smallButton(u"calendar"_s, tr("Calendrier : %1").arg(name), this)),
      m_clear(smallButton(u"clear"_s, tr("Effacer : %1").arg(name), this)), m_words(new QLabel(this)),
      m_seasonRow(new QWidget(this)), m_season(new QComboBox(m_seasonRow))
{
    buildRow(name);
    buildSeason(name);
    connect(m_date, &LineEdit::textEdited, this, [this](const QString &text) {
        auto moment = m_moment;
        moment.date = text;
        edit(moment);
    });
    connect(m_time, &LineEdit::textEdited, this, [this](const QString &text) {
        auto moment = m_moment;
        moment.time = text;
        edit(moment);
    });
    connect(m_date, &LineEdit::editingFinished, this, &DateTimeField::finish);
    connect(m_time, &LineEdit::editingFinished, this, &DateTimeField::finish);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        edit({});
        m_date->setFocus();
    });
    connect(m_calendar, &QToolButton::clicked, this, &DateTimeField::openCalendar);
    connect(m_season, &QComboBox::activated, this, [this](int index) {
        auto moment = m_moment;
        moment.season = index == 0 ? Season::Summer : Season::Winter;
        edit(moment);
    });
    refresh();
}

void DateTimeField::buildRow(const QString &name)
{
    m_date->setObjectName(u"date"_s);
    m_date->setPlaceholderText(tr("jj/mm/aaaa"));
    m_date->setAccessibleName(tr("%1 : date", "field").arg(name));
    m_date->setMaxLength(32);
    m_date->setFixedWidth(widthFor(m_date, u"00/00/0000"_s));
    m_time->setObjectName(u"time"_s);
    m_time->setPlaceholderText(tr("hh:mm"));
    m_time->setAccessibleName(tr("%1 : heure", "field").arg(name));
    m_time->setMaxLength(16);
    m_time->setFixedWidth(widthFor(m_time, u"00 h 00"_s));
    m_words->setMinimumWidth(0);

    auto *row = new QHBoxLayout;
    row->setSpacing(kSpacing - 4);
    row->addWidget(m_date);
    row->addWidget(m_time);
    row->addWidget(m_calendar);
    row->addWidget(m_clear);
    row->addWidget(m_words, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing - 4);
    layout->addLayout(row);
    layout->addWidget(m_seasonRow);
}

void DateTimeField::buildSeason(const QString &name)
{
    m_season->setObjectName(u"season"_s);
    m_season->addItem(tr("heure d’été (la première fois)"));
    m_season->addItem(tr("heure d’hiver (la seconde fois)"));
    m_season->setPlaceholderText(tr("laquelle des deux ?"));
    m_season->setAccessibleName(tr("%1 : heure d’été ou d’hiver").arg(name));
    auto *layout = new QHBoxLayout(m_seasonRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_season);
    layout->addStretch(1);
}

QWidget *DateTimeField::firstField() const { return m_date; }

void DateTimeField::show(const MomentText &moment)
{
    m_moment = moment;
    m_date->showText(moment.date);
    m_time->showText(moment.time);
    refresh();
}

void DateTimeField::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_date->setReadOnly(readOnly);
    m_time->setReadOnly(readOnly);
    m_season->setEnabled(!readOnly);
    refresh();
}

void DateTimeField::edit(const MomentText &moment)
{
    if (moment == m_moment)
        return;
    show(moment);
    Q_EMIT edited(moment);
}

void DateTimeField::refresh()
{
    const auto date = presentation::dateFromText(m_moment.date, m_today());
    const auto time = presentation::timeFromText(m_moment.time);
    const bool twice = date && time && std::holds_alternative<AmbiguousTime>(readParis(*date, *time));
    m_seasonRow->setVisible(twice);
    m_season->setCurrentIndex(m_moment.season ? static_cast<int>(*m_moment.season) : -1);
    m_calendar->setVisible(!m_readOnly);
    m_clear->setVisible(!m_readOnly);
    m_clear->setEnabled(!m_moment.isEmpty());
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setText(m_moment.isEmpty() ? tr("inconnue") : date ? presentation::longDate(*date) : QString());
}

/// Says what was understood, once the person has left the field.
void DateTimeField::finish()
{
    auto moment = m_moment;
    const auto time = presentation::timeFromText(moment.time);
    if (time)
        moment.time = presentation::textOf(*time);
    if (time && moment.date.trimmed().isEmpty() && m_usualDate)
        moment.date = m_usualDate();
    if (const auto date = presentation::dateFromText(moment.date, m_today()))
        moment.date = presentation::textOf(*date);
    if (moment != m_moment)
        Q_EMIT understood(moment);
}

void DateTimeField::openCalendar()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::ISOWeekNumbers);
    calendar->setSelectedDate(presentation::dateFromText(m_moment.date, m_today()).value_or(m_today()));
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    const auto take = [this, menu](QDate date) {
        auto moment = m_moment;
        moment.date = presentation::textOf(date);
        menu->close();
        edit(moment);
        m_time->setFocus();
    };
    connect(calendar, &QCalendarWidget::activated, this, take); // Enter
    connect(calendar, &QCalendarWidget::clicked, this, take);
    menu->popup(m_calendar->mapToGlobal(QPoint(0, m_calendar->height())));
    calendar->setFocus();
}

} // namespace cortege::widgets
