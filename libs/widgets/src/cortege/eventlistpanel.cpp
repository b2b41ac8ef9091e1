#include "eventlistpanel.h"

#include "common/entrydelegate.h"

#include <domain/geojson.h>
#include <presentation/period.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QTimer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EventListModel;
using presentation::SavedFilter;

enum class Period { Coming, Today, Tomorrow, Weekend, Week, All };
constexpr std::chrono::years kFarAhead { 10 };
constexpr int kWeek = 7;
constexpr std::chrono::milliseconds kMatchPause { 150 };

struct Days {
    QDate first;
    int count = 0;
    friend bool operator==(const Days &, const Days &) = default;
};

/// The days of a period that is an agenda.
Days daysOf(Period period, QDate today)
{
    switch (period) {
    case Period::Today:
        return { today, 1 };
    case Period::Tomorrow:
        return { today.addDays(1), 1 };
    case Period::Weekend: // on a Sunday, the one that it ends
        return { today.addDays(today.dayOfWeek() == Qt::Sunday ? -1 : Qt::Saturday - today.dayOfWeek()), 2 };
    case Period::Week:
        return { today, kWeek };
    case Period::Coming:
    case Period::All:
        break;
    }
    return {};
}

} // namespace

EventListPanel::EventListPanel(EventListModel &events, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_events(events), m_clock(clock), m_search(new QLineEdit(this)), m_period(new QComboBox(this)),
      m_filters(new QToolButton(this)), m_cancelled(new QToolButton(this)), m_pages(new QStackedWidget(this)),
      m_view(new QListView(m_pages)), m_empty(new QLabel(m_pages)), m_count(new QLabel(this)),
      m_countTimer(new QTimer(this)), m_announcer(new presentation::Announcer(this)), m_matchTimer(new QTimer(this))
{
    setObjectName(u"eventList"_s);
    m_filter.setSourceModel(&events);
    m_filter.sort(EventListModel::When);
    build();
    auto *minute = new QTimer(this);
    minute->setObjectName(u"minute"_s);
    minute->setTimerType(Qt::VeryCoarseTimer);
    connect(minute, &QTimer::timeout, this, &EventListPanel::followClock);
    minute->start(std::chrono::minutes { 1 });
    m_countTimer->setSingleShot(true);
    m_countTimer->setInterval(0);
    connect(m_countTimer, &QTimer::timeout, this, &EventListPanel::refreshCount);
    m_matchTimer->setSingleShot(true);
    m_matchTimer->setInterval(kMatchPause);
    connect(m_matchTimer, &QTimer::timeout, this, &EventListPanel::matchingChanged);
    const auto countSoon = [this] { m_countTimer->start(); };
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, countSoon);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, countSoon);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, countSoon);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, countSoon);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        m_matchTimer->start();
        m_countTimer->start();
    });
    connect(m_period, &QComboBox::currentIndexChanged, this, &EventListPanel::choosePeriod);
    connect(m_cancelled, &QToolButton::toggled, this, [this](bool shown) {
        m_filter.setShowCancelled(shown);
        m_countTimer->start();
    });
    // Not the current index: the list takes the first one by itself when Tab reaches it.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const auto &selected) {
        const QModelIndex index = selected.indexes().value(0);
        const auto event = EventId::parse(index.data(EventListModel::EventIdRole).toString());
        if (m_selecting || !event)
            return;
        m_selected = event;
        Q_EMIT chosen(*event);
    });
    choosePeriod();
}

