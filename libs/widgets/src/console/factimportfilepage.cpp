#include "console/factimportpages.h"
#include "console/tables.h"

#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using exchange::FactRecipe;
using presentation::FactImportController;

FactImportFilePage::FactImportFilePage(FactImportController &controller)
    : FactImportPage(controller), m_path(new QLineEdit(this)), m_recipes(new QComboBox(this)),
      m_delimiter(new QComboBox(this)), m_encoding(new QComboBox(this)), m_layer(new QComboBox(this)),
      m_table(new QTableView(this)), m_guard(new QLabel(this))
{
    build();
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::editingFinished, this, &FactImportFilePage::openTyped);
    connect(m_recipes, &QComboBox::activated, this, [this](int row) {
        if (row > 0)
            openRecipe(m_controller.recipePath(m_recipes->itemText(row)));
        else
            m_controller.dropRecipe();
    });
    for (auto *box : { m_delimiter, m_encoding, m_layer })
        connect(box, &QComboBox::activated, this, &FactImportFilePage::readAnew);
}

QString FactImportFilePage::title() const { return tr("Fichier et recette"); }

void FactImportFilePage::build()
{
    m_path->setObjectName(u"importPath"_s);
    m_path->setMinimumWidth(320);
    m_path->setPlaceholderText(tr("CSV, GeoJSON, GeoPackage, Shapefile, KML ou GPX"));
    m_recipes->setObjectName(u"importRecipes"_s);
    m_delimiter->setObjectName(u"importDelimiter"_s);
    m_delimiter->addItem(tr("Virgule"), u","_s);
    m_delimiter->addItem(tr("Point-virgule"), u";"_s);
    m_delimiter->addItem(tr("Tabulation"), u"\t"_s);
    m_delimiter->addItem(tr("Barre verticale"), u"|"_s);
    m_encoding->setObjectName(u"importEncoding"_s);
    m_encoding->addItems({ u"UTF-8"_s, u"windows-1252"_s, u"ISO-8859-1"_s, u"ISO-8859-15"_s, u"UTF-16"_s });
    m_layer->setObjectName(u"importLayer"_s);
    m_table->setObjectName(u"importColumns"_s);
    m_table->setAccessibleName(tr("Colonnes du fichier"));
    m_table->setModel(&m_columns);
    makeReading(*m_table, presentation::FileColumnTable::Examples);
    m_guard->setObjectName(u"importGuard"_s);
    m_guard->setWordWrap(true);

    auto *search = new QPushButton(tr("Par&courir…"), this);
    auto *open = new QPushButton(tr("&Ouvrir…"), this);
    open->setObjectName(u"importOpenRecipe"_s);
    for (auto *button : { search, open })
        button->setAutoDefault(false);
    connect(search, &QPushButton::clicked, this, &FactImportFilePage::browse);
    connect(open, &QPushButton::clicked, this, &FactImportFilePage::browseRecipes);
    auto *file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(search);
    auto *recipe = new QHBoxLayout;
    recipe->addWidget(m_recipes, 1);
    recipe->addWidget(open);
    auto *fields = new QFormLayout;
    const auto addRow = [fields](const QString &text, QLayout *row, QWidget *buddy, const QString &name) {
        fields->addRow(text, row);
        qobject_cast<QLabel *>(fields->labelForField(row))->setBuddy(buddy);
        buddy->setAccessibleName(name);
    };
    addRow(tr("Fichi&er"), file, m_path, tr("Fichier"));
    addRow(tr("&Recette"), recipe, m_recipes, tr("Recette"));
    fields->addRow(tr("Sép&arateur"), m_delimiter);
    fields->addRow(tr("E&ncodage"), m_encoding);
    fields->addRow(tr("Couc&he"), m_layer);
    auto *columns = new QLabel(tr("Co&lonnes du fichier : seules celles que vous choisissez sont lues"), this);
    columns->setBuddy(m_table);
    setTabOrder({ m_path, search, m_recipes, open, m_delimiter, m_encoding, m_layer, m_table });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addLayout(fields);
    layout->addWidget(columns);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_guard);
}

void FactImportFilePage::fill()
{
    m_path->setText(QDir::toNativeSeparators(m_controller.path()));
    const QString kept = m_recipes->currentText();
    m_recipes->clear();
    m_recipes->addItem(tr("Nouvelle"));
    m_recipes->addItems(m_controller.recipeNames());
    m_recipes->setCurrentIndex(std::max(0, m_recipes->findText(kept)));
    const auto &look = m_controller.look();
    const FactRecipe::File &file = look ? look->file : m_controller.recipe().file;
    // Also of a file that did not read: that is when they are needed.
    const bool isTable = file.form == FactRecipe::Form::Table && !m_controller.path().isEmpty();
    m_delimiter->setEnabled(isTable);
    m_delimiter->setCurrentIndex(m_delimiter->findData(QString(QLatin1Char(file.delimiter))));
    m_encoding->setEnabled(isTable);
    if (m_encoding->findText(file.encoding) < 0)
        m_encoding->addItem(file.encoding);
    m_encoding->setCurrentText(file.encoding);
    m_layer->clear();
    if (look)
        m_layer->addItems(look->layers);
    m_layer->setCurrentText(file.layer);
    m_layer->setEnabled(m_layer->count() > 1);
    m_columns.set(look.value_or(exchange::FileLook {}), m_controller.recipe());
    const QStringList notes = m_controller.guardNotes();
    m_guard->setText(notes.join(u'\n'));
    m_guard->setVisible(!notes.isEmpty());
}

void FactImportFilePage::openTyped()
{
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    const bool isOpen = path == m_controller.path() && m_controller.look();
    if (!path.isEmpty() && !isOpen && m_controller.activity() == FactImportController::Activity::None)
        m_controller.openFile(path);
}

void FactImportFilePage::readAnew()
{
    FactRecipe::File file = m_controller.recipe().file;
    file.delimiter = m_delimiter->currentData().toString().front().toLatin1();
    file.encoding = m_encoding->currentText();
    file.layer = m_layer->currentText();
    m_controller.readAs(file);
}

void FactImportFilePage::browse()
{
    auto *dialog = new QFileDialog(this, tr("Fichier de faits"), QFileInfo(m_controller.path()).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Fichiers de faits (*.csv *.tsv *.txt *.gz *.geojson *.json *.gpkg *.shp *.zip *.kml "
                                "*.gpx)"),
        tr("Tous les fichiers (*)") });
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &FactImportController::openFile);
    dialog->open();
}

void FactImportFilePage::browseRecipes()
{
    auto *dialog = new QFileDialog(this, tr("Ouvrir une recette"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Recettes (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, &FactImportFilePage::openRecipe);
    dialog->open();
}

void FactImportFilePage::openRecipe(const QString &path)
{
    if (!m_controller.openRecipe(path))
        Q_EMIT troubled(tr("« %1 » n’est pas une recette que ce programme sait lire.").arg(QFileInfo(path).fileName()));
}

} // namespace cortege::widgets
