#pragma once

#include <exchange/factfile.h>
#include <exchange/factguess.h>

#include <QtCore/QAbstractTableModel>

/// What the import of facts shows row by row.
namespace cortege::presentation
{

/// The columns of a file: what stands in them, and which are imported.
class FileColumnTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Examples, Content, Use, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void set(const exchange::FileLook &look, const exchange::FactRecipe &recipe);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString use(const QString &column) const;

    std::vector<exchange::FileColumn> m_columns;
    exchange::FactRecipe m_recipe { .source = { *FactSourceId::parse(u"source"), {}, {}, {}, {} } };
};

/// The first rows as they would be imported, or why they are not.
class FactPreviewTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Line, Place, When, Category, Weight, Outcome, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void set(std::vector<exchange::MappedFact> rows, const FactSource &source);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<exchange::MappedFact> m_rows;
    std::vector<FactCategory> m_categories;
};

/// The refused rows of the whole file, by line.
class RowIssueTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Line, Field, Reason, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void set(std::vector<exchange::RowIssue> issues);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<exchange::RowIssue> m_issues;
};

/// The categories of a source: labels and weights are a person's to write, codes are the file's.
class FactCategoryTable final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Code, Label, Weight, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void set(std::vector<FactCategory> categories);
    const std::vector<FactCategory> &categories() const { return m_categories; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override; ///< in French numbers
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<FactCategory> m_categories;
};

} // namespace cortege::presentation
