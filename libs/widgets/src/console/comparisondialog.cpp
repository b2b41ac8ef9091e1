#include "console/comparisondialog.h"

#include "console/densityscale.h"
#include "console/tables.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::ComparisonTable;

/// 0: the period that ends where this one begins. Whole weeks, so that a Saturday is compared with a Saturday.
constexpr std::array kDaysBefore { 0, 1, 7, 14, 28, 52 * 7 };

QString beforeText(int days)
{
    switch (days) {
    case 0:
        return ComparisonDialog::tr("La période juste avant");
    case 1:
        return ComparisonDialog::tr("La veille, aux mêmes heures");
    case 7:
        return ComparisonDialog::tr("La semaine précédente");
    case 52 * 7:
        return ComparisonDialog::tr("L’année précédente (52 semaines)");
    default:
        return ComparisonDialog::tr("%1 semaines plus tôt").arg(days / 7);
    }
}

} // namespace

ComparisonDialog::ComparisonDialog(presentation::ConsoleController &controller, QWidget *parent)
    : QDialog(parent), m_controller(controller), m_with(new QComboBox(this)), m_periods(new QLabel(this)),
      m_scale(new DensityScale(this)), m_table(new QTableView(this)), m_parameters(new QLabel(this))
{
    setObjectName(u"comparison"_s);
    setWindowTitle(tr("Comparer deux périodes"));
    m_with->setObjectName(u"comparisonWith"_s);
    for (const int days : kDaysBefore)
        m_with->addItem(beforeText(days), days);
    m_with->setCurrentIndex(m_with->findText(beforeText(7)));
    m_periods->setObjectName(u"comparisonPeriods"_s);
    m_periods->setWordWrap(true);
    m_parameters->setObjectName(u"comparisonParameters"_s);
    m_parameters->setWordWrap(true);
    m_table->setObjectName(u"comparisonTable"_s);
    m_table->setAccessibleName(tr("Les deux périodes, partie par partie"));
    m_table->setModel(&m_model);
    makeReading(*m_table, ComparisonTable::Part);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ComparisonTable::Change, Qt::DescendingOrder);

    auto *with = new QLabel(tr("Comparer la période &affichée avec"), this);
    with->setBuddy(m_with);
    auto *top = new QHBoxLayout;
    top->addWidget(with);
    top->addWidget(m_with, 1);
    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("&Fermer"), QDialogButtonBox::RejectRole);
    close->setObjectName(u"comparisonClose"_s);
    close->setAutoDefault(false); // Return in the table goes to the place and closes nothing
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    layout->addLayout(top);
    layout->addWidget(m_periods);
    layout->addWidget(m_scale);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_parameters);
    layout->addWidget(buttons);
    resize(620, 520);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_with, &QComboBox::activated, this, &ComparisonDialog::compare);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT placeWanted(m_model.rows()[static_cast<size_t>(index.row())].extent);
    });
    connect(
        &m_controller.tension(), &presentation::TensionOverlay::pictureChanged, this, &ComparisonDialog::showPicture);
    compare();
    showPicture();
}

ComparisonDialog::~ComparisonDialog() { m_controller.compareWith(std::nullopt); }

void ComparisonDialog::compare() { m_controller.compareWith(m_with->currentData().toInt()); }

void ComparisonDialog::showPicture()
{
    const auto &picture = m_controller.tension().picture();
    if (!picture || !picture->comparison)
        return;
    const auto &comparison = *picture->comparison;
    const auto &window = picture->parameters.window;
    m_periods->setText(tr("Maintenant : %1\nAvant : %2")
            .arg(presentation::interval(window.begin, window.end),
                presentation::interval(comparison.reference.begin, comparison.reference.end)));
    m_scale->setDifference(
        comparison.difference ? static_cast<double>(comparison.difference->maximum) : 0, picture->unit);
    m_model.set(comparison, picture->unit);
    m_parameters->setText(m_controller.analysis().parametersText());
}

} // namespace cortege::widgets
