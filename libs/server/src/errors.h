#pragma once

#include <domain/result.h>
#include <protocol/messages.h>

namespace cortege::server
{

/// A failure as the peer sees it. What went wrong inside (files, SQL) is for the log alone.
protocol::WireError wireError(const Error &error);
protocol::WireError wireError(protocol::ErrorCode code, const QString &message);

} // namespace cortege::server
