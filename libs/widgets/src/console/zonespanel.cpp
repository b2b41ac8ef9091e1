#include "console/zonespanel.h"

#include "console/tables.h"

#include <widgets/theme.h>

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::ContributionList;
using presentation::ZoneList;

/// The sign of the kind before the name of an event.
class SourceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant kind = index.data(ContributionList::KindRole);
        if (index.column() != ContributionList::Source || !kind.isValid())
            return;
        option->icon = iconOf(static_cast<EventKind>(kind.toInt()));
        option->decorationSize = { 16, 16 };
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
};

QLabel *reading(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // names of sources are what somebody wrote
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ZonesPanel::ZonesPanel(presentation::ConsoleController &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_list(new QTableView(this)), m_empty(new QLabel(this)),
      m_statement(reading(u"zoneStatement"_s, this)), m_sources(new QTableView(this)),
      m_parameters(reading(u"zoneParameters"_s, this))
{
    setObjectName(u"zonesPanel"_s);
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildList());
    parts->addWidget(buildSheet());
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, 0);
    layout->addWidget(parts);
    connect(&controller.analysis(), &presentation::Analysis::zoneChosen, this, &ZonesPanel::showChosen);
    showChosen();
}

QWidget *ZonesPanel::buildList()
{
    auto &analysis = m_controller.analysis();
    m_list->setObjectName(u"zoneList"_s);
    m_list->setAccessibleName(tr("Zones de tension"));
    m_list->setModel(&analysis.zones());
    makeReading(*m_list, ZoneList::Highest);
    m_list->setMinimumHeight(90);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { takeCurrent(current.isValid() ? current.row() : -1); });
    connect(m_list, &QTableView::activated, this,
        [this](const QModelIndex &index) { m_controller.analysis().showZone(index.row()); });
    m_empty->setObjectName(u"zoneEmpty"_s);
    m_empty->setWordWrap(true);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    return box;
}

QWidget *ZonesPanel::buildSheet()
{
    auto *title = new QLabel(tr("Pourquoi cette zone ?"), this);
    auto font = title->font();
    font.setBold(true);
    title->setFont(font);
    m_sources->setObjectName(u"zoneSources"_s);
    m_sources->setAccessibleName(tr("Ce qui fait la zone, en pour cent"));
    m_sources->setModel(&m_controller.analysis().contributions());
    m_sources->setItemDelegate(new SourceDelegate(m_sources));
    makeReading(*m_sources, ContributionList::Source);
    m_sources->setMinimumHeight(90);
    connect(m_sources, &QTableView::clicked, this, [this](const QModelIndex &index) { wantContributor(index.row()); });
    connect(
        m_sources, &QTableView::activated, this, [this](const QModelIndex &index) { wantContributor(index.row()); });
    m_parameters->setForegroundRole(QPalette::WindowText);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kSpacing / 2, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_statement);
    layout->addWidget(m_sources, 1);
    layout->addWidget(m_parameters);
    auto *area = new QScrollArea(this); // on a low screen the sheet is read by scrolling
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(box);
    return area;
}

void ZonesPanel::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid() && m_list->model()->rowCount() > 0)
        m_list->selectRow(0);
}

void ZonesPanel::takeCurrent(int row)
{
    if (!m_showing)
        m_controller.analysis().chooseZone(row < 0 ? std::nullopt : std::optional(row));
}

void ZonesPanel::wantContributor(int row)
{
    const auto &one = m_controller.analysis().contributions().contributions()[static_cast<size_t>(row)];
    if (one.event)
        Q_EMIT eventWanted(*one.event);
}

void ZonesPanel::showChosen()
{
    auto &analysis = m_controller.analysis();
    m_showing = true;
    if (const auto zone = analysis.chosenZone())
        m_list->setCurrentIndex(m_list->model()->index(*zone, 0));
    else
        m_list->selectionModel()->clear();
    m_showing = false;
    m_empty->setVisible(m_list->model()->rowCount() == 0);
    m_empty->setText(tr("Aucune zone de tension dans cette période."));
    const QString statement = analysis.zoneStatement();
    m_statement->setText(statement.isEmpty() ? tr("Choisissez une zone dans la liste ou sur la carte.") : statement);
    m_sources->setVisible(!statement.isEmpty());
    m_parameters->setText(analysis.parametersText());
}

} // namespace cortege::widgets
