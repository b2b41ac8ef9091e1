#include <widgets/cortegewindow.h>

#include "clashpanel.h"
#include "common/certificatebanner.h"
#include "common/conventionbanner.h"
#include "common/copydialog.h"
#include "common/historyview.h"
#include "common/tour.h"
#include "conflictpanel.h"
#include "cortegeactions.h"
#include "drawingbar.h"
#include "eventform.h"
#include "eventlistpanel.h"
#include "formfooter.h"
#include "messagestrip.h"
#include "namedmenu.h"
#include "occurrencesdialog.h"
#include "shapeimport.h"

#include <presentation/copier.h>
#include <presentation/period.h>
#include <presentation/texts.h>
#include <widgets/application.h>
#include <widgets/connectionindicator.h>
#include <widgets/help.h>
#include <widgets/settingsdialog.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtCore/QStandardPaths>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::Conflict;
using presentation::CortegeController;
using presentation::SavedFilter;

constexpr int kListWidth = 320;
constexpr int kFormWidth = 460;
constexpr int kHandle = 3;

/// `version`: of the open event, as the platform has it; `received`: so it stands in the form as well.
std::vector<CopyDialog::Choice> copyChoices(const EventVersion *version, bool received, int listed)
{
    const QString sheet = version && received
        ? CopyDialog::tr("Une page : les champs, la carte telle qu’elle est à l’écran, les heures de passage.")
        : version
        ? CopyDialog::tr("Enregistrez d’abord, et attendez que la plateforme ait reçu l’événement : la fiche montre "
                         "ce qu’elle a reçu.")
        : CopyDialog::tr("Aucun événement reçu par la plateforme n’est ouvert.");
    std::vector<CopyDialog::Choice> choices {
        { CopyForm::EventSheet, CopyDialog::tr("Fiche de l’événement ouvert, avec la carte (PDF)"),
            CopyDialog::tr("fiche", "file name"), sheet, version && received, false },
        { CopyForm::DaySheet, CopyDialog::tr("Feuille du jour, avec la carte (PDF)"),
            CopyDialog::tr("feuille", "file name"),
            CopyDialog::tr(
                "Les événements de ce jour, dans l’ordre, et eux seuls sur la carte telle qu’elle est cadrée "
                "à l’écran."),
            true, true },
    };
    const QString list = listed == 0 ? CopyDialog::tr("La liste est vide.")
        : listed == 1
        ? CopyDialog::tr("1 événement, tel que la plateforme l’a reçu.")
        : CopyDialog::tr("%1 événements, tels que la plateforme les a reçus.").arg(QLocale().toString(listed));
    const std::pair<CopyForm, QString> files[] {
        { CopyForm::Csv, CopyDialog::tr("Événements de la liste : tableur (CSV)") },
        { CopyForm::ICalendar, CopyDialog::tr("Événements de la liste : agenda (iCalendar)") },
        { CopyForm::GeoPackage,
            CopyDialog::tr("Événements de la liste : système d’information géographique (GeoPackage)") },
        { CopyForm::GeoJson, CopyDialog::tr("Événements de la liste : GeoJSON") },
        { CopyForm::Kml, CopyDialog::tr("Événements de la liste : KML") },
    };
    for (const auto &[form, text] : files)
        choices.push_back({ form, text, u"cortege"_s, list, listed > 0, false });
    for (CopyDialog::Choice &closures : closureChoices(listed > 0))
        choices.push_back(std::move(closures));
    return choices;
}

} // namespace

class CortegeWindow::Private final : public QObject
{
public:
    Private(CortegeWindow &window, CortegeController &controller, const Clock &clock, QWidget *map,
        presentation::MapPort &port, Questions &questions);

    bool mayClose();
    void showCertificate(presentation::CertificateNotice &notice) { m_certificate->setNotice(notice); }
    void showHelp(Help &help);
    void showSettings(const cli::Configuration &configuration);

private:
    void buildLayout(const Clock &clock);
    QWidget *buildRight();
    QWidget *buildHeader();
    void buildStatusBar();
    std::vector<Tour::Stop> tour() const;
    void connectActions();
    NamedMenu *makeFilterMenu();
    NamedMenu *makeModelMenu();
    void connectMap();
    void showEvents();
    void connectBar();
    void connectForm();

    void showOpened();
    void showState();
    void showLink();
    void showConflict();
    void showConflictSide(Conflict::Side side);
    void showMarkers();
    void showBar();
    void makeRoom();
    void setDrawing(bool drawing);
    void setPicking(bool picking);
    void stopEditing();
    void openNew(EventKind kind);
    void open(const EventId &event);
    void save();
    void insist();
    void askCancel();
    void askDiscard();
    void askErase();
    void showHistory();
    void showFormer(const EventVersion &version);
    void placeHistory();
    void showNearby();
    void lookAt(const EventId &event);
    void askOccurrences();
    void askCopy();
    presentation::CopyOrder orderOf(const CopyDialog &dialog) const;
    QImage pictureOf(QDate day) const;
    const EventVersion *openVersion() const;
    void fit();
    void hint();

