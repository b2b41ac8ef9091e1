#include "eventlistpanel.h"

#include "common/entrydelegate.h"

#include <domain/geojson.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QTimeZone>
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

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EventListModel;

enum class Period { Coming, Today, Week, All };
constexpr std::chrono::years kFarAhead { 10 };

/// Midnight in Marseille, `days` from the day of `now`.
UtcTime midnight(UtcTime now, int days)
{
    return fromDateTime(toParis(now).date().addDays(days).startOfDay(QTimeZone("Europe/Paris")));
}

} // namespace

EventListPanel::EventListPanel(EventListModel &events, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_events(events), m_clock(clock), m_search(new QLineEdit(this)), m_period(new QComboBox(this)),
      m_cancelled(new QToolButton(this)), m_pages(new QStackedWidget(this)), m_view(new QListView(m_pages)),
      m_empty(new QLabel(m_pages)), m_count(new QLabel(this)), m_countTimer(new QTimer(this))
{
    setObjectName(u"eventList"_s);
    m_filter.setSourceModel(&events);
    m_filter.sort(EventListModel::When);
    build();
    m_countTimer->setSingleShot(true);
    m_countTimer->setInterval(0);
    connect(m_countTimer, &QTimer::timeout, this, &EventListPanel::refreshCount);
    const auto countSoon = [this] { m_countTimer->start(); };
    for (auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_filter, signal, this, countSoon);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, countSoon);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, countSoon);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        m_countTimer->start();
    });
    connect(m_period, &QComboBox::currentIndexChanged, this, &EventListPanel::applyPeriod);
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
    applyPeriod();
}

void EventListPanel::build()
{
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Rechercher (Ctrl+F)"));
    m_search->setAccessibleName(tr("Rechercher un événement"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_period->setObjectName(u"period"_s);
    m_period->addItems({ tr("À venir"), tr("Aujourd’hui"), tr("7 jours"), tr("Toutes") });
    m_period->setAccessibleName(tr("Période"));
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
    head->addWidget(m_search);
    head->addLayout(choices);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_count);
    setTabOrder(m_search, m_kinds.begin()->second);
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
    m_countTimer->start();
}

std::optional<UtcInterval> EventListPanel::period() const
{
    const UtcTime now = m_clock.now();
    switch (static_cast<Period>(m_period->currentIndex())) {
    case Period::Coming:
        return UtcInterval { now, now + kFarAhead };
    case Period::Today:
        return UtcInterval { midnight(now, 0), midnight(now, 1) };
    case Period::Week:
        return UtcInterval { midnight(now, 0), midnight(now, 7) };
    case Period::All:
        break;
    }
    return std::nullopt;
}

void EventListPanel::applyPeriod()
{
    m_filter.setPeriod(period());
    m_countTimer->start();
    Q_EMIT periodChanged();
}

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
    if (index == m_view->currentIndex())
        return;
    m_selecting = true;
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    } else {
        m_view->selectionModel()->clear();
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
