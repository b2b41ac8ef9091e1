#pragma once

#include <QtWidgets/QToolButton>

namespace cortege::widgets
{

/// A button that stays on: in the colour of the selection while it does, in light and dark alike.
class ToggleButton final : public QToolButton
{
    Q_OBJECT
public:
    explicit ToggleButton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cortege::widgets