    CortegeWindow &m_window;
    CortegeController &m_controller;
    presentation::MapPort &m_port;
    Questions &m_questions;
    presentation::ClashWatch m_watch;
    presentation::Copier m_copier;
    CortegeActions *m_actions;
    EventListPanel *m_list = nullptr;
    QWidget *m_map;
    DrawingBar *m_bar = nullptr;
    ShapeImport *m_import;
    MessageStrip *m_notices = nullptr;
    ConventionBanner *m_convention = nullptr;
    CertificateBanner *m_certificate = nullptr;
    QStackedWidget *m_right = nullptr; ///< nothing open, the form, a conflict
    QLabel *m_nothing = nullptr;
    QWidget *m_formPage = nullptr;
    QComboBox *m_kind = nullptr;
    QLabel *m_readOnly = nullptr;
    EventForm *m_form = nullptr;
    ConflictPanel *m_conflict = nullptr;
    ClashPanel *m_clashes = nullptr;
    FormFooter *m_footer = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_who = nullptr;
    ConnectionIndicator *m_link = nullptr;
    QPointer<HistoryView> m_history;
    std::optional<EventId> m_historyOf;
    EventId m_mineOnMap = EventId::make(); ///< my side of a conflict, as an event of its own on the map
    bool m_picking = false;
    std::pair<std::optional<EventId>, QString>
        m_slots; ///< that were typed for an event and given up, by Escape perhaps, or not saved
    bool m_closeAnyway = false; ///< the person knows what will be lost
    QString m_toldClock;
};

CortegeWindow::Private::Private(CortegeWindow &window, CortegeController &controller, const Clock &clock, QWidget *map,
    presentation::MapPort &port, Questions &questions)
    : m_window(window), m_controller(controller), m_port(port), m_questions(questions), m_watch(controller),
      m_copier(controller.platform()), m_actions(new CortegeActions(controller.form().undoStack(), &window)),
      m_map(map), m_import(new ShapeImport(questions, &window))
{
    buildLayout(clock);
    buildStatusBar();
    connectActions();
    connectMap();
    connectBar();
    connectForm();
    showOpened();
    showLink();
}

/// From left to right and from above: Tab goes through the parts in the order in which they are made.
void CortegeWindow::Private::buildLayout(const Clock &clock)
{
    m_window.addToolBar(m_actions->makeToolBar(&m_window));
    m_list = new EventListPanel(m_controller.board().list(), clock, &m_window);
    auto *splitter = new QSplitter(&m_window);
    splitter->setObjectName(u"panes"_s);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(kHandle);
    auto *middle = new QWidget(splitter);
    m_bar = new DrawingBar(m_controller.places() != nullptr, middle);
    m_map->setMinimumSize(220, 200);
    m_map->setObjectName(u"mapView"_s);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_map, 1);
    splitter->addWidget(m_list);
    splitter->addWidget(middle);
    splitter->addWidget(buildRight());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({ kListWidth, 600, kFormWidth });
    auto *all = new QWidget(&m_window);
    m_convention = new ConventionBanner(all);
    m_certificate = new CertificateBanner(all);
    auto *rows = new QVBoxLayout(all);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_convention);
    rows->addWidget(m_certificate);
    rows->addWidget(splitter, 1);
    m_window.setCentralWidget(all);
}

QWidget *CortegeWindow::Private::buildRight()
{
    auto *right = new QWidget(&m_window);
    m_notices = new MessageStrip(right);
    m_right = new QStackedWidget(right);
    m_nothing = new QLabel(
        CortegeWindow::tr("Choisissez un événement dans la liste ou sur la carte,\nou commencez-en un : Ctrl+N."),
        m_right);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(2 * kMargin);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_formPage = new QWidget(m_right);
    auto *header = buildHeader();
    m_form = new EventForm(
        m_controller.form(), [this] { return m_controller.today(); }, m_controller.places(), m_formPage);
    m_clashes = new ClashPanel(m_watch.rule(), m_formPage);
    m_footer = new FormFooter(
        { m_actions->save, m_actions->draw, m_actions->history, m_actions->discard, m_actions->cancel }, m_formPage);
    m_conflict = new ConflictPanel(m_right);
    auto *page = new QVBoxLayout(m_formPage);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(header);
    page->addWidget(m_form, 1);
    page->addWidget(m_clashes);
    page->addWidget(m_footer);
    m_right->addWidget(m_nothing);
    m_right->addWidget(m_formPage);
    m_right->addWidget(m_conflict);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notices);
    column->addWidget(m_right, 1);
    right->setMinimumWidth(kFormWidth - 40);
    return right;
}

QWidget *CortegeWindow::Private::buildHeader()
{
    auto *header = new QWidget(m_formPage);
    header->setObjectName(u"formHeader"_s);
    m_kind = new QComboBox(header);
    m_kind->setObjectName(u"kind"_s);
    m_kind->setAccessibleName(CortegeWindow::tr("Nature de l’événement"));
    m_kind->setIconSize({ 18, 18 });
    for (const EventKind kind : kEventKinds)
        m_kind->addItem(iconOf(kind), label(kind));
    QFont font = m_kind->font();
    font.setWeight(QFont::DemiBold);
    m_kind->setFont(font);
    m_readOnly = new QLabel(header);
    m_readOnly->setObjectName(u"readOnlyReason"_s);
    m_readOnly->setWordWrap(true);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(kMargin, kMargin, kMargin, 0);
    layout->addWidget(m_kind);
    layout->addWidget(m_readOnly);
    return header;
}

