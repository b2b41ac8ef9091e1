#include <presentation/facttables.h>

#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

struct FactTableTexts {
    Q_DECLARE_TR_FUNCTIONS(FactTables)
};

QVariant alignedBy(bool isNumber)
{
    return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QString weightOf(double weight) { return figureText(weight, 4); }

} // namespace

void FactTallyTable::set(const FactFindings &findings)
{
    const FactCloud &cloud = *findings.wish.cloud;
    std::vector<Row> rows;
    for (size_t category = 0; category < findings.selectedTallies.size(); ++category) {
        if (const FactTally &tally = findings.selectedTallies[category]; tally.facts > 0)
            rows.push_back({ cloud.category(category).label, cloud.sourceOf(category).source.name, tally });
    }
    std::ranges::stable_sort(rows, std::ranges::greater {}, [](const Row &row) { return row.tally.facts; });
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FactTallyTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FactTallyTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FactTallyTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return alignedBy(index.column() >= Facts);
    if (role == Qt::ToolTipRole)
        return row.source;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Category:
        return row.category;
    case Source:
        return row.source;
    case Facts:
        return QLocale().toString(row.tally.facts);
    case Weight:
        return weightOf(row.tally.weight);
    default:
        return {};
    }
}

QVariant FactTallyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Category:
        return FactTableTexts::tr("Catégorie");
    case Source:
        return FactTableTexts::tr("Source");
    case Facts:
        return FactTableTexts::tr("Faits");
    case Weight:
        return FactTableTexts::tr("Poids");
    default:
        return {};
    }
}

void FactTable::set(const FactFindings &findings)
{
    if (findings.wish.cloud == m_cloud && findings.selected == m_facts)
        return;
    beginResetModel();
    m_cloud = findings.wish.cloud;
    m_facts = findings.selected;
    endResetModel();
}

GeoPoint FactTable::placeAt(int row) const { return toGeo(m_cloud->at(m_facts[static_cast<size_t>(row)])); }

int FactTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_facts.size());
}

int FactTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FactTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignedBy(index.column() == Weight);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const size_t number = m_facts[static_cast<size_t>(index.row())];
    const size_t category = m_cloud->categoryOf(number);
    switch (index.column()) {
    case Time:
        return timeOf(m_cloud->fact(number));
    case Category:
        return m_cloud->category(category).label;
    case Source:
        return m_cloud->sourceOf(category).source.name;
    case Weight:
        return weightOf(static_cast<double>(m_cloud->weight(number)));
    default:
        return {};
    }
}

QVariant FactTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return FactTableTexts::tr("Quand");
    case Category:
        return FactTableTexts::tr("Catégorie");
    case Source:
        return FactTableTexts::tr("Source");
    case Weight:
        return FactTableTexts::tr("Poids");
    default:
        return {};
    }
}

} // namespace cortege::presentation
