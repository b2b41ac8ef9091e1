#pragma once

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// Where a line of a list is taken hold of by the mouse. It says where the pointer is while it is held; who owns the
/// lines shows and moves them. Escape lets go without a drop.
class LineGrip final : public QWidget
{
    Q_OBJECT
public:
    explicit LineGrip(QWidget *parent);

    QSize sizeHint() const override;

Q_SIGNALS:
    void pulled(int y); ///< of the pointer, in the grip's own coordinates
    void dropped(int y);
    void letGo(); ///< nothing is to be moved

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void release();

    enum class State { Free, Pressed, Pulled } m_state = State::Free;
    int m_pressedAt = 0;
};

} // namespace cortege::widgets
