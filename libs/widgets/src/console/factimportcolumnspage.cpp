#include "console/factimportpages.h"

#include <presentation/consolecontroller.h>
#include <widgets/theme.h>

#include <QtCore/QRegularExpression>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using exchange::CellText;
using exchange::FactRecipe;
using presentation::FactImportController;
namespace
{

/// Narrow enough for two groups side by side, whatever a file calls its columns.
QComboBox *columnBox(const QString &name, QWidget *parent)
{
    constexpr int kShortest = 16; // characters
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(kShortest);
    return box;
}

QComboBox *typedBox(const QString &name, const QStringList &proposals, QWidget *parent)
{
    auto *box = columnBox(name, parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr); // a format is no beginning of another
    box->addItems(proposals);
    return box;
}

/// What `EPSG:2154` in a text of a person's says; nothing: the file's own.
std::optional<int> epsgOf(const QString &text)
{
    static const QRegularExpression kNumber(u"(\\d{4,6})\\)?\\s*$"_s);
    const auto match = kNumber.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

} // namespace

FactImportColumnsPage::FactImportColumnsPage(FactImportController &controller)
    : FactImportPage(controller), m_longitude(columnBox(u"importLongitude"_s, this)),
      m_latitude(columnBox(u"importLatitude"_s, this)), m_comma(new QCheckBox(tr("&Virgule décimale"), this)),
      m_system(typedBox(u"importSystem"_s, {}, this)),
      m_centroid(new QCheckBox(tr("Milieu des lig&nes, surfaces"), this)),
      m_inside(new QCheckBox(tr("Refuser &hors du territoire"), this)),
      m_timed(new QGroupBox(tr("Les faits ont une &date"), this)), m_begin(typedBox(u"importBegin"_s, {}, this)),
      m_end(typedBox(u"importEnd"_s, {}, this)),
      m_format(typedBox(u"importFormat"_s,
          { u"iso"_s, u"dd/MM/yyyy"_s, u"dd/MM/yyyy HH:mm"_s, u"dd/MM/yyyy HH:mm:ss"_s, u"yyyy-MM-dd HH:mm"_s,
              u"yyyyMMdd"_s, u"yyyy"_s },
          this)),
      m_zone(typedBox(u"importZone"_s, { u"Europe/Paris"_s, u"UTC"_s, u"Europe/London"_s }, this)),
      m_lasts(columnBox(u"importLasts"_s, this)), m_mayMiss(new QCheckBox(tr("Sans date : fait p&ermanent"), this)),
      m_key(new QListWidget(this))
{
    auto *sides = new QHBoxLayout;
    sides->addWidget(buildPlace(), 1);
    sides->addWidget(buildTime(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addLayout(sides);
    layout->addWidget(buildKey(), 1);
    setFocusProxy(m_longitude);
    for (auto *box : { m_longitude, m_latitude })
        connect(box, &QComboBox::currentIndexChanged, this, &FactImportColumnsPage::takePlace);
    connect(m_system, &QComboBox::editTextChanged, this, &FactImportColumnsPage::takePlace);
    for (auto *box : { m_comma, m_centroid, m_inside })
        connect(box, &QCheckBox::toggled, this, &FactImportColumnsPage::takePlace);
    for (auto *box : { m_begin, m_end, m_format, m_zone })
        connect(box, &QComboBox::editTextChanged, this, &FactImportColumnsPage::takeTime);
    connect(m_lasts, &QComboBox::currentIndexChanged, this, &FactImportColumnsPage::takeTime);
    connect(m_mayMiss, &QCheckBox::toggled, this, &FactImportColumnsPage::takeTime);
    connect(m_timed, &QGroupBox::toggled, this, &FactImportColumnsPage::takeTime);
    connect(m_key, &QListWidget::itemChanged, this, &FactImportColumnsPage::takeKey);
}

QString FactImportColumnsPage::title() const { return tr("Lieu, date et clé"); }

QString FactImportColumnsPage::fault() const
{
    const QString system = m_system->currentText().trimmed();
    if (!system.isEmpty() && system != m_system->itemText(0) && !epsgOf(system))
        return tr("Système de coordonnées : choisissez-en un, ou écrivez son numéro, par exemple EPSG:2154.");
    if (m_timed->isChecked() && !CellText::parse(m_end->currentText()))
        return tr("Fin : écrivez les colonnes entre accolades, par exemple {date} {heure}, ou rien si elle n’est pas "
                  "connue.");
    return {};
}

QGroupBox *FactImportColumnsPage::buildPlace()
{
    m_comma->setObjectName(u"importComma"_s);
    m_centroid->setObjectName(u"importCentroid"_s);
    m_inside->setObjectName(u"importInside"_s);
    m_system->addItems({ tr("Celui du fichier, ou WGS 84"), tr("WGS 84 (EPSG:4326)"), tr("Lambert-93 (EPSG:2154)"),
        tr("CC44 (EPSG:3944)"), tr("Web Mercator (EPSG:3857)"), tr("UTM 31 nord (EPSG:32631)") });
    auto *group = new QGroupBox(tr("Lieu"), this);
    auto *fields = new QFormLayout(group);
    fields->addRow(tr("L&ongitude, ou X"), m_longitude);
    fields->addRow(tr("L&atitude, ou Y"), m_latitude);
    fields->addRow(m_comma);
    fields->addRow(tr("Système de &coordonnées"), m_system);
    fields->addRow(m_centroid);
    fields->addRow(m_inside);
    fields->setRowWrapPolicy(QFormLayout::WrapAllRows);
    return group;
}

QGroupBox *FactImportColumnsPage::buildTime()
{
    m_timed->setObjectName(u"importTimed"_s);
    m_timed->setCheckable(true);
    m_mayMiss->setObjectName(u"importMayMiss"_s);
    m_lasts->addItems({ tr("un instant"), tr("une heure"), tr("un jour"), tr("un mois"), tr("un an") });
    auto *fields = new QFormLayout(m_timed);
    fields->addRow(tr("Dé&but : colonnes entre accolades"), m_begin);
    fields->addRow(tr("Fin, &si elle est connue"), m_end);
    fields->addRow(tr("For&mat"), m_format);
    fields->addRow(tr("F&useau horaire"), m_zone);
    fields->addRow(tr("Sans fin, un fait du&re"), m_lasts);
    fields->addRow(m_mayMiss);
    fields->setRowWrapPolicy(QFormLayout::WrapAllRows);
    return m_timed;
}

QGroupBox *FactImportColumnsPage::buildKey()
{
    m_key->setObjectName(u"importKey"_s);
    m_key->setAccessibleName(tr("Colonnes de la clé"));
    auto *group = new QGroupBox(tr("Clé : ce qui identifie une ligne chez la source"), this);
    auto *hint = new QLabel(
        tr("Une clé déjà connue de la plateforme n’est pas importée deux fois. Sans clé, la ligne en tient "
           "lieu."),
        group);
    hint->setWordWrap(true);
    auto *column = new QVBoxLayout(group);
    column->addWidget(hint);
    column->addWidget(m_key, 1);
    return group;
}

void FactImportColumnsPage::fill()
{
    const FactRecipe &recipe = m_controller.recipe();
    const bool isTable = recipe.file.form == FactRecipe::Form::Table;
    const QString none = isTable ? tr("à choisir") : tr("géométrie du fichier");
    fillColumns(*m_longitude, recipe.place.longitude, none);
    fillColumns(*m_latitude, recipe.place.latitude, none);
    m_comma->setChecked(recipe.place.decimalComma);
    m_centroid->setChecked(recipe.place.centroid);
    m_centroid->setEnabled(!isTable);
    m_inside->setChecked(recipe.place.area.has_value());
    const QString code = recipe.place.epsg ? u"EPSG:%1"_s.arg(*recipe.place.epsg) : QString();
    const int known = code.isEmpty() ? 0 : m_system->findText(code + u')', Qt::MatchEndsWith);
    if (known >= 0)
        m_system->setCurrentIndex(known);
    m_system->setEditText(known >= 0 ? m_system->itemText(known) : code);
    const FactRecipe::When when = recipe.when.value_or(FactRecipe::When {});
    m_timed->setChecked(recipe.when.has_value());
    for (auto *box : { m_begin, m_end }) {
        box->clear();
        box->addItem(QString());
        if (const auto &look = m_controller.look()) {
            for (const exchange::FileColumn &column : look->columns)
                box->addItem(u"{%1}"_s.arg(column.name));
        }
        box->setEditText((box == m_begin ? when.begin : when.end).toString());
    }
    m_format->setEditText(when.format);
    m_zone->setEditText(when.zone);
    m_lasts->setCurrentIndex(static_cast<int>(when.lasts));
    m_mayMiss->setChecked(when.mayMiss);
    fillKey();
}

void FactImportColumnsPage::fillKey()
{
    m_key->clear();
    const auto &look = m_controller.look();
    if (!look)
        return;
    for (const exchange::FileColumn &column : look->columns) {
        auto *item = new QListWidgetItem(column.name, m_key);
        const bool refused = column.personal && column.personal->certainty == Certainty::Certain;
        item->setFlags(refused ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_controller.recipe().key.contains(column.name) ? Qt::Checked : Qt::Unchecked);
    }
    m_key->setCurrentRow(0);
}

void FactImportColumnsPage::takePlace()
{
    change([this](FactRecipe &recipe) {
        FactRecipe::Place &place = recipe.place;
        place.longitude = m_longitude->currentData().toString();
        place.latitude = m_latitude->currentData().toString();
        place.decimalComma = m_comma->isChecked();
        place.centroid = m_centroid->isChecked();
        place.epsg = epsgOf(m_system->currentText());
        if (!m_inside->isChecked())
            place.area.reset();
        else if (!place.area) // a recipe's own stays
            place.area = presentation::kTerritory;
    });
    if (!isFilling())
        Q_EMIT edited(); // a system without a number changes no recipe
}

void FactImportColumnsPage::takeTime()
{
    change([this](FactRecipe &recipe) {
        if (!m_timed->isChecked())
            return recipe.when.reset();
        FactRecipe::When when;
        when.begin = CellText::parse(m_begin->currentText()).value_or(CellText {});
        when.end = CellText::parse(m_end->currentText()).value_or(CellText {});
        when.format = m_format->currentText().trimmed();
        when.zone = m_zone->currentText().trimmed();
        when.lasts = static_cast<FactRecipe::Lasts>(m_lasts->currentIndex());
        when.mayMiss = m_mayMiss->isChecked();
        recipe.when = when;
    });
    if (!isFilling())
        Q_EMIT edited(); // an end that cannot be read changes no recipe
}

void FactImportColumnsPage::takeKey()
{
    change([this](FactRecipe &recipe) {
        recipe.key.clear();
        for (int row = 0; row < m_key->count(); ++row) {
            if (m_key->item(row)->checkState() == Qt::Checked)
                recipe.key << m_key->item(row)->text();
        }
    });
}

} // namespace cortege::widgets
