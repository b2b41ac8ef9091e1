#include <presentation/factlegend.h>

#include <presentation/factsigns.h>
#include <presentation/zonelist.h>

#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::presentation
{

FactLegend::FactLegend(const FactBoard &board, FactLens &lens, QObject *parent)
    : QStandardItemModel(0, ColumnCount, parent), m_board(board), m_lens(lens)
{
    connect(&board, &FactBoard::cloudChanged, this, &FactLegend::takeCloud);
    connect(&lens, &FactLens::found, this, &FactLegend::showCounts);
    connect(&lens, &FactLens::shownChanged, this, &FactLegend::showBoxes);
    connect(this, &QStandardItemModel::itemChanged, this, &FactLegend::takeBox);
    rebuild();
}

/// Facts that are added change numbers, not the lines: whoever reads them keeps the place.
void FactLegend::takeCloud()
{
    const bool isSame = std::ranges::equal(m_sources, m_board.cloud()->sources(),
        [](const KnownSource &a, const KnownSource &b) { return a.number == b.number && a.source == b.source; });
    if (!isSame)
        rebuild();
}

void FactLegend::rebuild()
{
    const FactCloud &cloud = *m_board.cloud();
    m_sources = cloud.sources();
    m_isShowing = true;
    clear();
    setHorizontalHeaderLabels({ tr("Source et catégorie"), tr("Dans la période") });
    const auto line = [](const QString &name) {
        auto *item = new QStandardItem(name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setToolTip(name);
        auto *count = new QStandardItem;
        count->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        count->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        return QList { item, count };
    };
    size_t category = 0;
    for (const KnownSource &known : m_sources) {
        const auto source = line(known.source.name);
        source.front()->setToolTip(citation(known.source));
        for (const FactCategory &one : known.source.categories) {
            const auto row = line(one.label);
            row.front()->setData(static_cast<int>(category), CategoryRole);
            row.front()->setData(factSign(category), SignRole);
            source.front()->appendRow(row);
            ++category;
        }
        appendRow(source);
    }
    m_isShowing = false;
    showBoxes();
    showCounts();
    Q_EMIT rebuilt();
}

void FactLegend::showCounts()
{
    const auto &shown = m_lens.findings().shown;
    const QLocale locale;
    m_isShowing = true;
    size_t category = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const QStandardItem &source = *item(row, Name);
        qint64 all = 0;
        for (int below = 0; below < source.rowCount(); ++below, ++category) {
            const qint64 facts = category < shown.size() ? shown[category].facts : 0;
            source.child(below, Count)->setText(locale.toString(facts));
            all += facts;
        }
        item(row, Count)->setText(locale.toString(all));
    }
    m_isShowing = false;
}

void FactLegend::showBoxes()
{
    m_isShowing = true;
    size_t category = 0;
    for (int row = 0; row < rowCount(); ++row) {
        QStandardItem &source = *item(row, Name);
        int shown = 0;
        for (int below = 0; below < source.rowCount(); ++below, ++category) {
            const bool isShown = m_lens.isShown(category);
            source.child(below, Name)->setCheckState(isShown ? Qt::Checked : Qt::Unchecked);
            shown += isShown ? 1 : 0;
        }
        source.setCheckState(shown == source.rowCount() ? Qt::Checked
                : shown > 0                             ? Qt::PartiallyChecked
                                                        : Qt::Unchecked);
    }
    m_isShowing = false;
}

void FactLegend::takeBox(QStandardItem *item)
{
    if (m_isShowing || item->column() != Name)
        return;
    const bool shown = item->checkState() != Qt::Unchecked;
    std::vector<size_t> categories;
    if (const QVariant category = item->data(CategoryRole); category.isValid())
        categories.push_back(static_cast<size_t>(category.toInt()));
    for (int below = 0; below < item->rowCount(); ++below)
        categories.push_back(static_cast<size_t>(item->child(below, Name)->data(CategoryRole).toInt()));
    m_lens.setShown(categories, shown);
}

} // namespace cortege::presentation
