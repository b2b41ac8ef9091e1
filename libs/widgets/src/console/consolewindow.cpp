#include <widgets/consolewindow.h>

#include "common/certificatebanner.h"
#include "common/conventionbanner.h"
#include "common/copydialog.h"
#include "common/historyview.h"
#include "common/tour.h"
#include "console/chartsdialog.h"
#include "console/comparisondialog.h"
#include "console/densitylegend.h"
#include "console/eventdetail.h"
#include "console/eventspanel.h"
#include "console/factimportdialog.h"
#include "console/factprogress.h"
#include "console/factspanel.h"
#include "console/layerpanel.h"
#include "console/mapstage.h"
#include "console/marchquestion.h"
#include "console/meetingspanel.h"
#include "console/noticebar.h"
#include "console/snapshotdialog.h"
#include "console/timebar.h"
#include "console/timepanel.h"
#include "console/zonespanel.h"

#include <pki/signing.h>
#include <presentation/texts.h>
#include <widgets/application.h>
#include <widgets/connectionindicator.h>
#include <widgets/help.h>
#include <widgets/settingsdialog.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::ConsoleController;
using presentation::MapLayer;

constexpr std::chrono::seconds kNoticeShownFor { 10 };
constexpr int kFewestLayerRows = 44; ///< pixels
constexpr int kMessageShownFor = 15'000; ///< ms

QDockWidget *dock(const QString &name, const QString &title, QWidget *content, QMainWindow *window)
{
    auto *made = new QDockWidget(title, window);
    made->setObjectName(name);
    made->setWidget(content);
    made->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    return made;
}

QWidget *heading(const QString &text, QWidget *content)
{
    auto *box = new QWidget;
    auto *title = new QLabel(text, box);
    auto font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, kSpacing);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(content);
    return box;
}

} // namespace

ConsoleWindow::ConsoleWindow(ConsoleController &controller, QWidget *map, QWidget *parent)
    : QMainWindow(parent), m_controller(controller), m_convention(new ConventionBanner(this)),
      m_certificate(new CertificateBanner(this)), m_pages(new QStackedWidget(this)), m_statement(new QLabel(this)),
      m_stage(new MapStage(map, this)), m_legend(new DensityLegend(m_stage)),
      m_notices(new NoticeBar(kNoticeShownFor, m_stage)), m_events(new EventsPanel(controller, this)),
      m_zones(new ZonesPanel(controller, this)), m_meetings(new MeetingsPanel(controller, this)),
      m_facts(new FactsPanel(controller, this)), m_layers(new LayerPanel(this)), m_detail(new EventDetail(this)),
      m_march(new MarchQuestion(controller, this)), m_left(new QTabWidget(this)), m_right(new QTabWidget(this)),
      m_time(new TimePanel(controller.timeWindow(), this)), m_counts(new QLabel(this)),
      m_factProgress(new FactProgress(controller.facts(), this)), m_person(new QLabel(this)), m_clock(new QLabel(this)),
      m_connection(new ConnectionIndicator(this))
{
    setObjectName(u"consoleWindow"_s);
    setWindowTitle(tr("Cortège – Console"));
    m_stage->setObjectName(u"mapStage"_s);
    m_stage->setTopCard(m_notices);
    m_stage->setCornerCard(m_legend);
    m_statement->setObjectName(u"accessStatement"_s);
    m_statement->setAlignment(Qt::AlignCenter);
    m_statement->setWordWrap(true);
    m_statement->setMargin(48);
    m_pages->addWidget(m_stage);
    m_pages->addWidget(m_statement);
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_convention);
    column->addWidget(m_certificate);
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);
    buildDocks();
    buildMenus();
    buildStatusBar();
    connectEvents();
    connectAnalysis();
    resize(1600, 1000);
    restoreGeometryOf(*this);
    showSelected();
    showAccess();
    showLink();
    showCounts();
    showClock();
}

void ConsoleWindow::showCertificate(presentation::CertificateNotice &notice) { m_certificate->setNotice(notice); }

