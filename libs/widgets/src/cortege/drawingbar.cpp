#include "drawingbar.h"

#include <presentation/drawingmeasures.h>
#include <widgets/theme.h>

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

#include <utility>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::CoordinateFormat;
using presentation::FootprintTool;
using presentation::ShapeModel;

constexpr double kMostWidth = 200; ///< metres

QLabel *labelOf(QWidget *field, const QString &text)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    field->setAccessibleName(text);
    return label;
}

QString plainLabel(FootprintTool tool) { return presentation::label(tool).remove(u'&'); }

} // namespace

DrawingBar::DrawingBar(bool streets, QWidget *parent) : QWidget(parent), m_announcer(new presentation::Announcer(this))
{
    setObjectName(u"drawingBar"_s);
    buildMenu(streets);
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(u"coordinateTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpacing, kSpacing - 2, kSpacing, kSpacing - 2);
    column->setSpacing(kSpacing - 4);
    column->addWidget(buildTools());
    column->addWidget(buildCoordinates());
    column->addWidget(m_trouble);
    setTool(FootprintTool::Polygon);
    hide();
}

void DrawingBar::buildMenu(bool streets)
{
    m_menu = new QMenu(this);
    m_menu->setObjectName(u"footprintTools"_s);
    auto *group = new QActionGroup(this);
    for (const FootprintTool tool : presentation::kFootprintTools) {
        auto *action = m_menu->addAction(presentation::label(tool));
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setEnabled(streets || !presentation::needsStreets(tool));
        m_actions[tool] = action;
        connect(action, &QAction::triggered, this, [this, tool] { chooseTool(tool); });
    }
}

QWidget *DrawingBar::buildTools()
{
    m_tools = new QWidget(this);
    m_form = new QToolButton(m_tools);
    m_form->setObjectName(u"footprintTool"_s);
    m_form->setMenu(m_menu);
    m_form->setPopupMode(QToolButton::InstantPopup);
    m_form->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_form->setFocusPolicy(Qt::TabFocus);
    m_form->setToolTip(tr("Forme de l’emprise (Ctrl+Maj+D)"));
    m_width = new QDoubleSpinBox(m_tools);
    m_width->setObjectName(u"streetWidth"_s);
    m_width->setRange(1, kMostWidth);
    m_width->setDecimals(0);
    m_width->setSuffix(tr(" m", "after a width"));
    m_width->setValue(presentation::kStreetWidth);
    m_widthLabel = labelOf(m_width, tr("Largeur"));
    m_density = new QDoubleSpinBox(m_tools);
    m_density->setObjectName(u"density"_s);
    m_density->setRange(presentation::kLeastDensity, presentation::kMostDensity);
    m_density->setDecimals(1);
    m_density->setSingleStep(0.5);
    m_density->setSuffix(tr(" pers./m²", "after a density"));
    m_density->setValue(presentation::kStandingDensity);
    m_densityLabel = labelOf(m_density, tr("Densité"));
    m_import = new QToolButton(m_tools);
    m_import->setObjectName(u"importShape"_s);
    m_import->setText(tr("Importer…"));
    m_import->setAccessibleName(m_import->text());
    m_import->setToolTip(tr("Prendre le dessin d’un fichier GPX, KML, GeoJSON ou Shapefile"));
    m_import->setFocusPolicy(Qt::TabFocus);
    m_measures = new QLabel(m_tools);
    m_measures->setObjectName(u"measures"_s);
    m_measures->setWordWrap(true);
    QFont bold = m_measures->font();
    bold.setBold(true);
    m_measures->setFont(bold);
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpacing - 2);
    for (QWidget *part : std::initializer_list<QWidget *> { m_form, m_widthLabel, m_width, m_densityLabel, m_density })
        row->addWidget(part);
    row->addStretch(1);
    auto *results = new QHBoxLayout;
    results->setSpacing(kSpacing - 2);
    results->addWidget(m_measures, 1);
    results->addWidget(m_import);
    auto *column = new QVBoxLayout(m_tools);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpacing - 4);
    column->addLayout(row);
    column->addLayout(results);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this](double width) { Q_EMIT toolChosen(m_tool, width); });
    connect(m_density, &QDoubleSpinBox::valueChanged, this, [this] {
        refreshMeasures();
        m_announcer->tell(measuresOf(m_points));
    });
    connect(m_import, &QToolButton::clicked, this, &DrawingBar::importRequested);
    for (QWidget *part : std::initializer_list<QWidget *> { m_form, m_width, m_density, m_import })
        part->installEventFilter(this);
    return m_tools;
}

QWidget *DrawingBar::buildCoordinates()
{
    auto *part = new QWidget(this);
    m_coordinates = new QLineEdit(part);
    m_coordinates->setObjectName(u"coordinates"_s);
    m_coordinates->setToolTip(tr("Latitude et longitude, ou mètres Lambert-93, puis Entrée (Ctrl+G)"));
    m_format = new QComboBox(part);
    m_format->setObjectName(u"coordinateFormat"_s);
    m_format->setAccessibleName(tr("Écriture des coordonnées"));
    for (const CoordinateFormat format : presentation::kCoordinateFormats)
        m_format->addItem(presentation::label(format), static_cast<int>(format));
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpacing - 2);
    row->addWidget(labelOf(m_coordinates, tr("Coordonnées")));
    row->addWidget(m_coordinates, 1);
    row->addWidget(m_format);
    connect(m_coordinates, &QLineEdit::returnPressed, this, &DrawingBar::takeTyped);
    connect(m_coordinates, &QLineEdit::textEdited, this, [this] { showTrouble({}); });
    connect(m_format, &QComboBox::activated, this, [this] {
        giveUpTyped();
        refreshPlace();
    });
    m_coordinates->installEventFilter(this);
    m_format->installEventFilter(this);
    return part;
}

