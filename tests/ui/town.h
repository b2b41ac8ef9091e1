#pragma once

#include "cortegedesk.h"

#include <QtGui/QMouseEvent>

#include <support/chequeredtown.h>

namespace cortege::test
{

/// A workstation with the invented town as its territory.
struct Town {
    explicit Town(EventKind kind = EventKind::MovingDemonstration)
    {
        auto places = std::make_unique<presentation::PlaceFinder>(
            townGazetteer(folder.filePath(u"gazetteer"_s)), townNetwork());
        desk = std::make_unique<Desk>(house.server.profileOf(house.claire), folder.filePath(u"data"_s),
            std::chrono::minutes {}, std::move(places));
        desk->waitOnline();
        desk->create(kind);
    }

    presentation::FormContent content() const { return desk->controller->form().content(); }
    void tell(const QString &march)
    {
        auto *line = desk->find<QLineEdit>(u"toldMarch"_s);
        desk->type(line, march + u'\n');
    }

    QPoint pixel(GeoPoint place) { return desk->pixel(place); }
    /// The whole town in the map.
    void seeAll()
    {
        desk->view->port().show({ corner(0, 0), corner(5, 5) });
        QCoreApplication::processEvents();
    }
    void hold(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseMove(desk->surface(), from);
        QTest::mousePress(desk->surface(), Qt::LeftButton, modifiers, from);
        for (int step = 1; step <= 6; ++step) { // QTest::mouseMove knows no modifiers
            const QPointF at = from + QPointF(to - from) * step / 6;
            QMouseEvent move(
                QEvent::MouseMove, at, desk->surface()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(desk->surface(), &move);
        }
    }
    void pull(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        hold(from, to, modifiers);
        QTest::mouseRelease(desk->surface(), Qt::LeftButton, modifiers, to);
    }

    QTemporaryDir folder;
    House house;
    std::unique_ptr<Desk> desk;
};

} // namespace cortege::test
