#pragma once

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// A small panel that lies on the map: nearly opaque, with a rounded border.
class Card : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cortege::widgets
