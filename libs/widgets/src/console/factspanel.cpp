#include "console/factspanel.h"

#include "console/facticon.h"
#include "console/tables.h"

#include <presentation/announcer.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::FactLegend;
using presentation::FactTable;
using presentation::FactTallyTable;

constexpr int kLeastHeight = 72; ///< of each list, pixels
constexpr int kLeastPartLetters = 8;
constexpr int kNoPart = -1;

/// The sign of the map before the name of a category.
class SignDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant sign = index.data(FactLegend::SignRole);
        if (!sign.isValid())
            return;
        option->icon = iconOfFact(sign.toInt(), option->palette);
        option->decorationSize = { 16, 16 };
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
};

QToolButton *buttonFor(const QString &name, const QIcon &icon, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon);
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

QTableView *readingTable(const QString &name, QAbstractItemModel &model, int stretched, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(name);
    table->setModel(&model);
    makeReading(*table, stretched);
    table->setMinimumHeight(kLeastHeight);
    return table;
}

} // namespace

FactsPanel::FactsPanel(presentation::ConsoleController &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_legend(controller.facts(), controller.factLens()),
      m_summary(new QLabel(this)), m_latest(new QPushButton(tr("&Derniers faits"), this)),
      m_sources(new QTreeView(this)),
      m_frame(buttonFor(u"factFrame"_s, icon(u"fit"_s), tr("Choisir un rectangle sur la carte"), this)),
      m_part(new QComboBox(this)),
      m_clear(buttonFor(u"factClear"_s, icon(u"clear"_s), tr("Ne plus rien choisir"), this)),
      m_charts(buttonFor(u"factCharts"_s, icon(u"chart"_s), tr("Graphiques des faits choisis"), this)),
      m_chosen(new QLabel(this)), m_announcer(new presentation::Announcer(this))
{
    setObjectName(u"factsPanel"_s);
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildLegend());
    parts->addWidget(buildSelection());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, 0);
    auto *area = new QScrollArea(this); // on a low screen
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(parts);
    area->setMinimumSize(
        parts->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent), 2 * kLeastHeight);
    layout->addWidget(area);
    auto &lens = controller.factLens();
    connect(&controller.facts(), &presentation::FactBoard::cloudChanged, this, &FactsPanel::showSummary);
    connect(&lens, &presentation::FactLens::areaChanged, this, &FactsPanel::showArea);
    connect(&lens, &presentation::FactLens::framingChanged, this, &FactsPanel::showArea);
    connect(&lens, &presentation::FactLens::found, this, &FactsPanel::showFindings);
    showSummary();
    showArea();
    showFindings();
}

QWidget *FactsPanel::buildLegend()
{
    m_summary->setObjectName(u"factSummary"_s);
    m_summary->setWordWrap(true);
    m_latest->setObjectName(u"factLatest"_s);
    m_latest->setToolTip(tr("Mène la période aux faits les plus récents"));
    connect(m_latest, &QPushButton::clicked, &m_controller, &presentation::ConsoleController::showLatestFacts);
    m_sources->setObjectName(u"factSources"_s);
    m_sources->setAccessibleName(tr("Sources et catégories que la carte montre"));
    m_sources->setModel(&m_legend);
    m_sources->setItemDelegate(new SignDelegate(m_sources));
    m_sources->setMinimumHeight(kLeastHeight);
    m_sources->setTextElideMode(Qt::ElideRight);
    m_sources->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sources->setUniformRowHeights(true);
    m_sources->header()->setStretchLastSection(false);
    const auto arrange = [this] {
        auto &header = *m_sources->header();
        header.setSectionResizeMode(FactLegend::Name, QHeaderView::Stretch);
        header.setSectionResizeMode(FactLegend::Count, QHeaderView::ResizeToContents);
        m_sources->expandAll();
    };
    connect(&m_legend, &FactLegend::rebuilt, this, arrange);
    arrange();
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_latest, 0, Qt::AlignTop);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_sources, 1);
    return box;
}

QWidget *FactsPanel::buildSelection()
{
    m_frame->setCheckable(true);
    connect(m_frame, &QToolButton::clicked, &m_controller.factLens(), &presentation::FactLens::setFraming);
    connect(m_clear, &QToolButton::clicked, this, [this] { m_controller.factLens().select(std::nullopt); });
    connect(m_charts, &QToolButton::clicked, this, &FactsPanel::chartsWanted);
    m_part->setObjectName(u"factPart"_s);
    m_part->setAccessibleName(tr("Choisir les faits d’un quartier"));
    m_part->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_part->setMinimumContentsLength(kLeastPartLetters);
    fillParts();
    connect(m_part, &QComboBox::activated, this, [this](int row) {
        auto &lens = m_controller.factLens();
        const int part = m_part->itemData(row).toInt();
        if (part == kNoPart)
            return lens.select(std::nullopt);
        lens.select(part);
        m_controller.showOnMap(lens.division()->extent(part));
    });
    m_chosen->setObjectName(u"factChosen"_s);
    m_chosen->setWordWrap(true);
    m_chosen->setTextFormat(Qt::PlainText);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_frame);
    line->addWidget(m_part, 1);
    line->addWidget(m_charts);
    line->addWidget(m_clear);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, kSpacing / 2, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_chosen);
    layout->addWidget(buildTables(), 1);
    return box;
}

