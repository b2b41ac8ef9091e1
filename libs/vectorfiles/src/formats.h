#pragma once

#include <exchange/vectorformats.h>

class GDALDataset;
class OGRFeature;
class OGRLayer;

/// What the plug-in hands out; each as in `VectorFormats`.
namespace cortege::vectorfiles
{

Result<exchange::Drawings> readDrawings(const QString &path);
Result<exchange::LayerLook> lookIntoLayer(const QString &path, const QString &layer, int rows);
Result<> forEachRow(const QString &path, const exchange::FactRecipe &recipe,
    const std::function<void(const exchange::RawRow &row)> &take, const std::stop_token &stop);
Result<> writeEvents(
    const QString &path, CopyForm form, std::span<const EventVersion> events, const exchange::Stamp &stamp);
Result<> writeZones(const QString &path, const exchange::PublishedZones &zones, const exchange::Stamp &stamp);
QString wktOf(const EventRecord &record);

/// Null when there is none of that name. Without one, the first that has records.
OGRLayer *layerOf(GDALDataset &file, const QString &name);
/// Trimmed; empty where it is not set.
QString cellOf(const OGRFeature &feature, int field);

} // namespace cortege::vectorfiles
