#include "console/factimportpages.h"
#include "console/tables.h"

#include <presentation/facttexts.h>
#include <widgets/theme.h>

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using exchange::FactRecipe;
using presentation::FactCategoryTable;
using presentation::FactImportController;

FactImportSourcePage::FactImportSourcePage(FactImportController &controller)
    : FactImportPage(controller), m_id(new QLineEdit(this)), m_name(new QLineEdit(this)),
      m_provenance(new QLineEdit(this)), m_licence(new QComboBox(this)), m_column(new QComboBox(this)),
      m_weight(new QComboBox(this)), m_comma(new QCheckBox(tr("&Virgule décimale"), this)),
      m_table(new QTableView(this)), m_remove(new QPushButton(tr("&Retirer la catégorie"), this))
{
    build();
    setFocusProxy(m_id);
    for (auto *edit : { m_id, m_name, m_provenance })
        connect(edit, &QLineEdit::textEdited, this, &FactImportSourcePage::takeTexts);
    connect(m_licence, &QComboBox::editTextChanged, this, &FactImportSourcePage::takeTexts);
    connect(m_weight, &QComboBox::currentIndexChanged, this, &FactImportSourcePage::takeTexts);
    connect(m_comma, &QCheckBox::toggled, this, &FactImportSourcePage::takeTexts);
    connect(m_column, &QComboBox::activated, this, [this] {
        m_controller.setCategoryColumn(m_column->currentData().toString());
        refresh();
    });
    connect(&m_categories, &QAbstractItemModel::dataChanged, this, &FactImportSourcePage::takeCategories);
    connect(m_remove, &QPushButton::clicked, this, &FactImportSourcePage::removeCategory);
}

QString FactImportSourcePage::title() const { return tr("Source, catégories et poids"); }

void FactImportSourcePage::build()
{
    m_id->setObjectName(u"importId"_s);
    m_name->setObjectName(u"importName"_s);
    m_provenance->setObjectName(u"importProvenance"_s);
    m_provenance->setPlaceholderText(tr("qui publie ces données, et où"));
    m_licence->setObjectName(u"importLicence"_s);
    m_licence->setEditable(true);
    m_licence->setInsertPolicy(QComboBox::NoInsert);
    m_licence->setCompleter(nullptr);
    m_licence->addItems({ tr("Licence Ouverte 2.0"), u"ODbL 1.0"_s, u"CC BY 4.0"_s, u"OGL 3.0"_s });
    m_column->setObjectName(u"importCategory"_s);
    m_weight->setObjectName(u"importWeight"_s);
    m_comma->setObjectName(u"importWeightComma"_s);
    for (auto *box : { m_column, m_weight }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
    }
    m_table->setObjectName(u"importCategories"_s);
    m_table->setAccessibleName(tr("Catégories : code, libellé et poids"));
    m_table->setModel(&m_categories);
    makeReading(*m_table, FactCategoryTable::Label);
    m_table->setEditTriggers(
        QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_remove->setObjectName(u"importRemoveCategory"_s);
    m_remove->setAutoDefault(false);

    auto *weight = new QHBoxLayout;
    weight->addWidget(m_weight, 1);
    weight->addWidget(m_comma);
    auto *fields = new QFormLayout;
    fields->addRow(tr("I&dentifiant"), m_id);
    fields->addRow(tr("&Nom"), m_name);
    fields->addRow(tr("Pr&ovenance"), m_provenance);
    fields->addRow(tr("&Licence"), m_licence);
    fields->addRow(tr("&Catégorie"), m_column);
    fields->addRow(tr("Poid&s"), weight);
    qobject_cast<QLabel *>(fields->labelForField(weight))->setBuddy(m_weight);
    m_weight->setAccessibleName(tr("Poids"));
    auto *title = new QLabel(tr("C&atégories de la source : libellés et poids se modifient"), this);
    title->setBuddy(m_table);
    auto *below = new QHBoxLayout;
    below->addWidget(m_remove);
    below->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addLayout(fields);
    layout->addWidget(title);
    layout->addWidget(m_table, 1);
    layout->addLayout(below);
}

QString FactImportSourcePage::fault() const
{
    return FactSourceId::parse(m_id->text().trimmed())
        ? QString()
        : tr("Un identifiant de source n’a que des minuscules sans accent, des chiffres et des tirets.");
}

void FactImportSourcePage::fill()
{
    const FactRecipe &recipe = m_controller.recipe();
    const FactSource &source = recipe.source;
    m_id->setText(source.id.toString());
    m_name->setText(source.name);
    m_provenance->setText(source.provenance);
    m_licence->setEditText(source.licence);
    fillColumns(*m_column, recipe.category.column, tr("une seule pour tous les faits"));
    fillColumns(*m_weight, recipe.weight.column, tr("celui de la catégorie"));
    m_comma->setChecked(recipe.weight.decimalComma);
    m_categories.set(source.categories);
    m_remove->setEnabled(source.categories.size() > 1);
}

void FactImportSourcePage::takeTexts()
{
    change([this](FactRecipe &recipe) {
        if (auto id = FactSourceId::parse(m_id->text().trimmed()))
            recipe.source.id = *id;
        recipe.source.name = m_name->text().trimmed();
        recipe.source.provenance = m_provenance->text().trimmed();
        recipe.source.licence = m_licence->currentText().trimmed();
        recipe.weight = { m_weight->currentData().toString(), m_comma->isChecked() };
    });
    if (!isFilling())
        Q_EMIT edited(); // an identifier that is none changes no recipe
}

void FactImportSourcePage::takeCategories()
{
    change([this](FactRecipe &recipe) { recipe.source.categories = m_categories.categories(); });
}

/// Its rows are refused from then on, or go where the recipe puts what it does not know.
void FactImportSourcePage::removeCategory()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || m_categories.rowCount() < 2)
        return;
    change([row](FactRecipe &recipe) {
        auto &categories = recipe.source.categories;
        const QString code = categories[static_cast<size_t>(row)].code;
        categories.erase(categories.begin() + row);
        if (recipe.category.otherwise == code)
            recipe.category.otherwise.clear();
        recipe.category.table.removeIf([&code](const auto &entry) { return entry.value() == code; });
    });
    refresh();
}

} // namespace cortege::widgets
