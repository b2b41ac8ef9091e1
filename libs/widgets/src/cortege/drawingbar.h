#pragma once

#include <presentation/announcer.h>
#include <presentation/coordinates.h>
#include <presentation/shapemodel.h>
#include <presentation/stamp.h>

#include <QtWidgets/QWidget>

#include <map>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace cortege::widgets
{

/// Above the map while somebody draws or places something: the forms of a footprint, the measures of what is drawn, and
/// the numbers of the place.
class DrawingBar final : public QWidget
{
    Q_OBJECT
public:
    /// `streets`: whether the workstation knows any.
    explicit DrawingBar(bool streets, QWidget *parent = nullptr);

    void showDrawing(presentation::ShapeModel::Kind kind);
    void showPicking();
    void begin(); ///< another event: what was typed for the former one is none of its business
    void setTool(presentation::FootprintTool tool); ///< tells nobody
    void openTools(); ///< the menu, by keyboard
    void focusCoordinates();

    void showShape(const LineString &points);
    /// The same, without the vertex that would come next: its measures are told to screen readers.
    void tellShape(const LineString &points);
    void showPlace(std::optional<GeoPoint> place);
    /// What was typed cannot be used; the next edit takes the sentence away.
    void showTrouble(const QString &text);

Q_SIGNALS:
    void toolChosen(cortege::presentation::FootprintTool tool, double width);
    void placeTyped(cortege::GeoPoint place);
    void importRequested();
    void left(); ///< back to the map

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildTools();
    QWidget *buildCoordinates();
    void buildMenu(bool streets);
    void chooseTool(presentation::FootprintTool tool);
    QString measuresOf(const LineString &points) const;
    void refreshMeasures();
    void refreshPlace();
    void refreshTrouble();
    void takeTyped();
    void giveUpTyped();
    void goOnTyping();

    presentation::FootprintTool m_tool = presentation::FootprintTool::Polygon;
    presentation::ShapeModel::Kind m_kind = presentation::ShapeModel::Kind::Route;
    LineString m_points;
    std::optional<GeoPoint> m_place;
    QString m_givenUp; ///< that was typed and not taken yet
    presentation::Announcer *m_announcer;
    QWidget *m_tools = nullptr;
    QMenu *m_menu = nullptr;
    std::map<presentation::FootprintTool, QAction *> m_actions;
    QToolButton *m_form = nullptr;
    QLabel *m_widthLabel = nullptr;
    QDoubleSpinBox *m_width = nullptr;
    QLabel *m_densityLabel = nullptr;
    QDoubleSpinBox *m_density = nullptr;
    QToolButton *m_import = nullptr;
    QLabel *m_measures = nullptr;
    QLineEdit *m_coordinates = nullptr;
    QComboBox *m_format = nullptr;
    QLabel *m_trouble = nullptr;
};

} // namespace cortege::widgets
