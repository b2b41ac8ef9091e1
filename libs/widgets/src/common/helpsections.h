#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QString>

class QWidget;

namespace cortege::widgets
{

/// Which section of the guide is about a part of a window.
struct HelpSection {
    QLatin1StringView part; ///< the objectName
    QStringView anchor; ///< of the heading, in the guide of each program that has the part
};

using namespace Qt::Literals::StringLiterals;

inline constexpr HelpSection kHelpSections[] {
    // both programs
    { "firstRun"_L1, u"la-première-fois" },
    { "pinDialog"_L1, u"la-première-fois" },
    { "keyStoreDialog"_L1, u"la-première-fois" },
    { "eventList"_L1, u"trouver-un-événement" },
    { "search"_L1, u"trouver-un-événement" },
    { "historyView"_L1, u"lhistorique" },
    { "copyDialog"_L1, u"exporter" },
    { "statusBar"_L1, u"la-connexion" },
    // Cortège
    { "formHeader"_L1, u"saisir-un-événement" },
    { "eventForm"_L1, u"saisir-un-événement" },
    { "passages"_L1, u"une-marche-dictée" },
    { "toldMarch"_L1, u"une-marche-dictée" },
    { "drawingBar"_L1, u"dessiner" },
    { "mapView"_L1, u"la-carte" },
    { "clashPanel"_L1, u"les-événements-proches" },
    { "formFooter"_L1, u"enregistrer" },
    { "conflictPanel"_L1, u"deux-corrections-à-la-fois" },
    { "occurrencesDialog"_L1, u"plusieurs-créneaux" },
    { "nameToKeep"_L1, u"modèles-et-filtres" },
    // the console
    { "eventsDock"_L1, u"trouver-un-événement" },
    { "mapStage"_L1, u"la-carte" },
    { "eventDetail"_L1, u"un-événement" },
    { "journal"_L1, u"ce-qui-vient-darriver" },
    { "noticeBar"_L1, u"ce-qui-vient-darriver" },
    { "marchQuestion"_L1, u"la-tête-du-cortège" },
    { "timeDock"_L1, u"la-période" },
    { "clockFilter"_L1, u"heures-et-jours" },
    { "layerPanel"_L1, u"la-carte" },
    { "densityLegend"_L1, u"la-carte" },
    { "zonesPanel"_L1, u"les-zones-de-tension" },
    { "meetingsPanel"_L1, u"les-croisements" },
    { "factsPanel"_L1, u"les-faits" },
    { "factImport"_L1, u"importer-des-faits" },
    { "comparison"_L1, u"comparer-deux-périodes" },
    { "charts"_L1, u"les-graphiques" },
    { "snapshot"_L1, u"les-instantanés" },
};

/// The anchor of the nearest part around `widget` that has one, `widget` included; empty without.
QString helpAnchorFor(const QWidget *widget);

/// The anchor of a heading, as forges and pandoc make it.
QString anchorOf(QStringView heading);

} // namespace cortege::widgets
