#include "console/eventspanel.h"

#include "common/entrydelegate.h"
#include "console/togglebutton.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EventListModel;
using presentation::ListScope;

constexpr int kFewestRows = 48; ///< pixels: one event, on a low screen

std::optional<EventId> idAt(const QModelIndex &index)
{
    return EventId::parse(index.data(EventListModel::EventIdRole).toString());
}

QToolButton *toggle(const QString &text, QWidget *parent)
{
    auto *button = new ToggleButton(parent);
    button->setText(text);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

} // namespace

EventsPanel::EventsPanel(presentation::ConsoleController &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_search(new QLineEdit(this)),
      m_inWindow(toggle(tr("Dans la période"), this)), m_all(toggle(tr("Tous"), this)), m_list(new QListView(this)),
      m_count(new QLabel(this)), m_empty(new QLabel(tr("Aucun événement ne correspond."), m_list->viewport()))
{
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Rechercher un événement"));
    m_search->setAccessibleName(tr("Rechercher un événement"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_controller.filter().setText(text);
        showSelection();
    });

    m_list->setObjectName(u"eventList"_s);
    m_list->setAccessibleName(tr("Événements"));
    // When its row goes, a view makes the neighbour current. Connected before the view is, so that nobody's event is
    // opened by a moving window.
    const auto *filter = &controller.filter();
    connect(filter, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_filtering = true; });
    m_list->setModel(&controller.filter());
    m_list->setModelColumn(EventListModel::Subject);
    auto *delegate = new EntryDelegate(m_list);
    delegate->setReceivedShown(false);
    m_list->setItemDelegate(delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(kFewestRows);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &EventsPanel::takeCurrent);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const auto id = idAt(index))
            Q_EMIT eventActivated(*id);
    });
    m_count->setObjectName(u"listCount"_s);
    m_empty->setContentsMargins(kMargin, kMargin, kMargin, kMargin);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, 0);
    layout->setSpacing(kSpacing - 2);
    layout->addWidget(m_search);
    layout->addWidget(buildKinds());
    layout->addWidget(buildScope());
    layout->addWidget(m_list, 1);
    layout->addWidget(m_count);

    connect(filter, &QAbstractItemModel::rowsInserted, this, [this] {
        showCount();
        showSelection();
    });
    connect(filter, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_filtering = false;
        showCount();
        showSelection();
    });
    connect(filter, &QAbstractItemModel::modelReset, this, [this] {
        showCount();
        showSelection();
    });
    connect(&controller, &presentation::ConsoleController::countsChanged, this, &EventsPanel::showCount);
    connect(&controller, &presentation::ConsoleController::selectionChanged, this, &EventsPanel::showSelection);
    showCount();
}

void EventsPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void EventsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        for (size_t i = 0; i < m_kinds.size(); ++i)
            m_kinds[i]->setIcon(iconOf(kEventKinds[i]));
    }
    QWidget::changeEvent(event);
}

QWidget *EventsPanel::buildKinds()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (const auto kind : kEventKinds) {
        auto *button = toggle({}, row);
        button->setObjectName(u"kind%1"_s.arg(static_cast<int>(kind)));
        button->setChecked(true);
        button->setIcon(iconOf(kind));
        button->setIconSize({ 20, 20 });
        button->setToolTip(label(kind));
        button->setAccessibleName(tr("Montrer dans la liste : %1").arg(label(kind)));
        connect(button, &QToolButton::toggled, this, &EventsPanel::applyKinds);
        layout->addWidget(button);
        m_kinds.push_back(button);
    }
    return row;
}

QWidget *EventsPanel::buildScope()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *group = new QButtonGroup(this);
    m_inWindow->setObjectName(u"scopeWindow"_s);
    m_inWindow->setToolTip(tr("Les événements qui ont lieu dans la période choisie en bas de la fenêtre"));
    m_all->setObjectName(u"scopeAll"_s);
    m_all->setToolTip(tr("Tous les événements de la plateforme"));
    for (auto *button : { m_inWindow, m_all }) {
        group->addButton(button);
        layout->addWidget(button);
    }
    m_inWindow->setChecked(m_controller.scope() == ListScope::InWindow);
    m_all->setChecked(m_controller.scope() == ListScope::All);
    connect(m_all, &QToolButton::toggled, this, [this](bool all) {
        m_controller.setScope(all ? ListScope::All : ListScope::InWindow);
        showSelection();
        showCount();
    });
    return row;
}

void EventsPanel::applyKinds()
{
    QSet<int> kinds;
    for (size_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i]->isChecked())
            kinds.insert(static_cast<int>(kEventKinds[i]));
    }
    if (kinds.isEmpty())
        kinds.insert(-1); // the filter reads an empty set as every kind
    m_controller.filter().setKinds(kinds);
    showSelection();
    showCount();
}

/// The list follows the selection, and not the other way round: an event that the filter hides stays selected.
void EventsPanel::showSelection()
{
    const auto &selected = m_controller.selected();
    const int row = selected ? m_controller.events().rowNumberOf(*selected) : -1;
    const auto index = row < 0
        ? QModelIndex()
        : m_controller.filter().mapFromSource(m_controller.events().index(row, EventListModel::Subject));
    if (index.isValid() && index == m_list->currentIndex())
        return;
    if (!index.isValid())
        return m_list->selectionModel()->clear();
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

void EventsPanel::showCount()
{
    const int shown = m_controller.filter().rowCount();
    const auto number = QLocale().toString(shown);
    m_count->setText(shown == 1 ? tr("1 événement dans la liste") : tr("%1 événements dans la liste").arg(number));
    m_empty->setVisible(shown == 0);
    m_empty->adjustSize();
}

void EventsPanel::takeCurrent(const QModelIndex &index)
{
    if (m_filtering || !index.isValid())
        return;
    if (const auto id = idAt(index))
        m_controller.select(id);
}

} // namespace cortege::widgets
