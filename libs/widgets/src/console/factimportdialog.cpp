#include "console/factimportdialog.h"

#include "console/factimportpages.h"

#include <widgets/theme.h>

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using presentation::FactImportController;
using presentation::ImportStep;
using Activity = FactImportController::Activity;

FactImportDialog::FactImportDialog(client::Platform &platform, const QString &recipeFolder, QWidget *parent)
    : QDialog(parent), m_controller(platform, recipeFolder, this), m_title(new QLabel(this)),
      m_pages(new QStackedWidget(this)), m_message(new QLabel(this)), m_busy(new QProgressBar(this)),
      m_back(new QPushButton(tr("&Précédent"), this)), m_next(new QPushButton(this)), m_close(new QPushButton(this)),
      m_announcer(new presentation::Announcer(this))
{
    setObjectName(u"factImport"_s);
    setWindowTitle(tr("Importer des faits"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connectController();
    go(ImportStep::File);
    constexpr QSize kRoomy { 860, 660 }; // seven columns of a preview, on a screen of 1366 × 768
    resize(kRoomy);
}

/// A field that loses the focus tells its page, and that the controller: while all of them are there.
FactImportDialog::~FactImportDialog() { hide(); }

void FactImportDialog::build()
{
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_title->setObjectName(u"importStep"_s);
    // In the order of ImportStep.
    m_pages->addWidget(new FactImportFilePage(m_controller));
    m_pages->addWidget(new FactImportColumnsPage(m_controller));
    m_pages->addWidget(new FactImportSourcePage(m_controller));
    m_pages->addWidget(new FactImportPreviewPage(m_controller));
    m_pages->addWidget(new FactImportSendPage(m_controller));
    m_message->setObjectName(u"importMessage"_s);
    m_message->setWordWrap(true);
    m_busy->setObjectName(u"importBusy"_s);
    m_busy->setAccessibleName(tr("Lecture en cours"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_back->setObjectName(u"importBack"_s);
    m_next->setObjectName(u"importNext"_s);
    m_close->setObjectName(u"importClose"_s);
    for (auto *button : { m_back, m_close })
        button->setAutoDefault(false);
    m_next->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_busy);
    buttons->addStretch(1);
    for (auto *button : { m_back, m_next, m_close })
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_title);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this, &FactImportDialog::back);
    connect(m_next, &QPushButton::clicked, this, &FactImportDialog::forward);
    connect(m_close, &QPushButton::clicked, this, &FactImportDialog::reject);
}

void FactImportDialog::connectController()
{
    const auto showAnew = [this] {
        m_trouble.clear();
        page().refresh();
        follow();
    };
    connect(&m_controller, &FactImportController::looked, this, showAnew);
    connect(&m_controller, &FactImportController::read, this, showAnew);
    connect(&m_controller, &FactImportController::finished, this, [this, showAnew] {
        showAnew();
        m_announcer->tell(m_controller.tally());
        if (const QString &why = m_controller.sent()->trouble; !why.isEmpty())
            takeTrouble(why);
    });
    connect(&m_controller, &FactImportController::failed, this, [this](const QString &why) {
        page().refresh(); // what it showed of another file is gone
        takeTrouble(why);
    });
    connect(&m_controller, &FactImportController::activityChanged, this, &FactImportDialog::follow);
    connect(&m_controller, &FactImportController::recipeChanged, this, [this] {
        m_trouble.clear();
        follow();
    });
    const auto pages = m_pages->findChildren<FactImportPage *>(Qt::FindDirectChildrenOnly);
    for (auto *one : pages) {
        connect(one, &FactImportPage::troubled, this, &FactImportDialog::takeTrouble);
        connect(one, &FactImportPage::edited, this, &FactImportDialog::follow);
    }
}

void FactImportDialog::takeTrouble(const QString &why)
{
    m_trouble = why;
    follow();
    m_announcer->tell(why);
}

ImportStep FactImportDialog::step() const { return static_cast<ImportStep>(m_pages->currentIndex()); }

FactImportPage &FactImportDialog::page() const
{
    auto *current = qobject_cast<FactImportPage *>(m_pages->currentWidget());
    Q_ASSERT(current);
    return *current;
}

void FactImportDialog::go(ImportStep step)
{
    m_trouble.clear();
    m_pages->setCurrentIndex(static_cast<int>(step));
    if (step == ImportStep::Preview && !m_controller.reading())
        m_controller.readFile();
    if (step == ImportStep::Send)
        m_controller.send();
    page().refresh();
    m_title->setText(
        tr("Étape %1 sur %2 : %3").arg(m_pages->currentIndex() + 1).arg(m_pages->count()).arg(page().title()));
    follow();
    page().setFocus();
}

void FactImportDialog::forward()
{
    if (fault().isEmpty() && m_controller.activity() == Activity::None)
        go(step() == ImportStep::Send ? ImportStep::Send : static_cast<ImportStep>(m_pages->currentIndex() + 1));
}

void FactImportDialog::back() { go(static_cast<ImportStep>(m_pages->currentIndex() - 1)); }

void FactImportDialog::reject()
{
    if (m_controller.activity() == Activity::None)
        return QDialog::reject();
    m_controller.cancel();
    page().refresh();
}

QString FactImportDialog::fault() const
{
    const QString own = page().fault();
    return own.isEmpty() ? m_controller.fault(step()) : own;
}

/// Buttons and message as things stand.
void FactImportDialog::follow()
{
    const Activity activity = m_controller.activity();
    const bool isIdle = activity == Activity::None;
    const bool isReading = activity == Activity::Looking || activity == Activity::Reading;
    const auto &sent = m_controller.sent();
    const bool isOver = step() == ImportStep::Send && isIdle && sent && sent->remaining == 0;
    m_busy->setVisible(isReading);
    m_back->setEnabled(isIdle && step() != ImportStep::File);
    m_next->setText(step() == ImportStep::Send ? tr("Réessa&yer")
            : step() == ImportStep::Preview    ? tr("&Importer")
                                               : tr("Su&ivant"));
    m_next->setEnabled(isIdle && !isOver && fault().isEmpty());
    m_close->setText(isIdle ? tr("&Fermer") : tr("Arrê&ter"));
    m_message->setText(!m_trouble.isEmpty() ? m_trouble
            : isReading                     ? tr("Lecture du fichier…")
            : isOver                        ? tr("C’est fait.")
            : isIdle                        ? fault()
                                            : tr("Envoi en cours : ce qui est arrivé reste."));
    auto palette = this->palette();
    if (!m_trouble.isEmpty())
        palette.setColor(QPalette::WindowText, colourOf(Tone::Error, palette));
    m_message->setPalette(palette);
}

} // namespace cortege::widgets