void CortegeWindow::Private::buildStatusBar()
{
    auto *bar = m_window.statusBar();
    bar->setObjectName(u"statusBar"_s);
    bar->setSizeGripEnabled(false);
    m_hint = new QLabel(bar);
    m_hint->setObjectName(u"hint"_s);
    m_hint->setContentsMargins(kSpacing, 0, 0, 0);
    m_who = new QLabel(bar);
    m_who->setObjectName(u"who"_s);
    m_link = new ConnectionIndicator(bar);
    bar->addWidget(m_hint, 1);
    bar->addPermanentWidget(m_who);
    bar->addPermanentWidget(m_link);
    connect(m_link, &ConnectionIndicator::clicked, this, [this] {
        m_questions.tell(&m_window, CortegeWindow::tr("Connexion à la plateforme"), m_controller.linkExplanation());
    });
}

void CortegeWindow::Private::showHelp(Help &help)
{
    auto *bar = m_window.findChild<QToolBar *>(u"tools"_s);
    auto *room = new QWidget(bar);
    room->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *button = new QToolButton(bar);
    button->setObjectName(u"help"_s);
    button->setIcon(icon(u"help"_s));
    button->setText(CortegeWindow::tr("Aide"));
    button->setToolTip(CortegeWindow::tr("Aide, visite guidée, à propos (F1 : l’aide sur ce que vous faites)"));
    button->setAccessibleName(button->text());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    help.fill(*button->menu(), m_window, [this] { Tour::start(m_window, tour()); });
    bar->addWidget(room);
    bar->addWidget(button);
    Tour::offer(m_window, tour());
}

std::vector<Tour::Stop> CortegeWindow::Private::tour() const
{
    return {
        { m_list, CortegeWindow::tr("Les événements"),
            CortegeWindow::tr("Tout ce qui a été saisi, par vous ou par vos collègues. Tapez quelques lettres pour "
                              "chercher ; choisissez une ligne pour l’ouvrir.") },
        { m_window.findChild<QToolBar *>(u"tools"_s), CortegeWindow::tr("Commencer"),
            CortegeWindow::tr("Ctrl+N commence un événement. L’objet suffit pour un premier enregistrement : le reste "
                              "peut venir plus tard.") },
        { m_right, CortegeWindow::tr("La fiche"),
            CortegeWindow::tr("Ce que vous tapez est gardé sur ce poste au fur et à mesure. Ctrl+S enregistre ; "
                              "l’envoi à la plateforme suit de lui-même.") },
        { m_map, CortegeWindow::tr("La carte"),
            CortegeWindow::tr("Ctrl+D dessine le parcours ou l’emprise. Avec les rues du territoire, il suffit de dire "
                              "l’itinéraire dans la fiche.") },
        { m_link, CortegeWindow::tr("La connexion"),
            CortegeWindow::tr(
                "Sans réseau, continuez : ce qui attend est compté ici et part tout seul. F1 ouvre l’aide "
                "à la bonne page.") },
    };
}

