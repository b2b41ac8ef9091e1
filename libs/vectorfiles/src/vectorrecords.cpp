#include <vectorfiles/vectorrecords.h>

#include "towgs84.h"

#include <vectorfiles/vectorfile.h>

#include <ogrsf_frmts.h>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::ShapeFault;
namespace
{

class RecordReader
{
public:
    RecordReader(OGRLayer &layer, Complaints &complaints, ToWgs84 toWgs84)
        : m_layer(layer), m_complaints(complaints), m_toWgs84(std::move(toWgs84))
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
        // The way's complaints are about this record, and the answer says it all.
        const qsizetype before = m_complaints.failures().size();
        const bool done = m_toWgs84.apply(*shape);
        m_complaints.keep(before);
        if (!done)
            return std::unexpected(ShapeFault { ShapeFault::Kind::OffEarth, {} });
        return shape;
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
    ToWgs84 m_toWgs84;
    qint64 m_count = 0;
    qsizetype m_answered = 0; ///< complaints in the queue that a record without a shape came after
    QString m_last; ///< record
};

} // namespace

void DestroyGeometry::operator()(OGRGeometry *geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }

Result<> forEachRecord(OGRLayer &layer, Complaints &complaints,
    const std::function<void(const VectorRecord &record)> &take, std::optional<int> assumedEpsg)
{
    const OGRSpatialReference *own = layer.GetSpatialRef();
    auto way = own || !assumedEpsg ? ToWgs84::from(own, complaints) : ToWgs84::fromEpsg(*assumedEpsg, complaints);
    if (!way)
        return std::unexpected(way.error());
    return RecordReader(layer, complaints, std::move(*way)).read(take);
}

} // namespace cortege::vectorfiles
