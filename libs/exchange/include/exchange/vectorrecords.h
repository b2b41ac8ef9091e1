#pragma once

#include <domain/result.h>

#include <QtCore/QString>

#include <expected>
#include <functional>
#include <memory>
#include <optional>

class OGRFeature;
class OGRGeometry;
class OGRLayer;

namespace cortege::exchange
{

class Complaints;

/// Why a record of a layer has no shape that can be used.
struct ShapeFault {
    enum class Kind {
        Missing, ///< the record is without one
        Unreadable, ///< the format's own reader says in `detail` why
        OffEarth, ///< not a number, beyond the poles, or far from where the layer's coordinate system is meant for
    };
    Kind kind {};
    QString detail;

    friend bool operator==(const ShapeFault &, const ShapeFault &) = default;
};

struct DestroyGeometry {
    void operator()(OGRGeometry *geometry) const;
};
using Shape = std::unique_ptr<OGRGeometry, DestroyGeometry>;

struct VectorRecord {
    QString number; ///< as the format counts, else from 1
    const OGRFeature &feature;
    /// On the earth, in WGS 84, longitude first, curves made of lines. What a layer without a coordinate system has is
    /// taken for WGS 84.
    std::expected<Shape, ShapeFault> shape;
};

/// Gives `take` every record of a layer, one after another: a bad one costs the file nothing else. Corrupt when the
/// layer breaks off, with the last record before that; InvalidInput when nobody knows the way from its coordinates to
/// WGS 84. `complaints` are those of the layer's file and keep none of what a record has answered for.
///
/// `assumedEpsg` is the coordinate system of a layer that has none.
Result<> forEachRecord(OGRLayer &layer, Complaints &complaints,
    const std::function<void(const VectorRecord &record)> &take, std::optional<int> assumedEpsg = {});

} // namespace cortege::exchange
