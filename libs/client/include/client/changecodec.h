#pragma once

#include <client/outbox.h>

#include <QtCore/QByteArray>

/// A change as it lies on disk, before it is sealed. Any bytes may be read; nothing throws.
namespace cortege::client
{

/// The record must be valid.
QByteArray encodeChange(const PendingChange &change);
/// What only helps the person to decide (the base, the other's version) may be unreadable, after an update of the
/// program for instance: then the change is there without it and is sent again. Corrupt when the change itself is lost.
Result<PendingChange> decodeChange(const QByteArray &bytes);

} // namespace cortege::client
