#include <presentation/stamp.h>

#include <domain/outline.h>

#include <QtCore/QCoreApplication>

namespace cortege::presentation
{
namespace
{

struct StampTexts {
    Q_DECLARE_TR_FUNCTIONS(Stamp)
};

class RectangleStamp final : public Stamp
{
public:
    size_t placeCount() const override { return 2; }
    Ring outline(std::span<const GeoPoint> places) const override { return rectangle(places[0], places[1]); }
    QString hint(size_t placed) const override
    {
        return placed == 0 ? StampTexts::tr("Rectangle : cliquez sur un coin.")
                           : StampTexts::tr("Rectangle : cliquez sur le coin opposé. Échap pour revenir.");
    }
    QString trouble() const override { return StampTexts::tr("Rectangle : éloignez le second coin du premier."); }
};

class CircleStamp final : public Stamp
{
public:
    size_t placeCount() const override { return 2; }
    Ring outline(std::span<const GeoPoint> places) const override { return circle(places[0], places[1]); }
    QString hint(size_t placed) const override
    {
        return placed == 0 ? StampTexts::tr("Cercle : cliquez au centre.")
                           : StampTexts::tr("Cercle : cliquez sur le bord. Échap pour revenir.");
    }
    QString trouble() const override { return StampTexts::tr("Cercle : éloignez le bord du centre."); }
};

class SquareStamp final : public Stamp
{
public:
    explicit SquareStamp(const geodata::StreetNetwork &network) : m_network(network) { }
    size_t placeCount() const override { return 1; }
    Ring outline(std::span<const GeoPoint> places) const override { return m_network.face(places[0]).value_or(Ring()); }
    QString hint(size_t) const override { return StampTexts::tr("Place : cliquez entre les rues qui la bordent."); }
    QString trouble() const override { return StampTexts::tr("Aucune place fermée par des rues à cet endroit."); }

private:
    const geodata::StreetNetwork &m_network;
};

/// A click beside a crossing may be nearest to the street across: that step round the corner is no stretch of its own.
LineString withoutSteps(LineString line, double metres)
{
    if (line.size() > 2 && distanceMetres(line[0], line[1]) < metres)
        line.erase(line.begin());
    if (line.size() > 2 && distanceMetres(line[line.size() - 2], line.back()) < metres)
        line.pop_back();
    return line;
}

class StreetStamp final : public Stamp
{
public:
    StreetStamp(const geodata::StreetNetwork &network, double width) : m_network(network), m_width(width) { }
    size_t placeCount() const override { return 2; }
    Ring outline(std::span<const GeoPoint> places) const override
    {
        const auto path = m_network.route(places[0], places[1]);
        return path ? band(withoutSteps(path->line, m_width / 2), m_width) : Ring();
    }
    QString hint(size_t placed) const override
    {
        return placed == 0 ? StampTexts::tr("Tronçon de rue : cliquez là où il commence.")
                           : StampTexts::tr("Tronçon de rue : cliquez là où il finit. Échap pour revenir.");
    }
    QString trouble() const override { return StampTexts::tr("Aucun chemin par les rues entre ces deux endroits."); }

private:
    const geodata::StreetNetwork &m_network;
    double m_width;
};

} // namespace

QString label(FootprintTool tool)
{
    switch (tool) {
    case FootprintTool::Polygon:
        return StampTexts::tr("&Polygone");
    case FootprintTool::Rectangle:
        return StampTexts::tr("&Rectangle");
    case FootprintTool::Circle:
        return StampTexts::tr("&Cercle");
    case FootprintTool::Square:
        return StampTexts::tr("P&lace entre les rues");
    case FootprintTool::Street:
        return StampTexts::tr("&Tronçon de rue");
    }
    return {};
}

bool needsStreets(FootprintTool tool) { return tool == FootprintTool::Square || tool == FootprintTool::Street; }

std::shared_ptr<const Stamp> stampOf(FootprintTool tool, const geodata::StreetNetwork *network, double width)
{
    if (needsStreets(tool) && !network)
        return nullptr;
    switch (tool) {
    case FootprintTool::Polygon:
        return nullptr;
    case FootprintTool::Rectangle:
        return std::make_shared<RectangleStamp>();
    case FootprintTool::Circle:
        return std::make_shared<CircleStamp>();
    case FootprintTool::Square:
        return std::make_shared<SquareStamp>(*network);
    case FootprintTool::Street:
        return std::make_shared<StreetStamp>(*network, width);
    }
    return nullptr;
}

} // namespace cortege::presentation
