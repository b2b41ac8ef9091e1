#pragma once

#include <QtCore/QObject>

namespace cortege::server
{

/// Qt's sockets have calls queued to one another: whoever owns some is deleted by the event loop, after those.
struct DeleteLater {
    void operator()(QObject *object) const { object->deleteLater(); }
};

} // namespace cortege::server
