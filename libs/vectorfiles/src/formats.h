#pragma once

#include <exchange/vectorformats.h>

class GDALDataset;
class OGRFeature;
class OGRLayer;

namespace cortege::vectorfiles
{

/// Each function in a file of its own; the plug-in makes a QObject of it.
class Formats : public exchange::VectorFormats
{
public:
    QString version() const override { return QStringLiteral(CORTEGE_VERSION); }
    Result<exchange::Drawings> readDrawings(const QString &path) const override;
    Result<exchange::LayerLook> lookIntoLayer(const QString &path, const QString &layer, int rows) const override;
    Result<> forEachRow(const QString &path, const exchange::FactRecipe &recipe,
        const std::function<void(const exchange::RawRow &row)> &take, const std::stop_token &stop) const override;
    Result<> writeEvents(const QString &path, CopyForm form, std::span<const EventVersion> events,
        const exchange::Stamp &stamp) const override;
    Result<> writeZones(
        const QString &path, const exchange::PublishedZones &zones, const exchange::Stamp &stamp) const override;
    QString wktOf(const EventRecord &record) const override;
};

/// Null when there is none of that name. Without one, the first that has records.
OGRLayer *layerOf(GDALDataset &file, const QString &name);
/// Trimmed; empty where it is not set.
QString cellOf(const OGRFeature &feature, int field);

} // namespace cortege::vectorfiles
