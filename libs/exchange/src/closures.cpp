#include "closures.h"

#include <exchange/columns.h>

#include <QtCore/QXmlStreamWriter>

#include <algorithm>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kDecimals = 7; // a centimetre

constexpr QLatin1StringView kInstances { "http://www.w3.org/2001/XMLSchema-instance" };
constexpr QLatin1StringView kPayload { "http://datex2.eu/schema/3/d2Payload" };
constexpr QLatin1StringView kCommon { "http://datex2.eu/schema/3/common" };
constexpr QLatin1StringView kSituation { "http://datex2.eu/schema/3/situation" };
constexpr QLatin1StringView kLocation { "http://datex2.eu/schema/3/locationReferencing" };

/// Latitude first, in both formats.
QString pairsOf(const std::vector<GeoPoint> &points)
{
    QStringList numbers;
    for (const GeoPoint &point : points)
        numbers << QString::number(point.latitude, 'f', kDecimals) << QString::number(point.longitude, 'f', kDecimals);
    return numbers.join(u' ');
}

/// With the offset of Marseille's clocks, as both formats show it.
QString localTime(UtcTime time)
{
    const QDateTime paris = toParis(time);
    return paris.toOffsetFromUtc(paris.offsetFromUtc()).toString(Qt::ISODate);
}

/// "--" would end a comment.
QString commentOf(const Stamp &stamp)
{
    QStringList parts;
    for (const auto &[name, value] : stampColumns(stamp))
        parts << name + u" : "_s + value;
    return u' ' + parts.join(u", "_s).replace(u"--"_s, u"–"_s) + u' ';
}

class ClosureWriter
{
public:
    ClosureWriter() : m_xml(&m_bytes) { m_xml.setAutoFormatting(true); }

    void begin(const Stamp &stamp)
    {
        m_xml.writeStartDocument();
        m_xml.writeComment(commentOf(stamp));
    }
    QByteArray finish()
    {
        m_xml.writeEndDocument();
        return m_bytes;
    }
    QXmlStreamWriter &xml() { return m_xml; }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

// --- DATEX II: elements in the order of its schema's sequences -------------------------------------------------------

void writeValidity(QXmlStreamWriter &xml, const UtcInterval &when)
{
    xml.writeStartElement(kSituation, u"validity"_s);
    xml.writeTextElement(kCommon, u"validityStatus"_s, u"definedByValidityTimeSpec"_s);
    xml.writeStartElement(kCommon, u"validityTimeSpecification"_s);
    xml.writeTextElement(kCommon, u"overallStartTime"_s, localTime(when.begin));
    xml.writeTextElement(kCommon, u"overallEndTime"_s, localTime(when.end));
    xml.writeEndElement();
    xml.writeEndElement();
}

void writeLine(QXmlStreamWriter &xml, const QString &element, const std::vector<GeoPoint> &points)
{
    xml.writeStartElement(kLocation, element);
    xml.writeAttribute(u"srsDimension"_s, u"2"_s);
    xml.writeAttribute(u"srsName"_s, u"http://www.opengis.net/def/crs/EPSG/0/4326"_s);
    xml.writeTextElement(kLocation, u"posList"_s, pairsOf(points));
    xml.writeEndElement();
}

void writeLocation(QXmlStreamWriter &xml, const Closure &closure)
{
    xml.writeStartElement(kSituation, u"locationReference"_s);
    xml.writeAttribute(kInstances, u"type"_s, closure.isSector ? u"loc:AreaLocation"_s : u"loc:LinearLocation"_s);
    if (closure.isSector) {
        xml.writeStartElement(kLocation, u"gmlMultiPolygon"_s);
        xml.writeStartElement(kLocation, u"gmlPolygon"_s);
        writeLine(xml, u"exterior"_s, closure.points);
        xml.writeEndElement();
        xml.writeEndElement();
    } else {
        writeLine(xml, u"gmlLineString"_s, closure.points);
    }
    xml.writeEndElement();
}

void writeComment(QXmlStreamWriter &xml)
{
    xml.writeStartElement(kSituation, u"generalPublicComment"_s);
    xml.writeStartElement(kSituation, u"comment"_s);
    xml.writeStartElement(kCommon, u"values"_s);
    xml.writeStartElement(kCommon, u"value"_s);
    xml.writeAttribute(u"lang"_s, u"fr"_s);
    xml.writeCharacters(u"Circulation fermée"_s);
    for (int i = 0; i < 4; ++i)
        xml.writeEndElement();
}

void writeSituation(QXmlStreamWriter &xml, const Closure &closure)
{
    xml.writeStartElement(kSituation, u"situation"_s);
    xml.writeAttribute(u"id"_s, closure.id);
    xml.writeStartElement(kSituation, u"headerInformation"_s);
    xml.writeTextElement(kCommon, u"confidentiality"_s, u"restrictedToAuthoritiesAndTrafficOperators"_s);
    xml.writeTextElement(kCommon, u"informationStatus"_s, u"real"_s);
    xml.writeEndElement();
    xml.writeStartElement(kSituation, u"situationRecord"_s);
    xml.writeAttribute(kInstances, u"type"_s, u"sit:RoadOrCarriagewayOrLaneManagement"_s);
    xml.writeAttribute(u"id"_s, closure.id + u"_1"_s);
    xml.writeAttribute(u"version"_s, QString::number(closure.version));
    xml.writeTextElement(kSituation, u"situationRecordCreationTime"_s, localTime(closure.created));
    xml.writeTextElement(kSituation, u"situationRecordVersionTime"_s, localTime(closure.created));
    xml.writeTextElement(kSituation, u"probabilityOfOccurrence"_s, u"certain"_s);
    writeValidity(xml, closure.when);
    writeComment(xml);
    writeLocation(xml, closure);
    xml.writeTextElement(kSituation, u"complianceOption"_s, u"mandatory"_s);
    xml.writeTextElement(kSituation, u"roadOrCarriagewayOrLaneManagementType"_s, u"roadClosed"_s);
    xml.writeEndElement();
    xml.writeEndElement();
}

// --- CIFS ------------------------------------------------------------------------------------------------------------

/// It must be named, by two characters at least.
QString streetOf(const Closure &closure) { return closure.street.size() < 2 ? u"Marseille"_s : closure.street; }

void writeIncident(QXmlStreamWriter &xml, const Closure &closure)
{
    xml.writeStartElement(u"incident"_s);
    xml.writeAttribute(u"id"_s, closure.id);
    xml.writeTextElement(u"creationtime"_s, localTime(closure.created));
    xml.writeTextElement(u"updatetime"_s, localTime(closure.created));
    xml.writeTextElement(u"type"_s, u"ROAD_CLOSED"_s);
    xml.writeTextElement(u"subtype"_s, u"ROAD_CLOSED_EVENT"_s);
    xml.writeTextElement(u"description"_s, u"Circulation fermée"_s);
    xml.writeTextElement(u"polyline"_s, pairsOf(closure.points));
    xml.writeTextElement(u"direction"_s, u"BOTH_DIRECTIONS"_s);
    xml.writeTextElement(u"street"_s, streetOf(closure));
    xml.writeTextElement(u"starttime"_s, localTime(closure.when.begin));
    xml.writeTextElement(u"endtime"_s, localTime(closure.when.end));
    xml.writeEndElement();
}

} // namespace