QWidget *FactsPanel::buildTables()
{
    auto *tables = new QTabWidget(this);
    tables->setObjectName(u"factTables"_s);
    tables->setDocumentMode(true);
    auto *tallies = readingTable(u"factTallies"_s, m_tallies, FactTallyTable::Category, tables);
    tallies->setAccessibleName(tr("Faits choisis, par catégorie et source"));
    tallies->horizontalHeader()->setSectionResizeMode(FactTallyTable::Source, QHeaderView::Stretch);
    auto *list = readingTable(u"factList"_s, m_facts, FactTable::Category, tables);
    list->setAccessibleName(tr("Faits choisis, un par ligne"));
    // To its contents, a table measures every row at every change; they are many.
    auto &header = *list->horizontalHeader();
    header.setSectionResizeMode(FactTable::Source, QHeaderView::Stretch);
    for (const int column : { FactTable::Time, FactTable::Weight })
        header.setSectionResizeMode(column, QHeaderView::Interactive);
    constexpr int kRoom = 12; // around a text
    header.resizeSection(
        FactTable::Time, list->fontMetrics().horizontalAdvance(presentation::dateAndTime(UtcTime {})) + kRoom);
    header.resizeSection(FactTable::Weight, header.sectionSizeHint(FactTable::Weight));
    connect(list, &QTableView::activated, this, [this](const QModelIndex &index) {
        const GeoPoint place = m_facts.placeAt(index.row());
        m_controller.showOnMap({ place, place });
    });
    tables->addTab(tallies, tr("Décompte"));
    tables->addTab(list, tr("Un par un"));
    tables->tabBar()->setAccessibleName(tr("Décompte, ou faits un par un"));
    return tables;
}

void FactsPanel::fillParts()
{
    const auto &division = m_controller.factLens().division();
    m_part->addItem(tr("%1…", "Quartier…: choose one").arg(division->title()), kNoPart);
    for (int part = 0; part < division->count(); ++part)
        m_part->addItem(division->name(part), part);
}

void FactsPanel::focusList()
{
    m_sources->setFocus(Qt::ShortcutFocusReason);
    if (!m_sources->currentIndex().isValid())
        m_sources->setCurrentIndex(m_legend.index(0, FactLegend::Name));
}

void FactsPanel::frame() { m_controller.factLens().setFraming(true); }

void FactsPanel::showSummary()
{
    const auto &cloud = *m_controller.facts().cloud();
    const QLocale locale;
    m_latest->setEnabled(cloud.span().has_value());
    if (cloud.size() == 0)
        return m_summary->setText(tr("Aucun fait d’une autre source."));
    const QString facts = locale.toString(static_cast<qint64>(cloud.size()));
    QString text = cloud.sources().size() == 1
        ? tr("%1 faits d’une source").arg(facts)
        : tr("%1 faits de %2 sources").arg(facts, locale.toString(static_cast<qint64>(cloud.sources().size())));
    if (const auto &span = cloud.span())
        text += tr(", du %1 au %2")
                    .arg(presentation::shortDate(toParis(span->begin).date()),
                        presentation::shortDate(toParis(span->end).date()));
    m_summary->setText(text);
}

void FactsPanel::showArea()
{
    const auto &lens = m_controller.factLens();
    const auto &area = lens.area();
    const int *part = area ? std::get_if<int>(&*area) : nullptr;
    m_part->setCurrentIndex(m_part->findData(part ? *part : kNoPart));
    m_frame->setChecked(lens.isFraming());
    m_clear->setEnabled(area.has_value());
    m_charts->setEnabled(area.has_value());
}

void FactsPanel::showFindings()
{
    const auto &findings = m_controller.factLens().findings();
    m_tallies.set(findings);
    m_facts.set(findings);
    if (!findings.wish.area)
        return m_chosen->setText(tr("Choisissez un rectangle ou un quartier : ses faits sont comptés ici."));
    double weight = 0;
    for (const auto &tally : findings.selectedTallies)
        weight += tally.weight;
    const QLocale locale;
    const QString text
        = tr("%1 : %2 faits, poids %3")
              .arg(nameOf(*findings.wish.area, *findings.wish.division),
                  locale.toString(static_cast<qint64>(findings.selected.size())), presentation::figureText(weight, 4));
    if (text == m_chosen->text())
        return;
    m_chosen->setText(text);
    m_announcer->tell(text);
}

} // namespace cortege::widgets
