#pragma once

#include <QtCore/QtTypes>

namespace cortege::server
{

inline constexpr quint8 kHandshakeRecord = 0x16; ///< the first byte of a connection that speaks TLS (RFC 8446 §5.1)
/// Whether a connection that nobody has read from begins with a ClientHello of TLS (RFC 8446 §4.1.2) whose record has
/// come as a whole. Reads nothing and waits for nothing.
bool hasClientHello(int descriptor);

} // namespace cortege::server
