#pragma once

#include "console/card.h"

#include <presentation/tensionoverlay.h>

class QLabel;
class QSlider;

namespace cortege::widgets
{

class DensityScale;

/// What the colours of the overlay mean: title, unit, scale with values, the window of time, and the bandwidth, which
/// the person may change.
class DensityLegend final : public Card
{
    Q_OBJECT
public:
    explicit DensityLegend(QWidget *parent = nullptr);

    void setPicture(const presentation::TensionPicture &picture);
    void setBandwidth(double metres);
    /// The values beside the scale, from its bottom to its top, as they are written there.
    QStringList scaleTexts() const;

Q_SIGNALS:
    void bandwidthChosen(double metres);

private:
    void showUnit(bool compares, presentation::TensionUnit unit);

    QLabel *m_title;
    QLabel *m_unit;
    DensityScale *m_scale;
    QLabel *m_highest;
    QLabel *m_window;
    QSlider *m_slider;
    QLabel *m_bandwidth;
};

} // namespace cortege::widgets
