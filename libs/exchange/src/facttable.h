#pragma once

#include <exchange/factrecipe.h>

#include <expected>
#include <functional>
#include <stop_token>
#include <vector>

class GDALDataset;
class OGRFeature;
class OGRLayer;

/// Rows of a table or records of a layer alike: the cells that were chosen, and where they are.
namespace cortege::exchange
{

struct RawFault {
    QString reason;
    QString field {}; ///< empty: the whole row
    QString value {};
};

struct RawRow {
    int line = 0;
    QStringList cells; ///< trimmed, in the order of `FactRecipe::columns`
    std::expected<GeoPoint, RawFault> place; ///< WGS 84
    std::optional<RawFault> fault {}; ///< nothing of it can be read
};

/// Errors as of `readFacts`.
Result<> forEachRawRow(const QString &path, const FactRecipe &recipe,
    const std::function<void(const RawRow &row)> &take, const std::stop_token &stop);

/// A table's text in UTF-8, whatever it was in. The detail names the file.
Result<QByteArray> readTable(const QString &path, const QString &encoding);

/// Null when there is none of that name. Without one, the first that has records.
OGRLayer *layerOf(GDALDataset &file, const QString &name);
/// Trimmed; empty where it is not set.
QString cellOf(const OGRFeature &feature, int field);

} // namespace cortege::exchange
