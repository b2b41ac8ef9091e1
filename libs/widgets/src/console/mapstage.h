#pragma once

#include <QtWidgets/QWidget>

namespace cortege::widgets
{

/// The map with cards lying on it.
class MapStage final : public QWidget
{
    Q_OBJECT
public:
    explicit MapStage(QWidget *map, QWidget *parent = nullptr);

    void setTopCard(QWidget *card); ///< centred at the top
    void setCornerCard(QWidget *card); ///< at the bottom left

    QSize minimumSizeHint() const override { return { 320, 240 }; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_map;
    QWidget *m_top = nullptr;
    QWidget *m_corner = nullptr;
};

} // namespace cortege::widgets
