#include "drag.h"

#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/shapemodel.h>

#include <QtGui/QMouseEvent>
#include <QtGui/QUndoStack>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace cortege::bench
{
namespace
{

constexpr GeoPoint kMiddle { 5.3810, 43.2965 };
constexpr int kFrames = 120;
constexpr double kBudget = 1'000.0 / 60; ///< milliseconds

/// A winding route of so many vertices that passes the middle of the map.
std::vector<GeoPoint> route(int vertices)
{
    std::vector<GeoPoint> points;
    for (int i = 0; i < vertices; ++i) {
        const double part = 1.0 * i / (vertices - 1) - 0.5;
        const double turn = part * 12 * std::numbers::pi;
        points.push_back({ kMiddle.longitude + part * 0.03, kMiddle.latitude + 0.004 * std::sin(turn) });
    }
    points[static_cast<size_t>(vertices) / 2] = kMiddle;
    return points;
}

void mouse(QWidget &on, QEvent::Type type, QPointF at)
{
    const bool moving = type == QEvent::MouseMove;
    QMouseEvent event(type, at, on.mapToGlobal(at), moving ? Qt::NoButton : Qt::LeftButton,
        type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&on, &event);
}

/// Median milliseconds of a frame.
double frame(int vertices)
{
    const auto relay = geodata::TileRelay::start(geodata::schematicGround()).value();
    map::MapView view(*relay);
    view.resize(1'000, 800);
    view.show();
    (void)QTest::qWaitForWindowExposed(&view);
    QUndoStack undo;
    presentation::ShapeModel shape(undo);
    shape.reset(presentation::ShapeModel::Kind::Route, route(vertices));
    view.port().edit(&shape);
    view.port().centreOn(kMiddle);
    auto *surface = view.findChild<QQuickWidget *>();
    QTest::qWait(1'500); // the ground has come
    const QPointF middle = QRectF(surface->rect()).center();
    mouse(*surface, QEvent::MouseMove, middle);
    mouse(*surface, QEvent::MouseButtonPress, middle);
    std::vector<double> all;
    for (int i = 0; i < kFrames; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        mouse(*surface, QEvent::MouseMove, middle + QPointF(10.0 * std::sin(i * 0.2) + i * 0.2, 0.3 * i));
        (void)surface->grabFramebuffer();
        all.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    mouse(*surface, QEvent::MouseButtonRelease, middle + QPointF(30, 30));
    const bool moved = shape.points() != route(vertices);
    if (!moved)
        std::printf("nothing was dragged\n");
    std::ranges::sort(all);
    return all[all.size() / 2];
}

} // namespace

void drag()
{
    const double few = frame(5);
    const double many = frame(500);
    std::printf(
        "Drag of a vertex, one frame of the real map in software: 5 vertices p50 %.2f ms, 500 vertices p50 %.2f ms; "
        "ratio %.2f to 5 vertices, %.2f to the sixtieth of a second\n",
        few, many, many / few, many / kBudget);
}

} // namespace cortege::bench