void CortegeWindow::Private::showSettings(const cli::Configuration &configuration)
{
    auto *button = new QToolButton(m_window.statusBar());
    button->setObjectName(u"settingsButton"_s);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setText(CortegeWindow::tr("Réglages…"));
    button->setToolTip(CortegeWindow::tr("Ce que le programme a lu à son ouverture, et ce qui est verrouillé"));
    m_window.statusBar()->addPermanentWidget(button);
    connect(button, &QToolButton::clicked, this, [this, configuration] {
        auto *dialog = new SettingsDialog(configuration, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

// --- wiring ----------------------------------------------------------------------------------------------------------

void CortegeWindow::Private::connectActions()
{
    connect(m_actions->create, &QAction::triggered, this, [this] {
        auto *button = m_window.findChild<QToolBar *>()->findChild<QToolButton *>();
        m_actions->createMenu->popup(button->mapToGlobal(QPoint(0, button->height())));
        m_actions->createMenu->setActiveAction(m_actions->createKinds.front());
    });
    for (const EventKind kind : kEventKinds) {
        connect(m_actions->createKinds[static_cast<size_t>(kind)], &QAction::triggered, this,
            [this, kind] { openNew(kind); });
    }
    connect(m_actions->repeat, &QAction::triggered, this, [this] {
        m_form->settle();
        m_controller.repeat();
        m_form->focusPlace({ Field::Begins });
    });
    connect(m_actions->occurrences, &QAction::triggered, this, &Private::askOccurrences);
    m_actions->createMenu->addMenu(makeModelMenu());
    m_list->setFilterMenu(makeFilterMenu());
    m_list->setContextActions(
        { m_actions->fit, m_actions->repeat, m_actions->occurrences, m_actions->history, m_actions->cancel });
    connect(m_actions->save, &QAction::triggered, this, &Private::save);
    connect(m_actions->draw, &QAction::toggled, this, &Private::setDrawing);
    connect(m_actions->fit, &QAction::triggered, this, &Private::fit);
    connect(m_actions->history, &QAction::triggered, this, &Private::showHistory);
    connect(m_actions->discard, &QAction::triggered, this, &Private::askDiscard);
    connect(m_actions->cancel, &QAction::triggered, this, &Private::askCancel);
    connect(m_actions->copy, &QAction::triggered, this, &Private::askCopy);
    connect(&m_copier, &presentation::Copier::made, this, [this](const QString &path) {
        m_notices->add(CortegeWindow::tr("Exporté : %1").arg(QDir::toNativeSeparators(path)));
    });
    connect(&m_copier, &presentation::Copier::failed, m_notices, &MessageStrip::add);
    connect(m_convention, &ConventionBanner::eraseRequested, this, &Private::askErase);
    connect(m_actions->find, &QAction::triggered, m_list, &EventListPanel::focusSearch);
    connect(m_actions->previousDay, &QAction::triggered, m_list, [this] { m_list->step(-1); });
    connect(m_actions->nextDay, &QAction::triggered, m_list, [this] { m_list->step(1); });
}

NamedMenu *CortegeWindow::Private::makeFilterMenu()
{
    auto *menu = new NamedMenu(
        { CortegeWindow::tr("&Enregistrer ce filtre…"), CortegeWindow::tr("&Supprimer un filtre"),
            CortegeWindow::tr("Enregistrer ce filtre"),
            CortegeWindow::tr("Nom du filtre, gardé sur ce poste ; un filtre du même nom est remplacé :") },
        { [this] { return m_controller.filters().names(); },
            [this] { return m_list->filter().value_or(SavedFilter {}).text; },
            [this] { return m_list->filter().has_value(); },
            [this](const QString &name) {
                if (const auto filter = m_controller.filters().find(name))
                    m_list->apply(*filter);
            },
            [this](const QString &name) {
                if (auto filter = m_list->filter()) {
                    filter->name = name;
                    m_controller.keepFilter(*filter);
                }
            },
            [this](const QString &name) { m_controller.forgetFilter(name); } },
        &m_window);
    menu->setObjectName(u"filterMenu"_s);
    return menu;
}

NamedMenu *CortegeWindow::Private::makeModelMenu()
{
    auto *menu = new NamedMenu(
        { CortegeWindow::tr("&Enregistrer comme modèle…"), CortegeWindow::tr("&Supprimer un modèle"),
            CortegeWindow::tr("Enregistrer comme modèle"),
            CortegeWindow::tr(
                "Nom du modèle, gardé sur ce poste sans les dates ; un modèle du même nom est remplacé :") },
        { [this] { return m_controller.models().names(); },
            [this] { return m_controller.form().content().subject.simplified(); },
            [this] { return m_controller.openEvent().has_value(); },
            [this](const QString &name) {
                m_form->settle();
                m_controller.openFromModel(name);
                m_form->focusPlace({ Field::Begins });
                fit();
            },
            [this](const QString &name) { m_controller.keepAsModel(name); },
            [this](const QString &name) { m_controller.forgetModel(name); } },
        &m_window);
    menu->setTitle(CortegeWindow::tr("&Modèles"));
    menu->setObjectName(u"modelMenu"_s);
    return menu;
}

void CortegeWindow::Private::connectMap()
{
    auto &board = m_controller.board();
    connect(&board, &presentation::EventBoard::mapEventsChanged, this, &Private::showEvents);
    connect(m_list, &EventListPanel::matchingChanged, this, &Private::showEvents);
    showEvents();
    m_port.setHideOutside(false);
    m_port.setTimeWindow(m_list->period());
    connect(m_list, &EventListPanel::periodChanged, this, [this] { m_port.setTimeWindow(m_list->period()); });
    connect(m_list, &EventListPanel::chosen, this, [this](const EventId &event) {
        open(event);
        fit();
    });
    connect(&m_port, &presentation::MapPort::eventClicked, this, [this](const EventId &event) {
        if (event != m_mineOnMap)
            open(event);
    });
    connect(&m_port, &presentation::MapPort::positionPicked, m_form, &EventForm::takePosition);
    connect(&m_port, &presentation::MapPort::pickingEnded, this, [this] {
        m_picking = false;
        showBar();
        m_form->endPicking();
        hint();
    });
    connect(&m_port, &presentation::MapPort::editingFinished, this, [this] { m_actions->draw->setChecked(false); });
}

/// What is not looked for in the list is faint on the map.
void CortegeWindow::Private::showEvents()
{
    const presentation::MapEvents all = m_controller.board().mapEvents();
    const auto matching = m_list->matching();
    if (!matching)
        return m_port.setEvents(all);
    auto events = std::make_shared<std::vector<presentation::MapEvent>>(*all);
    for (presentation::MapEvent &event : *events)
        event.faint = !matching->contains(event.id);
    m_port.setEvents(events);
}

void CortegeWindow::Private::connectBar()
{
    using presentation::FootprintTool;
    connect(m_bar, &DrawingBar::toolChosen, this, [this](FootprintTool tool, double width) {
        const auto *places = m_controller.places();
        m_port.setStamp(presentation::stampOf(tool, places ? &places->network() : nullptr, width));
        makeRoom();
    });
    connect(m_bar, &DrawingBar::placeTyped, this, [this](GeoPoint place) {
        if (!m_port.takePlace(place))
            m_bar->showTrouble(CortegeWindow::tr("Choisissez d’abord un sommet sur la carte, par Tab ou d’un clic."));
    });
    connect(m_bar, &DrawingBar::left, m_map, qOverload<>(&QWidget::setFocus));
    connect(&m_port, &presentation::MapPort::stampEnded, this, [this] { m_bar->setTool(FootprintTool::Polygon); });
    connect(&m_port, &presentation::MapPort::shapeSeen, m_bar, &DrawingBar::showShape);
    auto &shape = m_controller.form().shape();
    connect(&shape, &presentation::ShapeModel::changed, this, [this, &shape] {
        if (m_actions->draw->isChecked())
            m_bar->tellShape(shape.points());
    });
    connect(&m_port, &presentation::MapPort::placeSeen, m_bar, &DrawingBar::showPlace);
    connect(m_bar, &DrawingBar::importRequested, this, [this] { m_import->start(m_controller.form().shape().kind()); });
    connect(m_import, &ShapeImport::chosen, this, [this](const std::vector<GeoPoint> &points) {
        if (!m_actions->draw->isEnabled())
            return;
        m_actions->draw->setChecked(false);
        m_controller.form().shape().replace(points, CortegeWindow::tr("import d’un dessin"));
        fit();
    });
    connect(m_actions->shapes, &QAction::triggered, this, [this] {
        m_actions->draw->setChecked(true);
        m_bar->openTools();
    });
    connect(m_actions->coordinates, &QAction::triggered, m_bar, &DrawingBar::focusCoordinates);
    showBar();
}

void CortegeWindow::Private::connectForm()
{
    connect(&m_controller, &CortegeController::opened, this, &Private::showOpened);
    connect(&m_controller, &CortegeController::stateChanged, this, &Private::showState);
    connect(&m_controller, &CortegeController::stateChanged, this, &Private::showLink);
    connect(&m_controller, &CortegeController::conflictChanged, this, &Private::showConflict);
    connect(&m_controller, &CortegeController::noticed, m_notices, &MessageStrip::add);
    connect(&m_controller.platform(), &client::Platform::linkChanged, this, [this] {
        m_list->followClock();
        m_form->followClock();
    });
    connect(&m_controller.board(), &presentation::EventBoard::waitingChanged, this, &Private::showLink);
    connect(&m_controller.form(), &presentation::FormModel::changed, this, &Private::showMarkers);
    connect(m_form, &EventForm::pickRequested, this, &Private::setPicking);
    connect(m_form, &EventForm::noPersonMeant, &m_controller, &CortegeController::takeForNoPerson);
    connect(m_form, &EventForm::marchDrawn, this, &Private::fit);
    connect(m_form, &EventForm::placeChosen, this, [this](GeoPoint place) { m_port.centreOn(place); });
    connect(&m_watch, &presentation::ClashWatch::changed, this, &Private::showNearby);
    connect(m_clashes, &ClashPanel::looked, this, &Private::lookAt);
    connect(m_clashes, &ClashPanel::opened, this, [this](const EventId &event) {
        open(event);
        fit();
    });
    connect(m_kind, &QComboBox::activated, this,
        [this](int index) { m_controller.changeKind(static_cast<EventKind>(index)); });
    connect(m_conflict, &ConflictPanel::decided, this, [this](const Conflict &conflict) {
        if (!m_controller.resolve(conflict) && !m_controller.conflict())
            insist();
    });
    connect(m_conflict, &ConflictPanel::givenUp, &m_controller, &CortegeController::takeTheirs);
    connect(m_conflict, &ConflictPanel::shapeChosen, this, &Private::showConflictSide);
    connect(&m_controller, &CortegeController::historyArrived, this, [this](const auto &entries) {
        if (m_history)
            m_history->show(entries);
    });
    connect(&m_controller, &CortegeController::historyFailed, this, [this](const QString &why) {
        if (m_history)
            m_history->showFailure(why);
    });
}

// --- what is shown ---------------------------------------------------------------------------------------------------

void CortegeWindow::Private::showOpened()
{
    if (m_history && m_historyOf != m_controller.openEvent())
        m_history->close();
    m_actions->draw->setChecked(false);
    setPicking(false);
    m_bar->begin();
    m_import->giveUp();
    m_form->begin();
    m_list->select(m_controller.openEvent());
    m_port.setSelected(m_controller.openEvent());
    m_port.showShape(m_controller.openEvent() ? &m_controller.form().shape() : nullptr);
    showConflict();
    showMarkers();
    showState();
}

void CortegeWindow::Private::showState()
{
    const bool open = m_controller.openEvent().has_value();
    const QString readOnly = m_controller.readOnlyReason();
    const bool writable = open && readOnly.isEmpty();
    const bool conflict = m_controller.conflict().has_value();
    const EventKind kind = m_controller.form().kind();
    m_kind->setCurrentIndex(static_cast<int>(kind));
    m_kind->setEnabled(writable);
    m_readOnly->setText(readOnly);
    m_readOnly->setVisible(!readOnly.isEmpty());
    m_form->setReadOnly(!readOnly.isEmpty());
    if (open)
        m_form->showIssues(m_controller.issues(), m_controller.advice());
    else
        m_form->showIssues({}, {});
    m_footer->setState(m_controller.stateLine());
    m_actions->create->setEnabled(readOnly.isEmpty());
    m_actions->showKind(open ? std::optional(kind) : std::nullopt);
    m_actions->repeat->setEnabled(writable && !conflict);
    m_actions->occurrences->setEnabled(writable && !conflict);
    m_actions->save->setEnabled(writable && !conflict);
    m_actions->draw->setEnabled(writable && !conflict);
    m_actions->shapes->setEnabled(writable && !conflict && kind == EventKind::StaticDemonstration);
    m_actions->allowUndo(writable && !conflict);
    if (!writable) // `showConflict` has done it for a conflict
        stopEditing();
    m_port.setPullable(writable && !conflict ? &m_controller.pull() : nullptr);
    m_actions->fit->setEnabled(open);
    m_actions->history->setEnabled(open && !m_controller.isNew());
    m_actions->discard->setVisible(writable && m_controller.isDirty());
    m_actions->cancel->setEnabled(m_controller.canCancel());
    const QString subject = m_controller.form().content().subject.simplified();
    m_window.setWindowTitle(!open
            ? CortegeWindow::tr("Cortège")
            : CortegeWindow::tr("%1[*] – Cortège").arg(subject.isEmpty() ? label(kind) : subject));
    m_window.setWindowModified(m_controller.isDirty());
    hint();
}

void CortegeWindow::Private::showLink()
{
    m_link->setState(m_controller.platform().link(), m_controller.board().waiting());
    m_link->setToolTip(m_controller.linkExplanation());
    m_who->setText(m_controller.whoIsLoggedIn());
    m_convention->setText(m_controller.conventionNotice());
    m_convention->offerErasing(m_controller.canEraseKept());
    const auto &convention = m_controller.platform().convention();
    if (m_history && convention && !convention->isInForce())
        m_history->close();
    const QString clock = m_controller.clockWarning();
    if (!clock.isEmpty() && clock != m_toldClock)
        m_notices->add(clock);
    m_toldClock = clock;
}

void CortegeWindow::Private::showConflict()
{
    const auto &conflict = m_controller.conflict();
    QWidget *page = conflict       ? static_cast<QWidget *>(m_conflict)
        : m_controller.openEvent() ? m_formPage
                                   : static_cast<QWidget *>(m_nothing);
    if (conflict) {
        m_conflict->show(*conflict);
        stopEditing();
    } else {
        m_conflict->clear();
    }
    m_right->setCurrentWidget(page);
    if (conflict) {
        m_conflict->focusFirst();
        showConflictSide(Conflict::Side::Mine);
    } else {
        m_controller.board().setExtra(std::nullopt);
        m_port.setSelected(m_controller.openEvent());
        m_port.showShape(m_controller.openEvent() ? &m_controller.form().shape() : nullptr);
    }
}

/// Both sides stand on the map, theirs as the event itself; the one that is meant is the selected one.
void CortegeWindow::Private::showConflictSide(Conflict::Side side)
{
    const auto &conflict = m_controller.conflict();
    EventVersion mine = conflict->theirs();
    mine.id = m_mineOnMap;
    mine.record = conflict->mine();
    mine.state = EventState::Active;
    m_port.showShape(nullptr);
    m_controller.board().setExtra(presentation::mapEventOf(mine));
    m_port.setSelected(side == Conflict::Side::Mine ? m_mineOnMap : conflict->theirs().id);
}

void CortegeWindow::Private::showMarkers()
{
    std::vector<GeoPoint> points;
    if (m_controller.openEvent()) {
        for (const Address &address : m_controller.form().content().addresses) {
            if (address.position)
                points.push_back(*address.position);
        }
    }
    m_port.setAddressMarkers(points);
}

/// Laid out at once: whoever clicks next clicks on the map where it then is.
void CortegeWindow::Private::showBar()
{
    const bool drawing = m_actions->draw->isChecked();
    m_actions->coordinates->setEnabled(drawing || m_picking);
    if (drawing)
        m_bar->showDrawing(m_controller.form().shape().kind());
    else if (m_picking)
        m_bar->showPicking();
    else
        m_bar->hide();
    makeRoom();
    m_bar->parentWidget()->layout()->activate();
}

/// On a small screen the list makes room for the tools while one draws: else the window would outgrow the screen.
void CortegeWindow::Private::makeRoom()
{
    const int needed = m_list->minimumSizeHint().width() + m_bar->parentWidget()->minimumSizeHint().width()
        + m_right->parentWidget()->minimumWidth() + 2 * kHandle;
    m_list->setVisible(m_bar->isHidden() || needed <= m_window.width());
}

void CortegeWindow::Private::showNearby()
{
    std::vector<EventId> events;
    for (const auto &each : m_watch.nearby())
        events.push_back(each.event);
    m_clashes->show(m_watch.nearby());
    m_port.setNearby(events);
}

/// Together with the event in the form.
void CortegeWindow::Private::lookAt(const EventId &event)
{
    std::vector<GeoPoint> points = pointsOf(m_controller.record());
    if (const auto *row = m_controller.board().list().find(event)) {
        const auto theirs = pointsOf(row->record);
        points.insert(points.end(), theirs.begin(), theirs.end());
    }
    if (const auto box = boundingBox(points))
        m_port.show(*box);
}

void CortegeWindow::Private::hint()
{
    if (m_picking)
        m_hint->setText(CortegeWindow::tr("Cliquez sur la carte à l’endroit de l’adresse. Échap : renoncer."));
    else if (m_actions->draw->isChecked())
        m_hint->setText(CortegeWindow::tr(
            "Clic : ajouter un point. Double clic ou Entrée : terminer. Suppr : retirer un point. Échap : arrêter."));
    else if (!m_controller.openEvent())
        m_hint->setText(CortegeWindow::tr("Ctrl+N : nouvel événement. Ctrl+F : rechercher."));
    else
        m_hint->setText(CortegeWindow::tr("Tout ce que vous tapez est gardé sur ce poste, même sans connexion."));
}

// --- what the person does --------------------------------------------------------------------------------------------

void CortegeWindow::Private::setDrawing(bool drawing)
{
    auto &shape = m_controller.form().shape();
    if (drawing) {
        setPicking(false);
        showBar();
        m_port.edit(&shape);
    } else {
        m_port.edit(nullptr);
        m_port.showShape(m_controller.openEvent() && !m_controller.conflict() ? &shape : nullptr);
        showBar();
    }
    hint();
}

void CortegeWindow::Private::setPicking(bool picking)
{
    if (picking)
        m_actions->draw->setChecked(false);
    if (picking || m_picking)
        m_port.setPicking(picking);
    m_picking = picking;
    showBar();
    hint();
}

/// On the map nothing shows that the form is not to be changed.
void CortegeWindow::Private::stopEditing()
{
    m_actions->draw->setChecked(false);
    if (!m_picking)
        return;
    setPicking(false);
    m_form->endPicking();
}

void CortegeWindow::Private::openNew(EventKind kind)
{
    m_form->settle(); // what was typed belongs to the event that is left
    m_controller.openNew(kind);
    m_form->focusFirst();
}

void CortegeWindow::Private::open(const EventId &event)
{
    m_form->settle();
    m_controller.open(event);
}

void CortegeWindow::Private::save()
{
    m_form->settle();
    if (!m_controller.save())
        insist();
}

/// On what is wrong in the form.
void CortegeWindow::Private::insist()
{
    m_form->showIssues(m_controller.issues(), m_controller.advice());
    m_form->insist();
}

void CortegeWindow::Private::askCancel()
{
    const Question question { CortegeWindow::tr("Annuler l’événement"),
        CortegeWindow::tr("Annuler « %1 » ?").arg(m_controller.record().subject),
        CortegeWindow::tr("Tous les postes le verront comme annulé. Il reste dans l’historique et pourra être rendu "
                          "actif en l’enregistrant de nouveau."),
        CortegeWindow::tr("Annuler l’événement"), CortegeWindow::tr("Ne rien changer") };
    m_questions.ask(&m_window, question, [this](bool accepted) {
        if (accepted)
            m_controller.cancelEvent();
    });
}

/// What was typed is kept and comes back at the next start; only where it cannot be kept is there anything to ask.
bool CortegeWindow::Private::mayClose()
{
    m_form->settle();
    if (m_closeAnyway || m_controller.keepDrafts())
        return true;
    const Question question { CortegeWindow::tr("Fermer Cortège"),
        CortegeWindow::tr("Fermer, bien que la saisie ne soit pas gardée ?"),
        m_controller.stateLine().text + u'\n'
            + CortegeWindow::tr("Ce que vous avez tapé et dessiné depuis le dernier enregistrement serait perdu."),
        CortegeWindow::tr("Fermer quand même"), CortegeWindow::tr("Rester") };
    m_questions.ask(&m_window, question, [this](bool accepted) {
        m_closeAnyway = accepted;
        if (accepted)
            m_window.close();
    });
    return false;
}

void CortegeWindow::Private::askDiscard()
{
    const Question question { CortegeWindow::tr("Abandonner la saisie"),
        CortegeWindow::tr("Abandonner ce qui n’est pas enregistré ?"),
        CortegeWindow::tr("Ce que vous avez tapé et dessiné depuis le dernier enregistrement sera perdu."),
        CortegeWindow::tr("Abandonner la saisie"), CortegeWindow::tr("Continuer la saisie") };
    m_questions.ask(&m_window, question, [this](bool accepted) {
        if (accepted)
            m_controller.discard();
    });
}

void CortegeWindow::Private::askErase()
{
    const Question question { CortegeWindow::tr("Effacer maintenant"),
        CortegeWindow::tr("Effacer ce qui est gardé sur ce poste ?"),
        m_controller.conventionNotice() + u'\n' + CortegeWindow::tr("Rien de cela ne pourra être retrouvé."),
        CortegeWindow::tr("Effacer maintenant"), CortegeWindow::tr("Ne rien effacer") };
    m_questions.ask(&m_window, question, [this](bool accepted) {
        if (accepted && m_controller.canEraseKept()) // the end may have been taken back meanwhile
            m_controller.eraseKept();
    });
}

void CortegeWindow::Private::showHistory()
{
    delete m_history; // of the same event, asked for once more
    m_history = new HistoryView(m_controller.record().subject, &m_window);
    m_historyOf = m_controller.openEvent();
    connect(m_history, &HistoryView::versionShown, this, &Private::showFormer);
    connect(m_history, &HistoryView::restoreRequested, this, [this](const EventRecord &record) {
        m_history->close();
        m_controller.restore(record);
        m_form->focusFirst(); // so that Ctrl+Z takes it back, wherever the focus was
        fit();
    });
    connect(m_history, &QObject::destroyed, this, [this] { m_port.setFormer(std::nullopt); });
    m_history->offerRestoring(m_actions->save->isEnabled());
    placeHistory();
    m_history->setVisible(true); // not modal: the map is looked at beside it
    m_controller.requestHistory();
}

/// Over the form, so that the map is seen.
void CortegeWindow::Private::placeHistory()
{
    const QPoint corner = m_right->mapToGlobal(QPoint(0, 0));
    m_history->setGeometry(corner.x(), corner.y(), m_right->width(), m_right->height() - 2 * kMargin);
}

void CortegeWindow::Private::showFormer(const EventVersion &version)
{
    m_port.setFormer(presentation::mapEventOf(version));
}

const EventVersion *CortegeWindow::Private::openVersion() const
{
    const auto event = m_controller.openEvent();
    return event ? m_controller.platform().replica().find(*event) : nullptr;
}

void CortegeWindow::Private::askOccurrences()
{
    if (!m_controller.issues().empty()) { // each of them would have the same
        m_form->insist();
        return;
    }
    auto *dialog = new OccurrencesDialog(m_controller.form().content(), m_controller.today(), &m_window);
    if (m_slots.first == m_controller.openEvent())
        dialog->goOnWith(m_slots.second);
    m_slots = {};
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const int made = m_controller.saveOccurrences(dialog->occurrences());
        m_slots = { m_controller.openEvent(), dialog->typedAfter(made) };
    });
    connect(dialog, &QDialog::rejected, this,
        [this, dialog] { m_slots = { m_controller.openEvent(), dialog->typedAfter(0) }; });
    dialog->open();
}

void CortegeWindow::Private::askCopy()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const EventVersion *version = openVersion();
    const auto begins = version ? version->record.begins : std::nullopt;
    const bool received = m_controller.stateLine().transfer == presentation::Transfer::Received;
    auto *dialog = new CopyDialog({ copyChoices(version, received, static_cast<int>(m_list->shown().size())),
                                      version ? 0 : 1, // an unsaved one is told why there is no sheet
                                      begins ? toParis(*begins).date() : m_controller.today(), folder },
        &m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_copier.make(orderOf(*dialog)); });
    dialog->open();
}

