#include "texts.h"

#include <QtCore/QLocale>

#include <territory/commands.h>

namespace cortege::territory
{

QString sentenceFor(Fault fault)
{
    switch (fault) {
    case Fault::NoGeometry:
        return Tool::tr("sans géométrie");
    case Fault::WrongGeometry:
        return Tool::tr("géométrie d’un autre genre que celui attendu");
    case Fault::OffEarth:
        return Tool::tr("position hors du globe, ou système de coordonnées non déclaré");
    case Fault::TooShort:
        return Tool::tr("trop peu de points");
    case Fault::NoName:
        return Tool::tr("sans nom ni numéro");
    case Fault::NoStreet:
        return Tool::tr("numéro sans nom de voie");
    case Fault::NoPosition:
        return Tool::tr("sans position");
    case Fault::MissingNodes:
        return Tool::tr("des points manquent dans l’extrait");
    case Fault::BrokenArea:
        return Tool::tr("surface dont le contour ne se ferme pas");
    case Fault::WrongCells:
        return Tool::tr("ligne mal formée");
    case Fault::NotUtf8:
        return Tool::tr("texte qui n’est pas en UTF-8");
    case Fault::Unreadable:
        return Tool::tr("illisible");
    }
    Q_UNREACHABLE_RETURN({});
}

QString shown(const Refusal &refusal)
{
    const QString reason = refusal.detail.isEmpty()
        ? sentenceFor(refusal.fault)
        : QStringLiteral("%1 (%2)").arg(sentenceFor(refusal.fault), refusal.detail);
    return Tool::tr("enregistrement %1 : %2").arg(refusal.record, reason);
}

QString shown(qint64 number) { return QLocale().toString(number); }

QString shown(const GeoBox &box)
{
    const auto degrees = [](double value) { return QString::number(value, 'f', 5); };
    return QStringLiteral("%1,%2,%3,%4")
        .arg(degrees(box.southWest.longitude), degrees(box.southWest.latitude), degrees(box.northEast.longitude),
            degrees(box.northEast.latitude));
}

std::vector<std::unique_ptr<cli::Command>> allCommands()
{
    std::vector<std::unique_ptr<cli::Command>> all;
    for (const auto make : { buildCommand, infoCommand, checkCommand })
        all.push_back(make());
    return all;
}

} // namespace cortege::territory