void ConsoleWindow::showHelp(Help &help)
{
    const std::vector<Tour::Stop> stops {
        { m_left, tr("Ce qui est prévu"),
            tr("Les événements de la période, les zones de tension, les croisements et les faits, en quatre listes. "
               "Choisissez une ligne : la carte y va.") },
        { m_stage, tr("La carte"),
            tr("Événements, faits et densité. La légende donne l’unité et les paramètres de ce que vous voyez.") },
        { m_time, tr("La période"),
            tr("Tirez la fenêtre de temps ou laissez-la suivre l’heure : listes, carte et zones suivent.") },
        { m_right, tr("Le détail et le journal"),
            tr("L’événement choisi, avec qui l’a saisi et quand ; et ce qui vient d’arriver, dans l’ordre.") },
        { m_connection, tr("La connexion"),
            tr("Chaque changement arrive dès qu’il est enregistré. F1 ouvre l’aide à la bonne page.") },
    };
    help.fill(*m_help, *this, [this, stops] { Tour::start(*this, stops); });
    Tour::offer(*this, stops);
}

void ConsoleWindow::showSettings(const cli::Configuration &configuration)
{
    m_help->addAction(tr("&Réglages de ce poste…"), this, [this, configuration] {
        auto *dialog = new SettingsDialog(configuration, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    rememberGeometryOf(*this);
    QMainWindow::closeEvent(event);
}

QWidget *ConsoleWindow::buildLeft()
{
    m_left->setObjectName(u"leftTabs"_s);
    m_left->setDocumentMode(true);
    m_left->addTab(m_events, tr("Événements"));
    m_left->addTab(m_zones, tr("Zones"));
    m_left->addTab(m_meetings, tr("Croisements"));
    m_left->addTab(m_facts, tr("Faits"));
    m_left->tabBar()->setAccessibleName(tr("Événements, zones, croisements ou faits"));
    m_left->tabBar()->setElideMode(Qt::ElideNone);
    m_left->setUsesScrollButtons(false); // nothing is cut: the panel is as wide as its names
    auto *left = new QWidget(this);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_left, 1);
    auto *layers = new QScrollArea(this); // on a low screen the lists need the room
    layers->setFrameShape(QFrame::NoFrame);
    layers->setWidgetResizable(true);
    layers->setFocusPolicy(Qt::NoFocus);
    layers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layers->setMinimumSize(
        m_layers->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent), kFewestLayerRows);
    layers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    layers->setWidget(m_layers);
    layout->addWidget(heading(tr("Sur la carte"), layers));
    left->setMinimumWidth(270);
    return left;
}

QWidget *ConsoleWindow::buildRight()
{
    auto *journal = new QListView(this);
    journal->setObjectName(u"journal"_s);
    journal->setAccessibleName(tr("Journal des événements reçus et modifiés"));
    journal->setModel(&m_controller.notices());
    journal->setEditTriggers(QAbstractItemView::NoEditTriggers);
    journal->setUniformItemSizes(true);
    journal->setTextElideMode(Qt::ElideRight);
    journal->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(journal, &QListView::activated, this,
        [this](const QModelIndex &index) { m_controller.reveal(m_controller.notices().notice(index.row()).event); });
    auto *detail = new QWidget(this);
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_detail, 1);
    column->addWidget(m_march);
    m_right->setObjectName(u"rightTabs"_s);
    m_right->setDocumentMode(true);
    m_right->addTab(detail, icon(u"info"_s), tr("Détail"));
    m_right->addTab(journal, icon(u"journal"_s), tr("Journal"));
    m_right->tabBar()->setAccessibleName(tr("Détail ou journal"));
    m_right->setMinimumWidth(290);
    connect(m_notices, &NoticeBar::journalWanted, m_right, [this, journal] { m_right->setCurrentWidget(journal); });
    connect(&m_controller, &ConsoleController::selectionChanged, m_right, [this, detail] {
        if (m_controller.selected())
            m_right->setCurrentWidget(detail);
    });
    return m_right;
}

void ConsoleWindow::buildDocks()
{
    auto *bottom = dock(u"timeDock"_s, tr("Période"), m_time, this);
    bottom->setTitleBarWidget(new QWidget(bottom)); // no bar: it is always there
    bottom->setFeatures(QDockWidget::NoDockWidgetFeatures);
    auto *events = dock(u"eventsDock"_s, tr("Événements"), buildLeft(), this);
    auto *detail = dock(u"detailDock"_s, tr("Événement choisi"), buildRight(), this);
    addDockWidget(Qt::LeftDockWidgetArea, events);
    addDockWidget(Qt::RightDockWidgetArea, detail);
    addDockWidget(Qt::BottomDockWidgetArea, bottom);
    resizeDocks({ events, detail }, { 350, 340 }, Qt::Horizontal);
}

