#include "console/meetingspanel.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using presentation::MeetingList;

MeetingsPanel::MeetingsPanel(presentation::ConsoleController &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_order(new QComboBox(this)), m_list(new QListView(this)),
      m_count(new QLabel(this))
{
    setObjectName(u"meetingsPanel"_s);
    auto &meetings = controller.analysis().meetings();
    m_order->setObjectName(u"meetingOrder"_s);
    m_order->setAccessibleName(tr("Trier les croisements par"));
    for (const auto order : MeetingList::kOrders)
        m_order->addItem(label(order), static_cast<int>(order));
    connect(m_order, &QComboBox::activated, this, [this](int row) {
        m_showing = true;
        m_controller.analysis().meetings().setOrder(static_cast<MeetingList::Order>(m_order->itemData(row).toInt()));
        m_showing = false;
        showChosen();
    });
    m_list->setObjectName(u"meetingList"_s);
    m_list->setAccessibleName(tr("Croisements d’événements"));
    m_list->setModel(&meetings);
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setAlternatingRowColors(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &MeetingsPanel::takeCurrent);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        auto &analysis = m_controller.analysis();
        analysis.showMeeting(analysis.meetings().rankAt(index.row()));
    });
    m_count->setObjectName(u"meetingCount"_s);
    m_count->setWordWrap(true);

    auto *top = new QHBoxLayout;
    auto *by = new QLabel(tr("&Trier par"), this);
    by->setBuddy(m_order);
    top->addWidget(by);
    top->addWidget(m_order, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, 0);
    layout->setSpacing(kSpacing - 2);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_count);
    connect(&meetings, &QAbstractItemModel::modelReset, this, &MeetingsPanel::showChosen);
    connect(&controller.analysis(), &presentation::Analysis::meetingChosen, this, &MeetingsPanel::showChosen);
    showChosen();
}

void MeetingsPanel::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid() && m_list->model()->rowCount() > 0)
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
}

void MeetingsPanel::takeCurrent(const QModelIndex &index)
{
    if (m_showing)
        return;
    auto &analysis = m_controller.analysis();
    analysis.chooseMeeting(index.isValid() ? std::optional(analysis.meetings().rankAt(index.row())) : std::nullopt);
}

void MeetingsPanel::showChosen()
{
    auto &analysis = m_controller.analysis();
    const auto chosen = analysis.chosenMeeting();
    const int row = chosen ? analysis.meetings().rowOfRank(*chosen) : -1;
    m_showing = true;
    if (row < 0)
        m_list->selectionModel()->clear();
    else
        m_list->setCurrentIndex(m_list->model()->index(row, 0));
    m_showing = false;
    const int count = analysis.meetings().rowCount();
    m_count->setText(count == 0 ? tr("Aucun croisement dans cette période.")
            : count == 1        ? tr("1 croisement dans cette période")
                                : tr("%1 croisements dans cette période").arg(QLocale().toString(count)));
}

} // namespace cortege::widgets
