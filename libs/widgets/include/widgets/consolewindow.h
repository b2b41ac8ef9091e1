#pragma once

#include <cli/configuration.h>
#include <presentation/certificatenotice.h>
#include <presentation/consolecontroller.h>

#include <QtWidgets/QMainWindow>

class QLabel;
class QMenu;
class QStackedWidget;
class QTabWidget;

namespace cortege::widgets
{

class CertificateBanner;
class ConnectionIndicator;
class ConventionBanner;
class DensityLegend;
class EventDetail;
class EventsPanel;
class FactProgress;
class FactsPanel;
class Help;
class LayerPanel;
class MapStage;
class MarchQuestion;
class MeetingsPanel;
class NoticeBar;
class TimePanel;
class ZonesPanel;

/// The analyst's window: list, map and detail side by side, the time bar below them.
class ConsoleWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `map` becomes a child; its port was given to the controller, which must outlive the window.
    ConsoleWindow(presentation::ConsoleController &controller, QWidget *map, QWidget *parent = nullptr);
    /// Warns of the certificate's end; the notice must outlive the window.
    void showCertificate(presentation::CertificateNotice &notice);
    /// Adds the menu of the help, and offers the tour to whoever is here for the first time; the help must outlive the
    /// window.
    void showHelp(Help &help);
    /// Lets the person see what the program was told, and what of it is locked.
    void showSettings(const cli::Configuration &configuration);

    /// Shows what stands in it and whether it still comes out the same.
    void openSnapshot(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildDocks();
    QWidget *buildLeft();
    QWidget *buildRight();
    void buildMenus();
    void buildAnalysisMenu();
    void connectAnalysis();
    void compare();
    void showCharts(bool ofChosen);
    void askCopy();
    void askSnapshot();
    void importFacts();
    void showWhetherToImport();
    void buildStatusBar();
    void connectEvents();
    void showSelected();
    void showHistory();
    void showAccess();
    void showLink();
    void showCounts();
    void showClock();

    presentation::ConsoleController &m_controller;
    ConventionBanner *m_convention;
    CertificateBanner *m_certificate;
    QStackedWidget *m_pages;
    QLabel *m_statement;
    MapStage *m_stage;
    DensityLegend *m_legend;
    NoticeBar *m_notices;
    EventsPanel *m_events;
    ZonesPanel *m_zones;
    MeetingsPanel *m_meetings;
    FactsPanel *m_facts;
    LayerPanel *m_layers;
    EventDetail *m_detail;
    MarchQuestion *m_march;
    QTabWidget *m_left;
    QTabWidget *m_right;
    TimePanel *m_time;
    QAction *m_import = nullptr;
    QLabel *m_counts;
    FactProgress *m_factProgress;
    QLabel *m_person;
    QLabel *m_clock;
    ConnectionIndicator *m_connection;
    QMenu *m_help = nullptr;
    QTimer m_clockTimer;
};

} // namespace cortege::widgets