void DrawingBar::showDrawing(ShapeModel::Kind kind)
{
    m_kind = kind;
    m_points.clear();
    const bool footprint = kind == ShapeModel::Kind::Footprint;
    m_tools->show();
    for (QWidget *part : std::initializer_list<QWidget *> { m_form, m_densityLabel, m_density })
        part->setVisible(footprint);
    setTool(FootprintTool::Polygon);
    refreshMeasures();
    show();
}

void DrawingBar::showPicking()
{
    m_tools->hide();
    show();
}

void DrawingBar::begin()
{
    m_givenUp.clear();
    m_coordinates->setModified(false);
    refreshPlace();
}

void DrawingBar::setTool(FootprintTool tool)
{
    m_tool = tool;
    m_actions[tool]->setChecked(true);
    m_form->setText(tr("Forme : %1").arg(plainLabel(tool)));
    m_form->setAccessibleName(m_form->text());
    const bool street = m_kind == ShapeModel::Kind::Footprint && tool == FootprintTool::Street;
    m_widthLabel->setVisible(street);
    m_width->setVisible(street);
}

void DrawingBar::chooseTool(FootprintTool tool)
{
    setTool(tool);
    Q_EMIT toolChosen(tool, m_width->value());
    Q_EMIT left();
}

void DrawingBar::openTools()
{
    m_menu->popup(m_form->mapToGlobal(QPoint(0, m_form->height())));
    m_menu->setActiveAction(m_actions[m_tool]);
}

void DrawingBar::focusCoordinates()
{
    m_coordinates->setFocus(Qt::ShortcutFocusReason);
    goOnTyping();
    m_coordinates->selectAll();
}

void DrawingBar::showShape(const LineString &points)
{
    m_points = points;
    refreshMeasures();
}

void DrawingBar::tellShape(const LineString &points) { m_announcer->tell(measuresOf(points)); }

QString DrawingBar::measuresOf(const LineString &points) const
{
    return m_kind == ShapeModel::Kind::Footprint ? presentation::footprintMeasures(points, m_density->value())
                                                 : presentation::routeMeasures(points);
}

void DrawingBar::refreshMeasures()
{
    const QString measures = measuresOf(m_points);
    m_measures->setText(measures.isEmpty() ? tr("Rien à mesurer encore") : measures);
}

void DrawingBar::showPlace(std::optional<GeoPoint> place)
{
    if (m_place == place)
        return;
    m_place = place;
    if (!m_coordinates->hasFocus())
        giveUpTyped(); // what was begun there is about another place
    refreshPlace();
}

void DrawingBar::refreshPlace()
{
    if (m_coordinates->isModified())
        return;
    const auto format = static_cast<CoordinateFormat>(m_format->currentData().toInt());
    m_coordinates->setText(m_place ? presentation::coordinateText(*m_place, format) : QString());
    m_coordinates->setCursorPosition(0);
    if (m_coordinates->hasFocus())
        m_coordinates->selectAll(); // the next key replaces what is shown, wherever the pointer has moved
    showTrouble({});
}

void DrawingBar::takeTyped()
{
    const auto point = presentation::readCoordinates(m_coordinates->text());
    if (!point)
        return showTrouble(point.error());
    m_givenUp.clear();
    m_coordinates->setModified(false);
    Q_EMIT placeTyped(*point);
    m_coordinates->selectAll();
}

/// The field shows the place again; what was typed is there again when somebody goes on typing.
void DrawingBar::giveUpTyped()
{
    if (!m_coordinates->isModified())
        return;
    m_givenUp = m_coordinates->text();
    m_coordinates->setModified(false);
}

void DrawingBar::goOnTyping()
{
    if (m_givenUp.isEmpty())
        return;
    m_coordinates->setText(std::exchange(m_givenUp, {}));
    m_coordinates->setModified(true);
}

void DrawingBar::showTrouble(const QString &text)
{
    if (!text.isEmpty())
        m_announcer->tell(text);
    m_trouble->setText(text);
    m_trouble->setVisible(!text.isEmpty());
    m_coordinates->setAccessibleDescription(text);
    refreshTrouble();
}

void DrawingBar::refreshTrouble()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colourOf(Tone::Error, colours));
    m_trouble->setPalette(colours);
}

void DrawingBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshTrouble();
    QWidget::changeEvent(event);
}

bool DrawingBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        giveUpTyped();
        refreshPlace();
        Q_EMIT left();
        return true;
    }
    if (event->type() == QEvent::FocusIn && watched == m_coordinates)
        goOnTyping();
    return QWidget::eventFilter(watched, event);
}

} // namespace cortege::widgets
