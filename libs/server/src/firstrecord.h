#pragma once

namespace cortege::server
{

/// Whether the first record of TLS (RFC 8446 §5.1), which carries the ClientHello, has come as a whole over a connection
/// that nobody has read from. Reads nothing and waits for nothing.
bool hasFirstRecord(int descriptor);

} // namespace cortege::server