void ConsoleWindow::buildMenus()
{
    auto &time = m_controller.timeWindow();
    auto *file = menuBar()->addMenu(tr("&Fichier"));
    file->addAction(icon(u"export"_s), tr("&Exporter l’analyse…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
        &ConsoleWindow::askCopy);
    file->addAction(
        icon(u"snapshot"_s), tr("&Rouvrir un instantané…"), QKeySequence::Open, this, &ConsoleWindow::askSnapshot);
    m_import = file->addAction(
        icon(u"received"_s), QString(), QKeySequence(Qt::CTRL | Qt::Key_I), this, &ConsoleWindow::importFacts);
    m_import->setObjectName(u"importFacts"_s);
    file->setToolTipsVisible(true); // why it cannot be chosen
    file->addSeparator();
    file->addAction(tr("&Quitter"), QKeySequence::Quit, this, &QWidget::close);

    auto *events = menuBar()->addMenu(tr("É&vénements"));
    events->addAction(icon(u"search"_s), tr("&Rechercher"), QKeySequence::Find, this, [this] {
        m_left->setCurrentWidget(m_events);
        m_events->focusSearch();
    });
    events->addAction(icon(u"centre"_s), tr("&Centrer la carte sur l’événement choisi"),
        QKeySequence(Qt::CTRL | Qt::Key_E), m_detail, &EventDetail::centreWanted);
    events->addAction(icon(u"history"_s), tr("&Historique de l’événement choisi…"), QKeySequence(Qt::CTRL | Qt::Key_H),
        this, &ConsoleWindow::showHistory);

    auto *period = menuBar()->addMenu(tr("&Période"));
    period->addAction(icon(u"now"_s), tr("&Maintenant"), QKeySequence(Qt::CTRL | Qt::Key_M), &time,
        &presentation::TimeWindow::followNow);
    period->addAction(icon(u"play"_s), tr("&Lecture ou pause"), QKeySequence(Qt::CTRL | Qt::Key_P), this,
        [&time] { time.setPlaying(!time.isPlaying()); });
    period->addAction(icon(u"previous"_s), tr("P&récédente"), QKeySequence(Qt::ALT | Qt::Key_Left), this,
        [&time] { time.moveBy(time.window().begin - time.window().end); });
    period->addAction(icon(u"next"_s), tr("&Suivante"), QKeySequence(Qt::ALT | Qt::Key_Right), this,
        [&time] { time.moveBy(time.window().end - time.window().begin); });
    period->addSeparator();
    period->addAction(tr("Aller à la &barre de temps"), QKeySequence(Qt::CTRL | Qt::Key_T), this,
        [this] { m_time->bar().setFocus(Qt::ShortcutFocusReason); });

    period->addAction(icon(u"filter"_s), tr("&Heures et jours…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H),
        m_time, &TimePanel::openClockFilter);
    buildAnalysisMenu();

    auto *view = menuBar()->addMenu(tr("&Affichage"));
    const auto panels = findChildren<QDockWidget *>();
    for (auto *panel : panels) {
        if (panel->features() != QDockWidget::NoDockWidgetFeatures)
            view->addAction(panel->toggleViewAction());
    }
    view->addSeparator();
    auto *full = view->addAction(tr("&Plein écran"));
    full->setShortcut(QKeySequence(Qt::Key_F11));
    full->setCheckable(true);
    connect(full, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });

    m_help = menuBar()->addMenu(tr("A&ide"));
}

void ConsoleWindow::buildAnalysisMenu()
{
    auto *analysis = menuBar()->addMenu(tr("A&nalyse"));
    analysis->addAction(icon(u"zone"_s), tr("&Zones de tension"), QKeySequence(Qt::CTRL | Qt::Key_1), this, [this] {
        m_left->setCurrentWidget(m_zones);
        m_zones->focusList();
    });
    analysis->addAction(icon(u"meeting"_s), tr("&Croisements"), QKeySequence(Qt::CTRL | Qt::Key_2), this, [this] {
        m_left->setCurrentWidget(m_meetings);
        m_meetings->focusList();
    });
    analysis->addAction(icon(u"compare"_s), tr("Co&mparer deux périodes…"), QKeySequence(Qt::CTRL | Qt::Key_3), this,
        &ConsoleWindow::compare);
    analysis->addAction(
        icon(u"chart"_s), tr("&Graphiques…"), QKeySequence(Qt::CTRL | Qt::Key_4), this, [this] { showCharts(false); });
    analysis->addAction(
        icon(u"facts"_s), tr("&Faits d’autres sources"), QKeySequence(Qt::CTRL | Qt::Key_5), this, [this] {
            m_left->setCurrentWidget(m_facts);
            m_facts->focusList();
        });
    analysis->addAction(
        icon(u"fit"_s), tr("Choisir des faits par un &rectangle"), QKeySequence(Qt::CTRL | Qt::Key_R), this, [this] {
            m_left->setCurrentWidget(m_facts);
            m_facts->frame();
        });
    analysis->addAction(icon(u"column"_s), tr("Où est la &tête du cortège choisi ?"),
        QKeySequence(Qt::CTRL | Qt::Key_L), m_march, &MarchQuestion::focusField);
}

/// Beside the window, not before it: the map shows the difference meanwhile.
void ConsoleWindow::compare()
{
    if (auto *open = findChild<ComparisonDialog *>()) {
        open->raise();
        return open->activateWindow();
    }
    auto *dialog = new ComparisonDialog(m_controller, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ComparisonDialog::placeWanted, &m_controller, &ConsoleController::showOnMap);
    dialog->show();
}

void ConsoleWindow::showCharts(bool ofChosen)
{
    auto *dialog = findChild<ChartsDialog *>();
    if (!dialog)
        dialog = new ChartsDialog(m_controller, this);
    if (ofChosen)
        dialog->showChosen();
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void ConsoleWindow::askCopy()
{
    const auto &picture = m_controller.tension().picture();
    const bool zones = picture && !picture->zones.empty();
    const QString map = tr("La carte telle qu’elle est à l’écran, avec échelle, nord, légende, paramètres et sources.");
    const QString contours = zones ? tr("Les zones de tension affichées : contour, niveau, surface, maximum, quantité.")
                                   : tr("Aucune zone de tension dans cette période.");
    CopyDialog::Offer offer {
        { { CopyForm::MapSheet, tr("Carte (PDF)"), tr("carte", "file name"), map, picture.has_value() },
            { CopyForm::MapPicture, tr("Carte (image PNG)"), tr("carte", "file name"), map, picture.has_value() },
            { CopyForm::ZonesGeoPackage, tr("Zones : système d’information géographique (GeoPackage)"), u"zones"_s,
                contours, zones },
            { CopyForm::ZonesGeoJson, tr("Zones : GeoJSON"), u"zones"_s, contours, zones },
            { CopyForm::Snapshot, tr("Instantané, à rouvrir et à vérifier ici"), tr("instantane", "file name"),
                tr("Les résultats affichés, signés, avec ce qu’il faut pour les recalculer."), picture.has_value() } },
        0, toParis(m_controller.now()).date(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
    };
    std::ranges::move(closureChoices(!m_controller.eventsInWindow().empty()), std::back_inserter(offer.choices));
    auto *dialog = new CopyDialog(offer, this);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { m_controller.copy(dialog->form(), dialog->purpose(), dialog->path()); });
    dialog->open();
}

void ConsoleWindow::importFacts()
{
    if (auto *open = findChild<FactImportDialog *>()) {
        open->raise();
        return open->activateWindow();
    }
    const QString recipes = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/recettes"_s;
    (new FactImportDialog(m_controller.platform(), recipes, this))->show();
}

void ConsoleWindow::showWhetherToImport()
{
    const QString refusal = presentation::FactImportController::refusal(m_controller.platform());
    m_import->setEnabled(refusal.isEmpty());
    m_import->setText(
        refusal.isEmpty() ? tr("&Importer des faits…") : tr("&Importer des faits… (réservé à l’administration)"));
    m_import->setToolTip(refusal);
    m_import->setStatusTip(refusal);
}

void ConsoleWindow::askSnapshot()
{
    auto *dialog = new QFileDialog(this, tr("Rouvrir un instantané"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Instantanés (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ConsoleWindow::openSnapshot);
    dialog->open();
}

void ConsoleWindow::openSnapshot(const QString &path)
{
    QFile file(path);
    const auto opened = file.open(QFile::ReadOnly)
        ? presentation::readSnapshot(file.read(presentation::kLargestSnapshot + 1), pki::CertificateCheck())
        : fail(Failure::NotFound, file.errorString());
    if (opened)
        m_controller.showSnapshot(opened->snapshot);
    auto *dialog = opened ? new SnapshotDialog(m_controller, *opened, this) : new SnapshotDialog(opened.error(), this);
    dialog->open();
}

/// What is pointed at on the map comes to the front in the list.
void ConsoleWindow::connectAnalysis()
{
    auto &analysis = m_controller.analysis();
    connect(&m_controller.copier(), &presentation::Copier::made, this, [this](const QString &path) {
        statusBar()->showMessage(tr("Exporté : %1").arg(QDir::toNativeSeparators(path)), kMessageShownFor);
    });
    connect(&m_controller.copier(), &presentation::Copier::failed, this, [this](const QString &why) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Export"), why, QMessageBox::Close, this);
        box->setObjectName(u"copyFailed"_s);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(m_zones, &ZonesPanel::eventWanted, &m_controller, &ConsoleController::reveal);
    connect(m_facts, &FactsPanel::chartsWanted, this, [this] { showCharts(true); });
    connect(&m_controller.factLens(), &presentation::FactLens::areaPointed, m_left,
        [this] { m_left->setCurrentWidget(m_facts); });
    connect(&analysis, &presentation::Analysis::zonePointed, m_left, [this] { m_left->setCurrentWidget(m_zones); });
    connect(
        &analysis, &presentation::Analysis::meetingPointed, m_left, [this] { m_left->setCurrentWidget(m_meetings); });
}

void ConsoleWindow::buildStatusBar()
{
    m_counts->setObjectName(u"statusCounts"_s);
    m_person->setObjectName(u"statusPerson"_s);
    m_clock->setObjectName(u"statusClock"_s);
    m_clock->setToolTip(tr("Heure de Paris"));
    statusBar()->setSizeGripEnabled(false);
    m_counts->setContentsMargins(kSpacing, 0, 0, 0);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(m_factProgress);
    statusBar()->addPermanentWidget(m_person);
    statusBar()->addPermanentWidget(m_clock);
    statusBar()->addPermanentWidget(m_connection);
    m_clockTimer.setInterval(std::chrono::seconds { 1 });
    connect(&m_clockTimer, &QTimer::timeout, this, &ConsoleWindow::showClock);
    m_clockTimer.start();
    connect(m_connection, &ConnectionIndicator::clicked, this, [this] {
        const QString trouble = m_controller.troubleText();
        auto *box = new QMessageBox(
            QMessageBox::Information, tr("Connexion à la plateforme"), m_connection->text(), QMessageBox::Close, this);
        box->setInformativeText(
            trouble.isEmpty() ? tr("La console reçoit chaque changement dès qu’il est enregistré.") : trouble);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void ConsoleWindow::connectEvents()
{
    auto &tension = m_controller.tension();
    connect(m_events, &EventsPanel::eventActivated, &m_controller, &ConsoleController::reveal);
    connect(m_notices, &NoticeBar::eventWanted, &m_controller, &ConsoleController::reveal);
    connect(&m_controller.notices(), &presentation::NoticeList::noticed, m_notices, &NoticeBar::add);
    connect(&m_controller.notices(), &QAbstractItemModel::modelReset, m_notices, &NoticeBar::clear);
    connect(&m_controller.platform(), &client::Platform::eventsErased, m_notices, &NoticeBar::forget);
    connect(m_detail, &EventDetail::centreWanted, this, [this] {
        if (m_controller.selected())
            m_controller.reveal(*m_controller.selected());
    });
    connect(m_detail, &EventDetail::historyWanted, this, &ConsoleWindow::showHistory);
    connect(m_legend, &DensityLegend::bandwidthChosen, &m_controller, &ConsoleController::setBandwidth);
    connect(&tension, &presentation::TensionOverlay::pictureChanged, this, [this, &tension] {
        m_legend->setPicture(*tension.picture());
        if (tension.isUpToDate()) // an older picture would pull the slider back under the hand that moves it
            m_legend->setBandwidth(tension.picture()->parameters.set.bandwidth);
    });
    connect(m_layers, &LayerPanel::layerToggled, &m_controller, &ConsoleController::setLayerVisible);
    const auto showLayers = [this] {
        for (const auto layer : presentation::kMapLayers)
            m_layers->setVisible(layer, m_controller.isLayerVisible(layer));
        m_legend->setVisible(m_controller.isLayerVisible(MapLayer::Density));
    };
    connect(&m_controller, &ConsoleController::layersChanged, this, showLayers);
    showLayers();
    connect(&m_controller, &ConsoleController::selectionChanged, this, &ConsoleWindow::showSelected);
    connect(&m_controller, &ConsoleController::countsChanged, this, &ConsoleWindow::showCounts);
    connect(&m_controller, &ConsoleController::accessChanged, this, [this] {
        showAccess();
        showLink();
    });
    const auto showHistogram = [this] { m_time->bar().setHistogram(m_controller.timeHistogram()); };
    connect(&m_controller, &ConsoleController::histogramChanged, this, showHistogram);
    showHistogram();
}

void ConsoleWindow::showSelected()
{
    const auto &selected = m_controller.selected();
    m_detail->show(selected ? m_controller.version(*selected) : nullptr, m_controller.now());
}

void ConsoleWindow::showHistory()
{
    const auto &selected = m_controller.selected();
    const EventVersion *version = selected ? m_controller.version(*selected) : nullptr;
    if (!version)
        return;
    auto *dialog = new HistoryView(version->record.subject, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_controller.requestHistory(version->id, dialog, [dialog](const auto &history) {
        if (history)
            dialog->show(*history);
        else
            dialog->showFailure(history.error());
    });
    connect(&m_controller.platform(), &client::Platform::eventsErased, dialog,
        [dialog, event = version->id](const std::vector<EventId> &erased) {
            if (std::ranges::contains(erased, event))
                dialog->close();
        });
    dialog->open();
}

void ConsoleWindow::showAccess()
{
    const auto statement = m_controller.accessStatement();
    m_statement->setText(statement);
    m_pages->setCurrentWidget(statement.isEmpty() ? static_cast<QWidget *>(m_stage) : m_statement);
    const auto panels = findChildren<QDockWidget *>();
    for (auto *panel : panels)
        panel->setEnabled(statement.isEmpty());
    const auto histories = findChildren<HistoryView *>();
    for (auto *history : histories) {
        if (!statement.isEmpty())
            history->close();
    }
    m_convention->setText(m_controller.conventionNotice());
    showWhetherToImport();
}

void ConsoleWindow::showLink()
{
    auto &platform = m_controller.platform();
    m_connection->setState(platform.link());
    m_connection->setToolTip(m_controller.troubleText());
    const auto &greeting = platform.greeting();
    m_person->setText(greeting ? u"%1 (%2)"_s.arg(greeting->name, greeting->service) : QString());
}

void ConsoleWindow::showCounts()
{
    const auto counts = m_controller.counts();
    const QLocale locale;
    QString text = counts.all == 1 ? tr("1 événement, dont %1 dans la période").arg(locale.toString(counts.inWindow))
                                   : tr("%1 événements, dont %2 dans la période")
                                         .arg(locale.toString(counts.all), locale.toString(counts.inWindow));
    if (counts.facts > 0)
        text += tr(" ; %1 faits, dont %2 dans la période")
                    .arg(locale.toString(counts.facts), locale.toString(counts.factsInWindow));
    m_counts->setText(text);
}

void ConsoleWindow::showClock()
{
    const auto now = m_controller.now();
    const auto text = presentation::longDate(toParis(now).date()) + u", "_s + presentation::timeOfDay(now);
    if (m_clock->text() == text)
        return;
    m_clock->setText(text);
    m_time->bar().update(); // the line of the present moves
}

} // namespace cortege::widgets