std::vector<Closure> closuresOf(std::span<const EventVersion> events)
{
    std::vector<Closure> closures;
    for (const EventVersion &event : events) {
        const EventRecord &record = event.record;
        const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
        const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
        std::vector<GeoPoint> points = moving ? moving->route : fixed ? fixed->footprint : std::vector<GeoPoint>();
        const size_t least = fixed ? 3 : 2;
        const bool isDated = record.begins && record.ends && *record.begins < *record.ends;
        if (event.state != EventState::Active || !isDated || points.size() < least)
            continue;
        if (fixed)
            points.push_back(points.front());
        const auto addresses = addressesOf(record);
        const auto named = std::ranges::find_if_not(addresses, &QString::isEmpty, &Address::text);
        closures.push_back({ event.id.toString(), event.revision, event.recordedAt, { *record.begins, *record.ends },
            std::move(points), fixed != nullptr, named == addresses.end() ? QString() : named->text });
    }
    return closures;
}

QByteArray datexII(std::span<const EventVersion> events, const Stamp &stamp)
{
    ClosureWriter writer;
    QXmlStreamWriter &xml = writer.xml();
    writer.begin(stamp);
    for (const auto &[uri, prefix] : { std::pair(kPayload, u"d2"_s), std::pair(kCommon, u"com"_s),
             std::pair(kSituation, u"sit"_s), std::pair(kLocation, u"loc"_s), std::pair(kInstances, u"xsi"_s) })
        xml.writeNamespace(uri, prefix);
    xml.writeStartElement(kPayload, u"payload"_s);
    xml.writeAttribute(kInstances, u"type"_s, u"sit:SituationPublication"_s);
    xml.writeAttribute(u"lang"_s, u"fr"_s);
    xml.writeAttribute(u"modelBaseVersion"_s, u"3"_s);
    xml.writeTextElement(kCommon, u"publicationTime"_s, localTime(stamp.at));
    xml.writeStartElement(kCommon, u"publicationCreator"_s);
    xml.writeTextElement(kCommon, u"country"_s, u"fr"_s);
    xml.writeTextElement(kCommon, u"nationalIdentifier"_s, u"cortege"_s);
    xml.writeEndElement();
    for (const Closure &closure : closuresOf(events))
        writeSituation(xml, closure);
    return writer.finish();
}

QByteArray cifs(std::span<const EventVersion> events, const Stamp &stamp)
{
    ClosureWriter writer;
    QXmlStreamWriter &xml = writer.xml();
    writer.begin(stamp);
    xml.writeNamespace(kInstances, u"xsi"_s);
    xml.writeStartElement(u"incidents"_s);
    xml.writeAttribute(
        kInstances, u"noNamespaceSchemaLocation"_s, u"http://www.gstatic.com/road-incidents/cifsv2.xsd"_s);
    for (const Closure &closure : closuresOf(events))
        writeIncident(xml, closure);
    return writer.finish();
}

} // namespace cortege::exchange
