#include <exchange/vectorrecords.h>

#include <domain/geometry.h>
#include <exchange/vectorfile.h>

#include <ogrsf_frmts.h>

#include <optional>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

struct DestroyTransformation {
    void operator()(OGRCoordinateTransformation *transformation) const
    {
        OGRCoordinateTransformation::DestroyCT(transformation);
    }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation>;

/// Null where the coordinates are WGS 84 already, or where the file does not say what they are.
Result<Transformation> transformationToWgs84(OGRLayer &layer, const Complaints &complaints)
{
    const OGRSpatialReference *from = layer.GetSpatialRef();
    if (!from)
        return Transformation();
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference own(*from);
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (own.IsSame(&wgs84))
        return Transformation();
    Transformation transformation(OGRCreateCoordinateTransformation(&own, &wgs84));
    if (!transformation)
        return fail(Failure::InvalidInput, complaints.text());
    return transformation;
}

/// Where the places of a layer can be: where its coordinate system is meant for, and a few degrees beyond. Every number
/// is a place in a conical projection, if it be near the South Pole.
std::optional<OGREnvelope> reachOf(const OGRSpatialReference *system)
{
    constexpr double kBesideItsArea = 10; // degrees; people carry a zone on over the next one
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;
    if (!system || !system->GetAreaOfUse(&west, &south, &east, &north, nullptr)
        || west < -180 // PROJ's sign for an area that has a name and no bounds
        || west > east) // across the antimeridian
        return std::nullopt;
    OGREnvelope reach;
    reach.Merge(west - kBesideItsArea, south - kBesideItsArea);
    reach.Merge(east + kBesideItsArea, north + kBesideItsArea);
    return reach;
}

/// Point by point: an envelope passes over what is not a number.
class EarthCheck final : public OGRDefaultConstGeometryVisitor
{
public:
    static bool passes(const OGRGeometry &geometry)
    {
        EarthCheck check;
        geometry.accept(&check);
        return check.m_passes;
    }
    using OGRDefaultConstGeometryVisitor::visit;
    void visit(const OGRPoint *point) override { m_passes = m_passes && isOnEarth({ point->getX(), point->getY() }); }

private:
    bool m_passes = true;
};

class RecordReader
{
public:
    RecordReader(OGRLayer &layer, Complaints &complaints, Transformation toWgs84)
        : m_layer(layer), m_complaints(complaints), m_toWgs84(std::move(toWgs84)),
          m_reach(reachOf(layer.GetSpatialRef()))
    {
    }

    Result<> read(const std::function<void(const VectorRecord &)> &take)
    {
        m_layer.ResetReading();
        for (;;) {
            const qsizetype before = m_complaints.failures().size();
            const OGRFeatureUniquePtr feature { m_layer.GetNextFeature() };
            if (!feature)
                break;
            ++m_count;
            m_last = QString::number(feature->GetFID() == OGRNullFID ? m_count : feature->GetFID());
            auto shape = shapeOf(*feature);
            if (!shape && shape.error().kind == ShapeFault::Kind::Missing)
                shape = std::unexpected(askReader(before));
            take({ m_last, *feature, std::move(shape) });
        }
        if (!brokeOff()) {
            m_complaints.keep(0);
            return {};
        }
        return fail(Failure::Corrupt,
            m_last.isEmpty() ? m_complaints.text() : u"after record %1: %2"_s.arg(m_last, m_complaints.text()));
    }

private:
    std::expected<Shape, ShapeFault> shapeOf(const OGRFeature &feature)
    {
        const OGRGeometry *given = feature.GetGeometryRef();
        if (!given || given->IsEmpty())
            return std::unexpected(ShapeFault { ShapeFault::Kind::Missing, {} });
        Shape shape(given->hasCurveGeometry() ? given->getLinearGeometry() : given->clone());
        if (m_toWgs84 && !bringToWgs84(*shape))
            return std::unexpected(ShapeFault { ShapeFault::Kind::OffEarth, {} });
        OGREnvelope box;
        shape->getEnvelope(&box);
        if (!EarthCheck::passes(*shape) || (m_reach && !m_reach->Contains(box)))
            return std::unexpected(ShapeFault { ShapeFault::Kind::OffEarth, {} });
        return shape;
    }

    bool bringToWgs84(OGRGeometry &geometry)
    {
        // The way's complaints are about this record, and the answer says it all.
        const qsizetype before = m_complaints.failures().size();
        const bool done = geometry.transform(m_toWgs84.get()) == OGRERR_NONE;
        m_complaints.keep(before);
        return done;
    }

    /// What the format's reader cannot read it complains of, once or several times, and gives without its shape. Some
    /// read a few records ahead, so that the complaint comes earlier: those that stand in the queue may be about this
    /// record or the next one without a shape.
    ShapeFault askReader(qsizetype before)
    {
        if (m_complaints.failures().isEmpty())
            return { ShapeFault::Kind::Missing, {} };
        ShapeFault fault { ShapeFault::Kind::Unreadable, m_complaints.takeFirst() };
        if (before == 0)
            m_complaints.keep(0); // all of them came with it
        m_answered = m_complaints.failures().size();
        return fault;
    }

    /// What no record answers for is about records that never came.
    bool brokeOff()
    {
        const qsizetype open = m_complaints.failures().size();
        if (open == 0 || open > m_answered)
            return open > 0;
        return m_layer.TestCapability(OLCFastFeatureCount) && m_layer.GetFeatureCount() > m_count;
    }

    OGRLayer &m_layer;
    Complaints &m_complaints;
    Transformation m_toWgs84;
    std::optional<OGREnvelope> m_reach;
    qint64 m_count = 0;
    qsizetype m_answered = 0; ///< complaints in the queue that a record without a shape came after
    QString m_last; ///< record
};

} // namespace

void DestroyGeometry::operator()(OGRGeometry *geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }

Result<> forEachRecord(
    OGRLayer &layer, Complaints &complaints, const std::function<void(const VectorRecord &record)> &take)
{
    auto transformation = transformationToWgs84(layer, complaints);
    if (!transformation)
        return std::unexpected(transformation.error());
    return RecordReader(layer, complaints, std::move(*transformation)).read(take);
}

} // namespace cortege::exchange
