#pragma once

#include <presentation/mapport.h>

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

class QCheckBox;

namespace cortege::widgets
{

/// What the map shows.
class LayerPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit LayerPanel(QWidget *parent = nullptr);

    void setVisible(presentation::MapLayer layer, bool visible);
    using QWidget::setVisible;

Q_SIGNALS:
    void layerToggled(cortege::presentation::MapLayer layer, bool visible);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcons();

    QHash<presentation::MapLayer, QCheckBox *> m_boxes;
};

} // namespace cortege::widgets