void EventListPanel::build()
{
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Rechercher (Ctrl+F)"));
    m_search->setAccessibleName(tr("Rechercher un événement"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_period->setObjectName(u"period"_s);
    m_period->addItems(
        { tr("À venir"), tr("Aujourd’hui"), tr("Demain"), tr("Ce week-end"), tr("7 jours"), tr("Toutes") });
    m_period->setPlaceholderText(tr("Autre date"));
    m_period->setAccessibleName(tr("Période"));
    m_filters->setObjectName(u"filters"_s);
    m_filters->setIcon(icon(u"filter"_s));
    m_filters->setToolTip(tr("Filtres enregistrés"));
    m_filters->setAccessibleName(m_filters->toolTip());
    m_filters->setFocusPolicy(Qt::TabFocus);
    m_filters->setPopupMode(QToolButton::InstantPopup);
    m_cancelled->setObjectName(u"showCancelled"_s);
    m_cancelled->setText(tr("Annulés"));
    m_cancelled->setToolTip(tr("Montrer aussi les événements annulés"));
    m_cancelled->setAccessibleName(m_cancelled->toolTip());
    m_cancelled->setCheckable(true);
    m_cancelled->setFocusPolicy(Qt::TabFocus);
    m_view->setObjectName(u"events"_s);
    m_view->setAccessibleName(tr("Événements"));
    m_view->setModel(&m_filter);
    m_view->setModelColumn(EventListModel::Subject);
    m_view->setItemDelegate(new EntryDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalScrollBar()->setSingleStep(20);
    m_empty->setObjectName(u"emptyText"_s);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(2 * kMargin);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_empty);
    m_count->setObjectName(u"countLine"_s);
    m_count->setContentsMargins(kMargin, kSpacing - 4, kMargin, kSpacing - 4);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    auto *choices = new QHBoxLayout;
    choices->setSpacing(kSpacing - 2);
    choices->addWidget(kindButtons());
    choices->addStretch(1);
    choices->addWidget(m_period);
    choices->addWidget(m_cancelled);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(kMargin, kMargin, kMargin, kSpacing);
    head->setSpacing(kSpacing);
    auto *searchLine = new QHBoxLayout;
    searchLine->setSpacing(kSpacing - 2);
    searchLine->addWidget(m_search, 1);
    searchLine->addWidget(m_filters);
    head->addLayout(searchLine);
    head->addLayout(choices);
    head->addWidget(dayBar());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_count);
    orderTabs();
}

/// Line by line.
void EventListPanel::orderTabs()
{
    QList<QWidget *> order { m_search, m_filters };
    for (const auto &[kind, button] : m_kinds)
        order << button;
    order << m_period << m_cancelled;
    for (auto *button : m_dayBar->findChildren<QToolButton *>())
        order << button;
    order << m_view;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

QWidget *EventListPanel::kindButtons()
{
    auto *group = new QWidget(this);
    auto *layout = new QHBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const EventKind kind : kEventKinds) {
        auto *button = new QToolButton(group);
        button->setObjectName(u"kind-"_s + jsonName(kind));
        button->setIcon(iconOf(kind));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(tr("Ne montrer que : %1").arg(label(kind)));
        button->setAccessibleName(button->toolTip());
        connect(button, &QToolButton::toggled, this, &EventListPanel::applyKinds);
        layout->addWidget(button);
        m_kinds[kind] = button;
    }
    return group;
}

void EventListPanel::applyKinds()
{
    QSet<int> kinds;
    for (const auto &[kind, button] : m_kinds) {
        if (button->isChecked())
            kinds.insert(static_cast<int>(kind));
    }
    m_filter.setKinds(kinds);
    m_matchTimer->start();
    m_countTimer->start();
}

QWidget *EventListPanel::dayBar()
{
    m_dayBar = new QWidget(this);
    m_dayText = new QLabel(m_dayBar);
    m_dayText->setObjectName(u"dayText"_s);
    m_dayText->setAlignment(Qt::AlignCenter);
    auto *layout = new QHBoxLayout(m_dayBar);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto button = [this](const QString &name, const QString &tip, int times) {
        auto *made = new QToolButton(m_dayBar);
        made->setObjectName(name);
        made->setIcon(icon(times < 0 ? u"previous"_s : u"next"_s));
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setFocusPolicy(Qt::TabFocus);
        connect(made, &QToolButton::clicked, this, [this, times] { step(times); });
        return made;
    };
    layout->addWidget(button(u"previousDay"_s, tr("Jour précédent (Ctrl+Page haut)"), -1));
    layout->addWidget(m_dayText, 1);
    layout->addWidget(button(u"nextDay"_s, tr("Jour suivant (Ctrl+Page bas)"), 1));
    return m_dayBar;
}

QString EventListPanel::daysText() const
{
    if (m_days == 1)
        return presentation::longDate(m_day);
    return tr("du %1 au %2", "dates")
        .arg(presentation::shortDate(m_day), presentation::shortDate(m_day.addDays(m_days - 1)));
}

void EventListPanel::step(int times)
{
    const QDate today = toParis(m_clock.now()).date();
    const Days now { m_day, m_days };
    const Days next = m_days == 0 ? Days { today, 1 }
                                  : Days { m_day.addDays(qint64 { times } * (m_days == 1 ? 1 : kWeek)), m_days };
    m_day = next.first;
    m_days = next.count;
    int named = -1; // another date
    for (const auto period : { Period::Today, Period::Tomorrow, Period::Weekend, Period::Week }) {
        if (daysOf(period, today) == next)
            named = static_cast<int>(period);
    }
    const QSignalBlocker quiet(m_period);
    m_period->setCurrentIndex(named);
    if (next != now)
        applyPeriod();
}

void EventListPanel::choosePeriod()
{
    const auto days = daysOf(static_cast<Period>(m_period->currentIndex()), toParis(m_clock.now()).date());
    m_day = days.first;
    m_days = days.count;
    applyPeriod();
}

/// "Aujourd’hui" is another day after midnight, and what is over is no longer to come.
void EventListPanel::followClock()
{
    const auto named = static_cast<Period>(m_period->currentIndex());
    if (m_period->currentIndex() < 0 || named == Period::All)
        return;
    if (named == Period::Coming)
        applyPeriod();
    else if (daysOf(named, toParis(m_clock.now()).date()) != Days { m_day, m_days })
        choosePeriod();
}

std::optional<UtcInterval> EventListPanel::period() const
{
    if (m_days > 0)
        return UtcInterval { midnight(m_day), midnight(m_day.addDays(m_days)) };
    if (m_period->currentIndex() == static_cast<int>(Period::All))
        return std::nullopt;
    return UtcInterval { m_clock.now(), m_clock.now() + kFarAhead };
}

std::vector<EventId> EventListPanel::shown() const
{
    std::vector<EventId> events;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex index = m_filter.index(row, EventListModel::Subject);
        if (const auto event = EventId::parse(index.data(EventListModel::EventIdRole).toString()))
            events.push_back(*event);
    }
    return events;
}