presentation::CopyOrder CortegeWindow::Private::orderOf(const CopyDialog &dialog) const
{
    const client::Replica &replica = m_controller.platform().replica();
    presentation::CopyOrder order { dialog.form(), dialog.purpose(), dialog.path(), {}, dialog.day(), {}, {} };
    if (order.form == CopyForm::EventSheet) {
        const EventVersion *version = openVersion();
        if (version)
            order.events.push_back(*version);
        if (const auto *places = m_controller.places(); version && places)
            order.passages
                = passageTimes(presentation::contentOf(version->record), m_controller.today(), places->network());
    } else if (order.form == CopyForm::DaySheet) {
        order.events = presentation::eventsOn(order.day, replica);
    } else {
        for (const EventId &event : m_list->shown()) {
            if (const EventVersion *version = replica.find(event))
                order.events.push_back(*version);
        }
    }
    if (order.form == CopyForm::EventSheet)
        order.map = m_port.picture();
    else if (order.form == CopyForm::DaySheet)
        order.map = pictureOf(order.day);
    return order;
}

/// The map as it is on the screen, with the events of that day alone.
QImage CortegeWindow::Private::pictureOf(QDate day) const
{
    m_port.setTimeWindow(UtcInterval { midnight(day), midnight(day.addDays(1)) });
    m_port.setHideOutside(true);
    QImage picture = m_port.picture();
    m_port.setHideOutside(false);
    m_port.setTimeWindow(m_list->period());
    return picture;
}

void CortegeWindow::Private::fit()
{
    if (const auto box = boundingBox(pointsOf(m_controller.record())))
        m_port.show(*box);
}

CortegeWindow::CortegeWindow(
    CortegeController &controller, const Clock &clock, QWidget *map, presentation::MapPort &port, Questions &questions)
{
    setObjectName(u"cortegeWindow"_s);
    resize(1366, 740);
    d = std::make_unique<Private>(*this, controller, clock, map, port, questions);
    restoreGeometryOf(*this);
}

CortegeWindow::~CortegeWindow()
{
    hide(); // a date that still has the focus is read now, while everything that it asks is there
}

void CortegeWindow::showCertificate(presentation::CertificateNotice &notice) { d->showCertificate(notice); }

void CortegeWindow::showHelp(Help &help) { d->showHelp(help); }
void CortegeWindow::showSettings(const cli::Configuration &configuration) { d->showSettings(configuration); }

void CortegeWindow::closeEvent(QCloseEvent *event)
{
    rememberGeometryOf(*this);
    event->setAccepted(d->mayClose());
}

} // namespace cortege::widgets
