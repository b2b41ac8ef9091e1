#pragma once

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// The palette of the overlay from 0 to its top, with values below.
class DensityScale final : public QWidget
{
    Q_OBJECT
public:
    explicit DensityScale(QWidget *parent = nullptr);

    void setTop(double top); ///< people per hectare; 0: nobody anywhere
    const QStringList &texts() const { return m_texts; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_texts;
};

} // namespace cortege::widgets
