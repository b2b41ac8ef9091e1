#pragma once

#include <geodata/tilerelay.h>
#include <presentation/mapport.h>

#include <QtWidgets/QWidget>

#include <memory>

namespace cortege::map
{

/// Tiles come from the relay and from nowhere else: whatever this process fetches by QNetworkAccessManager from another
/// machine goes to a proxy that nobody runs. Sockets (the platform's WebSocket) are left alone; a manager with a proxy
/// of its own, as a relay that fetches tiles has, is as well. Call it once, before the first map.
void keepRequestsLocal();

/// The map: ground from the relay, events and overlays in scene-graph layers of our own, drawing by mouse and keyboard.
/// Without a graphics processor, or offscreen, Qt falls back to its software renderer; the layers then paint images.
class MapView final : public QWidget
{
    Q_OBJECT
public:
    /// The relay must outlive the view.
    explicit MapView(const geodata::TileRelay &relay, QWidget *parent = nullptr);
    ~MapView() override;

    presentation::MapPort &port();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cortege::map
