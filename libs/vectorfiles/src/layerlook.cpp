#include "formats.h"

#include <exchange/factfile.h>
#include <vectorfiles/vectorfile.h>

#include <QtCore/QDate>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
using exchange::LayerLook;

Result<LayerLook> Formats::lookIntoLayer(const QString &path, const QString &name, int rows) const
{
    Complaints complaints;
    const auto file = openVectorFile(path, exchange::kFactFileLimit, complaints);
    if (!file)
        return fail(file.error().kind, u"%1: %2"_s.arg(path, file.error().detail));
    LayerLook look;
    for (int i = 0; i < (*file)->GetLayerCount(); ++i)
        look.layers.append(QString::fromUtf8((*file)->GetLayer(i)->GetName()));
    OGRLayer *const layer = layerOf(**file, name);
    if (!layer)
        return fail(Failure::InvalidInput, u"%1: no layer \"%2\""_s.arg(path, name));
    look.layer = QString::fromUtf8(layer->GetName());
    const OGRFeatureDefn &definition = *layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        look.columns.append(QString::fromUtf8(definition.GetFieldDefn(i)->GetNameRef()));
    layer->ResetReading();
    while (std::cmp_less(look.rows.size(), rows)) {
        const OGRFeatureUniquePtr feature { layer->GetNextFeature() };
        if (!feature)
            break;
        QStringList &row = look.rows.emplace_back();
        for (int i = 0; i < definition.GetFieldCount(); ++i)
            row.append(cellOf(*feature, i));
    }
    return look;
}

OGRLayer *layerOf(GDALDataset &file, const QString &name)
{
    if (!name.isEmpty())
        return file.GetLayerByName(name.toUtf8().constData());
    for (int i = 0; i < file.GetLayerCount(); ++i) {
        if (file.GetLayer(i)->GetFeatureCount() > 0)
            return file.GetLayer(i);
    }
    return file.GetLayerCount() > 0 ? file.GetLayer(0) : nullptr;
}

/// Times as ISO 8601, so that one format reads those of all layers.
QString cellOf(const OGRFeature &feature, int field)
{
    if (!feature.IsFieldSetAndNotNull(field))
        return {};
    const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
    if (type == OFTDateTime)
        return QString::fromUtf8(feature.GetFieldAsISO8601DateTime(field, nullptr));
    if (type == OFTDate) {
        int year = 0;
        int month = 0;
        int day = 0;
        int unused = 0;
        feature.GetFieldAsDateTime(field, &year, &month, &day, &unused, &unused, &unused, &unused);
        return QDate(year, month, day).toString(Qt::ISODate);
    }
    return QString::fromUtf8(feature.GetFieldAsString(field)).trimmed();
}

} // namespace cortege::vectorfiles