std::optional<QSet<EventId>> EventListPanel::matching() const
{
    if (m_filter.matchesAll())
        return std::nullopt;
    QSet<EventId> events;
    for (int row = 0; row < m_events.rowCount(); ++row) {
        if (m_filter.matches(row))
            events.insert(m_events.rows()[static_cast<size_t>(row)].id);
    }
    return events;
}

void EventListPanel::applyPeriod()
{
    if (m_days > 0)
        m_filter.setAgenda(*period());
    else
        m_filter.setPeriod(period());
    m_dayBar->setVisible(m_days > 0);
    m_dayText->setText(m_days > 0 ? daysText() : QString());
    m_countTimer->start();
    Q_EMIT periodChanged();
}

// --- saved filters ---------------------------------------------------------------------------------------------------

std::optional<SavedFilter> EventListPanel::filter() const
{
    if (m_period->currentIndex() < 0)
        return std::nullopt;
    SavedFilter filter { {}, m_search->text().simplified(), {}, m_period->currentIndex(), m_cancelled->isChecked() };
    for (const auto &[kind, button] : m_kinds) {
        if (button->isChecked())
            filter.kinds.insert(static_cast<int>(kind));
    }
    return filter;
}

void EventListPanel::apply(const SavedFilter &filter)
{
    m_search->setText(filter.text);
    for (const auto &[kind, button] : m_kinds)
        button->setChecked(filter.kinds.contains(static_cast<int>(kind)));
    m_period->setCurrentIndex(std::clamp(filter.period, 0, m_period->count() - 1));
    m_cancelled->setChecked(filter.cancelled);
}

void EventListPanel::setFilterMenu(QMenu *menu) { m_filters->setMenu(menu); }

void EventListPanel::refreshCount()
{
    const int shown = m_filter.rowCount();
    const int all = m_events.rowCount();
    const QString number = QLocale().toString(shown);
    const QString events = shown == 0 ? tr("Aucun événement")
        : shown == 1                  ? tr("1 événement")
                                      : tr("%1 événements").arg(number);
    m_count->setText(
        shown == all ? events : tr("%1 sur %2", "shown events of all").arg(events, QLocale().toString(all)));
    if (m_search->hasFocus())
        m_announcer->tell(m_count->text());
    m_empty->setText(emptyText());
    m_pages->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_view);
    reselect();
}

QString EventListPanel::emptyText() const
{
    if (m_events.rowCount() == 0)
        return tr("Aucun événement pour le moment.\nCtrl+N en commence un.");
    return tr("Aucun événement ne correspond.\nÉlargissez la période ou effacez la recherche.");
}

void EventListPanel::select(const std::optional<EventId> &event)
{
    m_selected = event;
    reselect();
}

void EventListPanel::reselect()
{
    const int row = m_selected ? m_events.rowNumberOf(*m_selected) : -1;
    const QModelIndex index
        = row < 0 ? QModelIndex() : m_filter.mapFromSource(m_events.index(row, EventListModel::Subject));
    if (index == m_view->currentIndex() && (!index.isValid() || m_view->selectionModel()->isSelected(index)))
        return;
    m_selecting = true;
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    } else {
        m_view->selectionModel()->clearSelection(); // the focus stays where it is, or nothing would show it
    }
    m_selecting = false;
}

void EventListPanel::setContextActions(const QList<QAction *> &actions)
{
    m_view->addActions(actions);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void EventListPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace cortege::widgets
