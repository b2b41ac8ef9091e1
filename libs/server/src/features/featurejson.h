#pragma once

#include "featuresrequest.h"

#include <domain/event.h>
#include <domain/fact.h>

#include <QtCore/QByteArray>

namespace cortege::server
{

/// A Feature with the geometry as in our messages and flat properties, named as the columns of our exports; each of the
/// kind's fields is there, null where it says nothing, so that a layer has the same columns whatever is in it.
QByteArray featureJson(const EventVersion &version);

/// Named by its place. Without a source, what is the source's is null.
QByteArray featureJson(const FeaturePlace &place, const Fact &fact, const FactSource *source);

} // namespace cortege::server
