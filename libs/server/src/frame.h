#pragma once

#include <QtCore/QByteArray>

namespace cortege::server
{

/// A whole WebSocket text message as a server sends it (RFC 6455 §5.2: one frame, not masked), so that the same bytes
/// can go to any number of peers.
QByteArray textFrame(const QByteArray &payload);
/// The same of a binary message.
QByteArray binaryFrame(const QByteArray &payload);

} // namespace cortege::server
