#include <presentation/factimporttables.h>

#include <presentation/facttexts.h>
#include <presentation/guardadvice.h>

#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
using exchange::FileColumn;
using exchange::RowIssue;
namespace
{

QVariant titleOf(const QStringList &titles, int section, Qt::Orientation orientation, int role)
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section < titles.size())
        return titles[section];
    return {};
}

int rowsOf(const auto &rows, const QModelIndex &parent) { return parent.isValid() ? 0 : static_cast<int>(rows.size()); }

bool isForReading(int role) { return role == Qt::DisplayRole || role == Qt::ToolTipRole; }

QString examplesOf(const FileColumn &column)
{
    constexpr qsizetype kExamples = 4;
    QStringList examples = column.values.first(std::min(kExamples, column.values.size()));
    if (column.hasMore || column.values.size() > kExamples)
        examples << u"…"_s;
    return examples.join(FactPreviewTable::tr(" · ", "between examples"));
}

QString contentText(const FileColumn &column)
{
    if (column.personal)
        return column.personal->certainty == Certainty::Certain
            ? FileColumnTable::tr("Refusée : %1").arg(looksLike(column.personal->kind))
            : FileColumnTable::tr("Peut-être %1").arg(looksLike(column.personal->kind));
    if (column.isTime)
        return FileColumnTable::tr("Dates");
    if (column.isNumber)
        return column.isUnique ? FileColumnTable::tr("Nombres, tous différents") : FileColumnTable::tr("Nombres");
    return column.isUnique ? FileColumnTable::tr("Textes, tous différents") : FileColumnTable::tr("Textes");
}

} // namespace

// --- columns of the file ---------------------------------------------------------------------------------------------

void FileColumnTable::set(const exchange::FileLook &look, const exchange::FactRecipe &recipe)
{
    beginResetModel();
    m_columns = look.columns;
    m_recipe = recipe;
    endResetModel();
}

int FileColumnTable::rowCount(const QModelIndex &parent) const { return rowsOf(m_columns, parent); }

QString FileColumnTable::use(const QString &column) const
{
    QStringList uses;
    const auto add = [&uses](bool is, const QString &text) {
        if (is)
            uses << text;
    };
    add(m_recipe.place.longitude == column, tr("longitude"));
    add(m_recipe.place.latitude == column, tr("latitude"));
    if (m_recipe.when) {
        add(m_recipe.when->begin.columns().contains(column), tr("début"));
        add(m_recipe.when->end.columns().contains(column), tr("fin"));
    }
    add(m_recipe.category.column == column, tr("catégorie"));
    add(m_recipe.weight.column == column, tr("poids"));
    add(m_recipe.key.contains(column), tr("clé"));
    return uses.isEmpty() ? tr("non lue") : uses.join(u", "_s);
}

QVariant FileColumnTable::data(const QModelIndex &index, int role) const
{
    if (!isForReading(role))
        return {};
    const FileColumn &column = m_columns[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Name:
        return column.name;
    case Examples:
        return examplesOf(column);
    case Content:
        return contentText(column);
    case Use:
        return use(column.name);
    default:
        return {};
    }
}

QVariant FileColumnTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return titleOf({ tr("Colonne"), tr("Exemples"), tr("Contenu"), tr("Emploi") }, section, orientation, role);
}

// --- preview ---------------------------------------------------------------------------------------------------------

void FactPreviewTable::set(std::vector<exchange::MappedFact> rows, const FactSource &source)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_categories = source.categories;
    endResetModel();
}

int FactPreviewTable::rowCount(const QModelIndex &parent) const { return rowsOf(m_rows, parent); }

QVariant FactPreviewTable::data(const QModelIndex &index, int role) const
{
    if (!isForReading(role))
        return {};
    const exchange::MappedFact &row = m_rows[static_cast<size_t>(index.row())];
    const int line = row ? row->line : row.error().front().line;
    if (index.column() == Line)
        return QLocale().toString(line);
    if (!row) {
        if (index.column() != Outcome)
            return {};
        QStringList reasons;
        for (const RowIssue &issue : row.error())
            reasons << tr("%1 : %2", "field: reason").arg(fieldText(issue), reasonText(issue));
        return tr("Refusée. %1").arg(reasons.join(u" ; "_s));
    }
    const Fact &fact = row->fact;
    switch (index.column()) {
    case Place:
        return placeText(fact.place);
    case When:
        return timeText(fact.when);
    case Category:
        return m_categories[fact.category].label;
    case Weight:
        return QLocale().toString(fact.weight);
    case Outcome:
        return tr("Importée");
    default:
        return {};
    }
}

QVariant FactPreviewTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return titleOf({ tr("Ligne"), tr("Latitude ; longitude"), tr("Date et heure (Paris)"), tr("Catégorie"), tr("Poids"),
                       tr("Résultat") },
        section, orientation, role);
}

// --- refused rows ----------------------------------------------------------------------------------------------------

void RowIssueTable::set(std::vector<RowIssue> issues)
{
    beginResetModel();
    m_issues = std::move(issues);
    endResetModel();
}

int RowIssueTable::rowCount(const QModelIndex &parent) const { return rowsOf(m_issues, parent); }

QVariant RowIssueTable::data(const QModelIndex &index, int role) const
{
    if (!isForReading(role))
        return {};
    const RowIssue &issue = m_issues[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Line:
        return QLocale().toString(issue.line);
    case Field:
        return fieldText(issue);
    case Reason:
        return reasonText(issue);
    case Value:
        return issue.value;
    default:
        return {};
    }
}

QVariant RowIssueTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return titleOf({ tr("Ligne"), tr("Champ"), tr("Raison"), tr("Valeur") }, section, orientation, role);
}

// --- categories ------------------------------------------------------------------------------------------------------

void FactCategoryTable::set(std::vector<FactCategory> categories)
{
    if (categories == m_categories)
        return;
    beginResetModel();
    m_categories = std::move(categories);
    endResetModel();
}

int FactCategoryTable::rowCount(const QModelIndex &parent) const { return rowsOf(m_categories, parent); }

QVariant FactCategoryTable::data(const QModelIndex &index, int role) const
{
    if (!isForReading(role) && role != Qt::EditRole)
        return {};
    const FactCategory &category = m_categories[static_cast<size_t>(index.row())];
    switch (index.column()) {
    case Code:
        return category.code;
    case Label:
        return category.label;
    case Weight:
        return QLocale().toString(category.weight);
    default:
        return {};
    }
}

bool FactCategoryTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole)
        return false;
    FactCategory &category = m_categories[static_cast<size_t>(index.row())];
    if (index.column() == Label) {
        category.label = value.toString().trimmed();
    } else {
        bool good = false;
        const float weight = QLocale().toFloat(value.toString().trimmed(), &good);
        if (!good || !(weight >= 0) || weight > limits::kFactWeight)
            return false;
        category.weight = weight;
    }
    Q_EMIT dataChanged(index, index);
    return true;
}

Qt::ItemFlags FactCategoryTable::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() != Code ? flags | Qt::ItemIsEditable : flags;
}

QVariant FactCategoryTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return titleOf({ tr("Code"), tr("Libellé"), tr("Poids") }, section, orientation, role);
}

} // namespace cortege::presentation
