#include <presentation/comparisontable.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct ComparisonTexts {
    Q_DECLARE_TR_FUNCTIONS(ComparisonTable)
};

double numberIn(const Comparison::Row &row, int column)
{
    switch (column) {
    case ComparisonTable::EventsBefore:
        return row.eventsBefore;
    case ComparisonTable::EventsNow:
        return row.eventsNow;
    case ComparisonTable::AmountBefore:
        return row.amountBefore;
    case ComparisonTable::AmountNow:
        return row.amountNow;
    case ComparisonTable::Change:
        return row.amountNow - row.amountBefore;
    default:
        return 0;
    }
}

QString wholeNumber(double value) { return QLocale().toString(std::llround(value)); }

/// With its sign, the typographic one, so that a change is one without its colour.
QString changeText(double value)
{
    const auto rounded = std::llround(value);
    if (rounded == 0)
        return u"="_s;
    return (rounded > 0 ? u"+"_s : u"−"_s) + QLocale().toString(std::abs(rounded));
}

} // namespace

void ComparisonTable::set(const std::optional<Comparison> &comparison, TensionUnit unit)
{
    auto rows = comparison ? comparison->rows : std::vector<Comparison::Row>();
    if (rows == m_given && unit == m_unit)
        return;
    beginResetModel();
    m_given = std::move(rows);
    m_rows = m_given;
    m_division = comparison ? comparison->division : QString();
    m_unit = unit;
    arrange();
    endResetModel();
}

void ComparisonTable::arrange()
{
    std::ranges::stable_sort(m_rows, [this](const Comparison::Row &one, const Comparison::Row &other) {
        const auto &[low, high] = m_order == Qt::AscendingOrder ? std::tie(one, other) : std::tie(other, one);
        if (m_sortColumn == Part)
            return QString::localeAwareCompare(low.name, high.name) < 0;
        return numberIn(low, m_sortColumn) < numberIn(high, m_sortColumn);
    });
}

void ComparisonTable::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_order = order;
    arrange();
    endResetModel();
}

int ComparisonTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ComparisonTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Comparison::Row &row = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((index.column() == Part ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == Part)
        return ComparisonTexts::tr("%1 : %2 avant, %3 maintenant")
            .arg(row.name, wholeNumber(row.amountBefore), wholeNumber(row.amountNow));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == Part)
        return row.name;
    const double number = numberIn(row, index.column());
    return index.column() == Change ? changeText(number) : wholeNumber(number);
}

QVariant ComparisonTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString amount
        = m_unit == TensionUnit::People ? ComparisonTexts::tr("Personnes") : ComparisonTexts::tr("Points");
    switch (section) {
    case Part:
        return m_division.isEmpty() ? ComparisonTexts::tr("Quartier") : m_division;
    case EventsBefore:
        return ComparisonTexts::tr("Évén.\navant", "events, before");
    case EventsNow:
        return ComparisonTexts::tr("Évén.\nmaint.", "events, now");
    case AmountBefore:
        return ComparisonTexts::tr("%1\navant", "people, before").arg(amount);
    case AmountNow:
        return ComparisonTexts::tr("%1\nmaint.", "people, now").arg(amount);
    case Change:
        return ComparisonTexts::tr("Écart");
    default:
        return {};
    }
}

} // namespace cortege::presentation
