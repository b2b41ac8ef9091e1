#pragma once

#include <domain/result.h>
#include <exchange/drawings.h>

#include <QtCore/QString>

#include <expected>
#include <functional>
#include <memory>
#include <optional>

class OGRFeature;
class OGRGeometry;
class OGRLayer;

namespace cortege::vectorfiles
{

class Complaints;

struct DestroyGeometry {
    void operator()(OGRGeometry *geometry) const;
};
using Shape = std::unique_ptr<OGRGeometry, DestroyGeometry>;

struct VectorRecord {
    QString number; ///< as the format counts, else from 1
    const OGRFeature &feature;
    /// On the earth, in WGS 84, longitude first, curves made of lines. What a layer without a coordinate system has is
    /// taken for WGS 84.
    std::expected<Shape, exchange::ShapeFault> shape;
};

/// Gives `take` every record of a layer, one after another: a bad one costs the file nothing else. Corrupt when the
/// layer breaks off, with the last record before that; InvalidInput when nobody knows the way from its coordinates to
/// WGS 84. `complaints` are those of the layer's file and keep none of what a record has answered for.
///
/// `assumedEpsg` is the coordinate system of a layer that has none.
Result<> forEachRecord(OGRLayer &layer, Complaints &complaints,
    const std::function<void(const VectorRecord &record)> &take, std::optional<int> assumedEpsg = {});

} // namespace cortege::vectorfiles
