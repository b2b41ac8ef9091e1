#pragma once

#include <exchange/publication.h>

#include <QtCore/QByteArray>

namespace cortege::exchange
{

QByteArray calendar(std::span<const EventVersion> events, const Stamp &stamp);

} // namespace cortege::exchange
