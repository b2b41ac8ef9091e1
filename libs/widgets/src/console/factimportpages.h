#pragma once

#include <presentation/factimportcontroller.h>
#include <presentation/factimporttables.h>

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTableView;

namespace cortege::widgets
{

/// One step of the import of facts. What a person changes in it is in the controller at once.
class FactImportPage : public QWidget
{
    Q_OBJECT
public:
    explicit FactImportPage(presentation::FactImportController &controller) : m_controller(controller) { }
    virtual QString title() const = 0;
    /// What its fields say and no recipe can, as a sentence; empty while there is nothing.
    virtual QString fault() const { return {}; }
    /// Shows what the controller has; when the page comes to the front, and when a file was opened, or could not be.
    void refresh();

Q_SIGNALS:
    void troubled(const QString &why); ///< a sentence for the person
    void edited(); ///< `fault` may be another one, though the recipe is not

protected:
    virtual void fill() = 0;
    bool isFilling() const { return m_filling; }
    /// Takes what the fields say, unless it is the controller that speaks.
    template <class Change>
    void change(Change change)
    {
        if (m_filling)
            return;
        auto recipe = m_controller.recipe();
        change(recipe);
        m_controller.setRecipe(std::move(recipe));
    }
    /// The columns of the file that may be read, with `chosen` even where it is not there; `none`: what an empty
    /// choice means.
    void fillColumns(QComboBox &box, const QString &chosen, const QString &none) const;

    presentation::FactImportController &m_controller;

private:
    bool m_filling = false;
};

/// The file, the recipe, and how the file is to be read.
class FactImportFilePage final : public FactImportPage
{
    Q_OBJECT
public:
    explicit FactImportFilePage(presentation::FactImportController &controller);
    QString title() const override;

private:
    void fill() override;
    void build();
    void browse();
    void browseRecipes();
    void openRecipe(const QString &path);
    void openTyped();
    void readAnew();

    QLineEdit *m_path;
    QComboBox *m_recipes;
    QComboBox *m_delimiter;
    QComboBox *m_encoding;
    QComboBox *m_layer;
    QTableView *m_table;
    QLabel *m_guard;
    presentation::FileColumnTable m_columns;
};

/// Where and when: columns, coordinate system, format of times; and the source's own key.
class FactImportColumnsPage final : public FactImportPage
{
    Q_OBJECT
public:
    explicit FactImportColumnsPage(presentation::FactImportController &controller);
    QString title() const override;
    QString fault() const override;

private:
    void fill() override;
    void fillKey();
    QGroupBox *buildPlace();
    QGroupBox *buildTime();
    QGroupBox *buildKey();
    void takePlace();
    void takeTime();
    void takeKey();

    QComboBox *m_longitude;
    QComboBox *m_latitude;
    QCheckBox *m_comma;
    QComboBox *m_system;
    QCheckBox *m_centroid;
    QCheckBox *m_inside;
    QGroupBox *m_timed;
    QComboBox *m_begin;
    QComboBox *m_end;
    QComboBox *m_format;
    QComboBox *m_zone;
    QComboBox *m_lasts;
    QCheckBox *m_mayMiss;
    QListWidget *m_key;
};

/// The source with its provenance and licence, the categories and the weights.
class FactImportSourcePage final : public FactImportPage
{
    Q_OBJECT
public:
    explicit FactImportSourcePage(presentation::FactImportController &controller);
    QString title() const override;
    QString fault() const override;

private:
    void fill() override;
    void build();
    void takeTexts();
    void takeCategories();
    void removeCategory();

    QLineEdit *m_id;
    QLineEdit *m_name;
    QLineEdit *m_provenance;
    QComboBox *m_licence;
    QComboBox *m_column;
    QComboBox *m_weight;
    QCheckBox *m_comma;
    QTableView *m_table;
    QPushButton *m_remove;
    presentation::FactCategoryTable m_categories;
};

/// The first rows as they would be sent, and every row that would not.
class FactImportPreviewPage final : public FactImportPage
{
    Q_OBJECT
public:
    explicit FactImportPreviewPage(presentation::FactImportController &controller);
    QString title() const override;

private:
    void fill() override;

    QLabel *m_tally;
    QLabel *m_span;
    QTableView *m_rows;
    QLabel *m_refusedTitle;
    QTableView *m_refused;
    presentation::FactPreviewTable m_preview;
    presentation::RowIssueTable m_issues;
};

/// On its way, then what became of it: the count, the report, the recipe under a name.
class FactImportSendPage final : public FactImportPage
{
    Q_OBJECT
public:
    explicit FactImportSendPage(presentation::FactImportController &controller);
    QString title() const override;

private:
    void fill() override;
    void saveRecipe();
    void saveReport();
    void say(const QString &text);

    QLabel *m_tally;
    QProgressBar *m_progress;
    QLineEdit *m_name;
    QPushButton *m_save;
    QLabel *m_saved;
    QPushButton *m_report;
};

} // namespace cortege::widgets
