#include "handoverpackage.h"

#include "dataregister.h"

#include <domain/geojson.h>
#include <exchange/bundle.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QByteArray recordsOf(const HandedOver &handed, const std::vector<EventVersion> &events)
{
    QJsonArray features;
    for (const EventVersion &event : events) {
        QJsonObject feature = toFeature(event.record);
        feature.insert(u"id"_s, event.id.toString());
        features.append(feature);
    }
    const QJsonObject handover { { u"numero"_s, handed.id.toString() }, { u"finalite"_s, handed.purpose },
        { u"aDetruireLe"_s, handed.until.toString(Qt::ISODate) } }; // a foreign member, RFC 7946 §6.1
    return QJsonDocument(
        QJsonObject { { u"type"_s, u"FeatureCollection"_s }, { u"features"_s, features }, { u"remise"_s, handover } })
        .toJson();
}

QByteArray readmeOf(const HandedOver &handed)
{
    return (dutyText(handed)
        + u"\n"
          "Ces données vous sont remises pour un temps et pour cette seule finalité (convention de mise à disposition\n"
          "de données entre la Ville de Marseille et la Préfecture de Police des Bouches-du-Rhône, article 8). Elles\n"
          "ne sont communiquées à personne d’autre.\n"
          "\n"
          "Avant l’échéance : détruisez toutes les copies, sauvegardes et données dérivées comprises, et envoyez à "
          "qui\n"
          "vous a remis ce paquet une attestation de destruction écrite, datée et signée, qui rappelle le numéro de "
          "la\n"
          "remise.\n"
          "\n"
          "%1 : les événements, en GeoJSON (RFC 7946), coordonnées WGS 84, longitude d’abord.\n"_s.arg(
              kHandoverRecords))
        .toUtf8();
}

} // namespace

QByteArray handoverContent(const HandedOver &handed, const std::vector<EventVersion> &events, UtcTime at)
{
    return exchange::bundle(
        { { kHandoverReadme, readmeOf(handed) }, { kHandoverRecords, recordsOf(handed, events) } }, at);
}

} // namespace cortege::admincli
