#pragma once

#include <presentation/timehistogram.h>
#include <presentation/timewindow.h>

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// A span of days with the number of events an hour, and the time window lying on it: drag it, drag its edges, click
/// beside it, turn the wheel; arrows move it (Shift: its end), Page by its length, Home to the present, Space plays.
class TimeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TimeBar(presentation::TimeWindow &time, QWidget *parent = nullptr);

    void setHistogram(const presentation::TimeHistogram &histogram);
    /// Pixels from the left edge; outside the widget for a time outside the span.
    double xOf(UtcTime time) const;
    UtcTime timeAt(double x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return { 300, sizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Part { None, Begin, Middle, End };
    Part partAt(double x) const;
    void drag(double x);
    void describeWindow();
    std::chrono::minutes step() const; ///< of the arrows and of dragging
    UtcTime rounded(UtcTime time) const;
    QRectF chart() const;
    void paintDays(QPainter &painter) const;
    void paintHours(QPainter &painter) const;
    void paintHistogram(QPainter &painter) const;
    void paintExcluded(QPainter &painter) const;
    void paintWindow(QPainter &painter) const;
    void paintNow(QPainter &painter) const;

    presentation::TimeWindow &m_time;
    presentation::TimeHistogram m_histogram;
    Part m_dragged = Part::None;
    std::chrono::milliseconds m_grip {}; ///< from the window's beginning to where it was taken
};

} // namespace cortege::widgets
