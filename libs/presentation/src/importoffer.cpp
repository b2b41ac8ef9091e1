#include <presentation/importoffer.h>

#include <domain/outline.h>
#include <domain/validation.h>
#include <exchange/drawings.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

#include <ranges>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct ImportTexts {
    Q_DECLARE_TR_FUNCTIONS(ImportOffer)
};

bool isFootprint(ShapeModel::Kind kind) { return kind == ShapeModel::Kind::Footprint; }

QString troubleWith(const QString &name, const Error &error)
{
    switch (error.kind) {
    case Failure::NotFound:
        return ImportTexts::tr("« %1 » n’existe pas ou n’est pas un fichier.").arg(name);
    case Failure::Forbidden:
        return ImportTexts::tr("« %1 » ne peut pas être lu : ce poste n’en a pas le droit.").arg(name);
    case Failure::TooLarge:
        return ImportTexts::tr("« %1 » est trop gros pour un dessin : %2 Mo au plus, %3 Mo une fois décompressé.")
            .arg(name)
            .arg(exchange::kDrawingFileLimit / 1024 / 1024)
            .arg(exchange::kDrawingUnpackedLimit / 1024 / 1024);
    case Failure::Corrupt:
        return ImportTexts::tr("« %1 » est endommagé, ou ses coordonnées ne sont pas sur la Terre. Rien n’a été pris.")
            .arg(name);
    default:
        return ImportTexts::tr("« %1 » n’est ni un GPX, ni un KML, ni un GeoJSON, ni un Shapefile lisible.").arg(name);
    }
}

/// Metres by which the drawing was made simpler; 0: not at all.
double makeFit(std::vector<GeoPoint> &points, size_t most)
{
    double tolerance = 0;
    const auto whole = points;
    while (points.size() > most) {
        tolerance = tolerance == 0 ? 1 : 2 * tolerance;
        points = simplified(whole, tolerance);
    }
    return tolerance;
}

ImportOffer::Choice choiceOf(exchange::Drawing drawing, ShapeModel::Kind kind, int number)
{
    const bool footprint = isFootprint(kind);
    auto &points = drawing.points;
    const bool repeats = points.front() == points.back();
    if (footprint && repeats)
        points.pop_back();
    else if (!footprint && drawing.closed && !repeats)
        points.push_back(points.front());
    const double tolerance = makeFit(points, footprint ? limits::kFootprintPoints : limits::kRoutePoints);
    const QString size = footprint ? areaText(areaSquareMetres(points)) : lengthText(lengthMetres(points));
    const QString name = drawing.name.isEmpty() ? ImportTexts::tr("Dessin %1").arg(number) : drawing.name;
    const QString count = QLocale().toString(qint64(points.size()));
    return { tolerance > 0 ? ImportTexts::tr("%1 : %2, %3 points, simplifié à %4 près", "name, size, count, metres")
                                 .arg(name, size, count, lengthText(tolerance))
                           : ImportTexts::tr("%1 : %2, %3 points", "name, size, count").arg(name, size, count),
        std::move(points) };
}

/// The first few; a whole survey would fill the screen.
constexpr qsizetype kNamedRefusals = 5;

QString leftOutOf(const QString &file, const std::vector<exchange::RefusedDrawing> &refused)
{
    if (refused.empty())
        return {};
    QStringList names;
    for (const exchange::RefusedDrawing &one : refused | std::views::take(kNamedRefusals))
        names << (one.name.isEmpty() ? ImportTexts::tr("objet %1").arg(one.record)
                                     : ImportTexts::tr("« %1 » (objet %2)").arg(one.name, one.record));
    if (std::ssize(refused) > kNamedRefusals)
        names << u"…"_s;
    return ImportTexts::tr("« %1 » : illisible ou hors de la Terre, laissé de côté : %2.")
        .arg(file, names.join(u", "_s));
}

} // namespace

ImportOffer offerOf(const QString &path, ShapeModel::Kind kind)
{
    const QString name = QFileInfo(path).fileName();
    auto found = exchange::readDrawings(path);
    if (!found) {
        qWarning().noquote() << "import:" << found.error().detail;
        return { {}, troubleWith(name, found.error()), {} };
    }
    ImportOffer offer;
    offer.leftOut = leftOutOf(name, found->refused);
    for (exchange::Drawing &drawing : found->drawings) {
        if (drawing.closed || !isFootprint(kind))
            offer.choices.push_back(choiceOf(std::move(drawing), kind, static_cast<int>(offer.choices.size()) + 1));
    }
    if (offer.choices.empty())
        offer.trouble = isFootprint(kind) ? ImportTexts::tr("« %1 » n’a aucune surface ni ligne fermée.").arg(name)
                                          : ImportTexts::tr("« %1 » n’a aucune ligne.").arg(name);
    return offer;
}

} // namespace cortege::presentation
