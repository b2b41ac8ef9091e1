#pragma once

#include <QtCore/QCborValue>

/// CBOR from outside (RFC 8949), where Qt is careless with it.
namespace cortege
{

/// The bytes as one well-formed value with nothing behind it; invalid otherwise. Qt hands out what it had read before
/// the error, with a map that lacks its last value among it, and looking for a key in that one crashes (Qt 6.8).
QCborValue wholeCbor(const QByteArray &bytes);
/// `otherwise` for whatever is no integer: Qt's toInteger() converts floating-point numbers too, without looking
/// whether they fit, which is undefined.
qint64 integerOf(const QCborValue &value, qint64 otherwise);

} // namespace cortege
