#pragma once

#include "camera.h"

#include <presentation/announcer.h>

#include <QtWidgets/QLabel>

#include <optional>

class QToolButton;

namespace cortege::map
{

/// A length that can be read in round figures, in the corner.
class ScaleBar final : public QWidget
{
    Q_OBJECT
public:
    ScaleBar(const Camera &camera, QWidget *parent);
    QSize sizeHint() const override;
    /// The longest of 1, 2, 5 × 10ⁿ metres that `pixels` can hold.
    static double roundLength(double metresPerPixel, double pixels);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Camera &m_camera;
};

/// A short text on a patch of the window's colour, which lets the pointer through.
class Note final : public QLabel
{
    Q_OBJECT
public:
    explicit Note(QWidget *parent);
    void say(const QString &text); ///< hides with an empty text
    void fit(int room); ///< within so many pixels, on several lines where need be

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// What stands on the map and does not move with it.
class Furniture final : public QObject
{
    Q_OBJECT
public:
    Furniture(QWidget &surface, const Camera &camera, const QString &attribution);

    void setHint(const QString &text);
    void setMeasure(const QString &text, std::optional<QPointF> pointer);
    void arrange();
    /// What only a pointer needs.
    void setButtonsVisible(bool visible);

Q_SIGNALS:
    void zoomRequested(int levels);

private:
    QToolButton *zoomButton(const QString &text, const QString &name, int levels);

    QWidget &m_surface;
    QToolButton *m_nearer;
    QToolButton *m_farther;
    Note *m_attribution;
    Note *m_hint;
    Note *m_measure;
    ScaleBar *m_scale;
    presentation::Announcer *m_announcer;
};

} // namespace cortege::map
