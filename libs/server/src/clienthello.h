#pragma once

namespace cortege::server
{

/// Whether a connection that nobody has read from begins with a ClientHello of TLS (RFC 8446 §4.1.2) whose record has
/// come as a whole. Reads nothing and waits for nothing.
bool hasClientHello(int descriptor);

} // namespace cortege::server
