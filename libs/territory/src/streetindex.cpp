#include "readers.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using geodata::NamedPlace;
using geodata::PlaceCategory;
namespace
{

std::expected<NamedPlace, Fault> readEntry(const QJsonValue &value)
{
    const QJsonObject entry = value.toObject();
    const QString name = entry.value("name"_L1).toString().simplified();
    if (name.isEmpty())
        return std::unexpected(Fault::NoName);
    const QJsonArray centre = entry.value("centroid"_L1).toArray();
    if (centre.size() != 2 || !centre[0].isDouble() || !centre[1].isDouble())
        return std::unexpected(Fault::NoPosition);
    const GeoPoint position { centre[0].toDouble(), centre[1].toDouble() };
    if (!isOnEarth(position))
        return std::unexpected(Fault::OffEarth);
    return NamedPlace { name, isSquareName(name) ? PlaceCategory::Square : PlaceCategory::Other, position,
        entry.value("quartier"_L1).toString().simplified() };
}

} // namespace

Result<Source> readStreetIndex(const QByteArray &json)
{
    QJsonParseError trouble;
    const QJsonDocument document = QJsonDocument::fromJson(json, &trouble);
    if (!document.isArray())
        return fail(Failure::Corrupt, u"byte %1: %2"_s.arg(trouble.offset).arg(trouble.errorString()));
    Source source;
    source.format = SourceFormat::StreetIndex;
    qsizetype number = 0;
    for (const auto &value : document.array()) {
        ++number;
        if (auto entry = readEntry(value))
            source.features.streetCentres.push_back(std::move(*entry));
        else
            source.refusals.push_back({ QString::number(number), entry.error(), {} });
    }
    return source;
}

} // namespace cortege::territory
