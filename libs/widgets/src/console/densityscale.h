#pragma once

#include <presentation/tensionoverlay.h>

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// The palette of the overlay from 0 to its top, with values below.
class DensityScale final : public QWidget
{
    Q_OBJECT
public:
    explicit DensityScale(QWidget *parent = nullptr);

    void setTop(
        double top, presentation::TensionUnit unit = presentation::TensionUnit::People); ///< per hectare; 0: nothing
    /// From −top to +top, in the colours of a difference.
    void setDifference(double top, presentation::TensionUnit unit);
    const QStringList &texts() const { return m_texts; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_texts;
    bool m_isDifference = false;
};

} // namespace cortege::widgets
