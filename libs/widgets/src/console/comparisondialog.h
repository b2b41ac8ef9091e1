#pragma once

#include <presentation/comparisontable.h>
#include <presentation/consolecontroller.h>

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QTableView;

namespace cortege::widgets
{

class DensityScale;

/// The period of the console beside another one: a table by quarter, while the map shows the difference. The comparison
/// ends with the window.
class ComparisonDialog final : public QDialog
{
    Q_OBJECT
public:
    ComparisonDialog(presentation::ConsoleController &controller, QWidget *parent);
    ~ComparisonDialog() override;

Q_SIGNALS:
    void placeWanted(cortege::GeoBox extent); ///< a row was activated

private:
    void compare();
    void showPicture();

    presentation::ConsoleController &m_controller;
    presentation::ComparisonTable m_model;
    QComboBox *m_with;
    QLabel *m_periods;
    DensityScale *m_scale;
    QTableView *m_table;
    QLabel *m_parameters;
};

} // namespace cortege::widgets
