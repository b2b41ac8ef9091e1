#include "console/factimportpages.h"
#include "console/tables.h"

#include <presentation/facttexts.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using presentation::FactImportController;

// --- preview ---------------------------------------------------------------------------------------------------------

FactImportPreviewPage::FactImportPreviewPage(FactImportController &controller)
    : FactImportPage(controller), m_tally(new QLabel(this)), m_span(new QLabel(this)), m_rows(new QTableView(this)),
      m_refusedTitle(new QLabel(this)), m_refused(new QTableView(this))
{
    m_tally->setObjectName(u"importTally"_s);
    m_span->setObjectName(u"importSpan"_s);
    m_rows->setObjectName(u"importRows"_s);
    m_rows->setAccessibleName(tr("Premières lignes, telles qu’elles seraient importées"));
    m_rows->setModel(&m_preview);
    makeReading(*m_rows, presentation::FactPreviewTable::Outcome);
    m_refused->setObjectName(u"importRefused"_s);
    m_refused->setAccessibleName(tr("Lignes refusées"));
    m_refused->setModel(&m_issues);
    makeReading(*m_refused, presentation::RowIssueTable::Reason);
    for (auto *label : { m_tally, m_span })
        label->setWordWrap(true);
    auto *first = new QLabel(tr("Premières &lignes"), this);
    first->setBuddy(m_rows);
    m_refusedTitle->setBuddy(m_refused);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_tally);
    layout->addWidget(m_span);
    layout->addWidget(first);
    layout->addWidget(m_rows, 3);
    layout->addWidget(m_refusedTitle);
    layout->addWidget(m_refused, 2);
    setFocusProxy(m_rows);
}

QString FactImportPreviewPage::title() const { return tr("Aperçu"); }

void FactImportPreviewPage::fill()
{
    const auto &reading = m_controller.reading();
    m_tally->setText(reading ? m_controller.tally() : tr("Lecture du fichier…"));
    m_preview.set(reading ? reading->preview.rows : std::vector<exchange::MappedFact>(), m_controller.recipe().source);
    m_issues.set(reading ? reading->import.issues : std::vector<exchange::RowIssue>());
    const auto refused = reading ? reading->import.counts.refused : 0;
    m_refusedTitle->setText(
        refused == 0 ? tr("Aucune ligne &refusée") : tr("Lignes &refusées : %1").arg(QLocale().toString(refused)));
    m_refused->setVisible(refused > 0);
    QStringList parts;
    if (reading && reading->preview.box) {
        parts << tr("Du sud-ouest (%1) au nord-est (%2)")
                     .arg(presentation::placeText(reading->preview.box->southWest),
                         presentation::placeText(reading->preview.box->northEast));
        parts << presentation::timeText(reading->preview.span);
        for (size_t i = 0; i < reading->preview.ofCategory.size(); ++i) {
            constexpr qsizetype kNamed = 8; // more would fill the page
            if (parts.size() == kNamed + 2) {
                parts << u"…"_s;
                break;
            }
            parts << tr("%1 : %2", "category: count")
                         .arg(m_controller.recipe().source.categories[i].label,
                             QLocale().toString(reading->preview.ofCategory[i]));
        }
    }
    m_span->setText(parts.join(tr(" · ", "between facts about the file")));
}

// --- sending ---------------------------------------------------------------------------------------------------------

FactImportSendPage::FactImportSendPage(FactImportController &controller)
    : FactImportPage(controller), m_tally(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_name(new QLineEdit(this)), m_save(new QPushButton(tr("Enre&gistrer la recette"), this)),
      m_saved(new QLabel(this)), m_report(new QPushButton(tr("Enregistrer le rapport des lignes refu&sées…"), this))
{
    m_tally->setObjectName(u"importSent"_s);
    m_progress->setObjectName(u"importProgress"_s);
    m_progress->setAccessibleName(tr("Faits envoyés"));
    m_name->setObjectName(u"importRecipeName"_s);
    m_save->setObjectName(u"importSaveRecipe"_s);
    m_saved->setObjectName(u"importRecipeSaved"_s);
    m_saved->hide();
    m_report->setObjectName(u"importReport"_s);
    for (auto *label : { m_tally, m_saved }) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (auto *button : { m_save, m_report })
        button->setAutoDefault(false);
    auto *recipe = new QHBoxLayout;
    recipe->addWidget(m_name, 1);
    recipe->addWidget(m_save);
    auto *fields = new QFormLayout;
    fields->addRow(tr("&Nom de la recette"), recipe);
    qobject_cast<QLabel *>(fields->labelForField(recipe))->setBuddy(m_name);
    m_name->setAccessibleName(tr("Nom de la recette"));
    auto *report = new QHBoxLayout;
    report->addWidget(m_report);
    report->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_progress);
    layout->addWidget(m_tally);
    layout->addLayout(report);
    layout->addSpacing(kMargin);
    layout->addLayout(fields);
    layout->addWidget(m_saved);
    layout->addStretch(1);
    setFocusProxy(m_name);
    connect(m_save, &QPushButton::clicked, this, &FactImportSendPage::saveRecipe);
    connect(m_report, &QPushButton::clicked, this, &FactImportSendPage::saveReport);
    connect(&m_controller, &FactImportController::advanced, m_progress, [this](qint64 done, qint64 total) {
        constexpr int kSteps = 1'000;
        m_progress->setRange(0, kSteps);
        m_progress->setValue(total > 0 ? static_cast<int>(kSteps * done / total) : kSteps);
    });
}

QString FactImportSendPage::title() const { return tr("Envoi à la plateforme"); }

void FactImportSendPage::fill()
{
    const auto &reading = m_controller.reading();
    m_tally->setText(m_controller.tally());
    m_report->setEnabled(reading && !reading->import.issues.empty());
    const bool sending = m_controller.activity() == FactImportController::Activity::Sending;
    if (sending) {
        m_progress->setRange(0, 1);
        m_progress->setValue(0);
        say({});
        m_name->setText(m_controller.recipe().source.id.toString());
    } else if (const auto &sent = m_controller.sent(); sent && sent->remaining == 0) {
        m_progress->setValue(m_progress->maximum());
    }
}

void FactImportSendPage::saveRecipe()
{
    const QString name = m_name->text().trimmed();
    const auto saved = m_controller.saveRecipe(name);
    say(saved ? tr("Recette enregistrée : %1").arg(QDir::toNativeSeparators(m_controller.recipePath(name)))
              : tr("La recette ne peut pas être enregistrée sous ce nom."));
}

/// Hidden while it says nothing: it would be a stop without a name for a screen reader.
void FactImportSendPage::say(const QString &text)
{
    m_saved->setText(text);
    m_saved->setVisible(!text.isEmpty());
}

void FactImportSendPage::saveReport()
{
    auto *dialog = new QFileDialog(this, tr("Rapport des lignes refusées"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setNameFilter(tr("Rapports (*.csv)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const bool saved = m_controller.saveReport(path).has_value();
        say((saved ? tr("Rapport enregistré : %1") : tr("Le rapport ne peut pas être écrit : %1"))
                .arg(QDir::toNativeSeparators(path)));
    });
    dialog->open();
}

} // namespace cortege::widgets
