#pragma once

#include <presentation/mapport.h>

namespace cortege::bench
{

/// A map that draws nothing and sees the whole city: what is made for it is made all the same.
class QuietMap final : public presentation::MapPort
{
public:
    explicit QuietMap(const GeoBox &city) : m_sight { city, kZoom } { }

    void setEvents(presentation::MapEvents) override { }
    void setTimeWindow(std::optional<UtcInterval>) override { }
    void setHideOutside(bool) override { }
    void setSelected(std::optional<EventId>) override { }
    void setNearby(const std::vector<EventId> &) override { }
    void setFormer(std::optional<presentation::MapEvent>) override { }
    void setLayerVisible(presentation::MapLayer, bool) override { }
    void setDensity(presentation::DensityFieldPtr field) override { m_density = std::move(field); }
    void setFigures(presentation::MapLayer, presentation::MapFigures) override { }
    void setMarks(presentation::MapMarks marks, std::function<QString(int)>) override { m_marks = std::move(marks); }
    std::optional<presentation::MapSight> sight() const override { return m_sight; }
    void showShape(presentation::ShapeModel *) override { }
    void edit(presentation::ShapeModel *) override { }
    void setStamp(std::shared_ptr<const presentation::Stamp>) override { }
    bool takePlace(GeoPoint) override { return false; }
    void setPicking(bool) override { }
    void setFraming(bool) override { }
    void setAddressMarkers(const std::vector<GeoPoint> &) override { }
    void setPullable(presentation::Pullable *) override { }
    void show(GeoBox) override { }
    void centreOn(GeoPoint) override { }
    QImage picture() override { return {}; }
    bool drawsDark() const override { return false; }

    const presentation::DensityFieldPtr &density() const { return m_density; }
    const presentation::MapMarks &marks() const { return m_marks; }

private:
    static constexpr double kZoom = 12; ///< the city in 700 × 720 pixels

    presentation::MapSight m_sight;
    presentation::DensityFieldPtr m_density;
    presentation::MapMarks m_marks;
};

} // namespace cortege::bench
