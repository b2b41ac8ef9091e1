#pragma once

#include "maptool.h"

#include <QtQuickWidgets/QQuickWidget>

#include <functional>

namespace cortege::map
{

/// The scene as a widget. All input goes to the tool; none of it reaches Qt Quick.
/// The scene starts once its window has been painted, with the colour of the empty ground in its place until then: its
/// first picture costs a good part of what the window does (docs/decisions/0253).
class Surface final : public QQuickWidget
{
    Q_OBJECT
public:
    Surface(MapTool &tool, QWidget *parent);

    /// What the tooltip says about a pixel; empty: nothing.
    void setExplainer(std::function<QString(QPointF)> explain) { m_explain = std::move(explain); }

    /// Does nothing from the second time on. By itself after the first painting.
    void start();

Q_SIGNALS:
    void focusChanged(bool focused);
    void resized();

protected:
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    MapTool &m_tool;
    std::function<QString(QPointF)> m_explain;
    bool m_isStarted = false;
};

} // namespace cortege::map
