#include <presentation/snapshot.h>

#include <domain/geojson.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <limits>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kSnapshotVersion = 1;

struct SnapshotTexts {
    Q_DECLARE_TR_FUNCTIONS(Snapshot)
};

QByteArray sha256(QByteArrayView bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(); }

QJsonArray toJson(GeoPoint point) { return { point.longitude, point.latitude }; }

QJsonArray toJson(const Ring &ring)
{
    QJsonArray points;
    for (const GeoPoint &point : ring)
        points.append(toJson(point));
    return points;
}

QJsonObject toJson(const TensionZone &zone)
{
    QJsonArray rings { toJson(zone.shape.outline) };
    for (const Ring &hole : zone.shape.holes)
        rings.append(toJson(hole));
    return { { u"niveau"_s, zone.level }, { u"surface"_s, zone.area }, { u"maximum"_s, zone.highest },
        { u"quantite"_s, zone.amount }, { u"sommet"_s, toJson(zone.peak) }, { u"contours"_s, rings } };
}

QJsonObject toJson(const Meeting &meeting)
{
    QJsonObject json { { u"premier"_s, meeting.first.toString() }, { u"lieu"_s, toJson(meeting.place) },
        { u"metres"_s, meeting.metres }, { u"debut"_s, toIso(meeting.during.begin) },
        { u"fin"_s, toIso(meeting.during.end) }, { u"gravite"_s, meeting.severity } };
    if (meeting.second) {
        json.insert(u"second"_s, meeting.second->toString());
    } else {
        json.insert(u"categorie"_s, meeting.secondName);
        json.insert(u"faits"_s, meeting.facts);
    }
    return json;
}

QJsonObject toJson(const Snapshot &snapshot)
{
    QJsonObject body { { u"version"_s, kSnapshotVersion }, { u"personne"_s, snapshot.person },
        { u"faitLe"_s, toIso(snapshot.madeAt) }, { u"jusqua"_s, snapshot.upTo }, { u"evenements"_s, snapshot.events },
        { u"donnees"_s, QString::fromLatin1(snapshot.data) }, { u"debut"_s, toIso(snapshot.parameters.window.begin) },
        { u"fin"_s, toIso(snapshot.parameters.window.end) },
        { u"parametres"_s, QString::fromUtf8(tension::toJson(snapshot.parameters.set)) },
        { u"resultats"_s, snapshot.results } };
    if (snapshot.facts > 0) {
        body.insert(u"faits"_s, snapshot.facts);
        body.insert(u"donneesFaits"_s, QString::fromLatin1(snapshot.factData));
    }
    return body;
}

/// Members in the order of their names: the same snapshot is the same bytes.
QByteArray compactBytes(const QJsonObject &body) { return QJsonDocument(body).toJson(QJsonDocument::Compact); }

/// By what is written: a whole number is the same whether it was computed or read.
bool isSame(const QJsonObject &one, const QJsonObject &other) { return compactBytes(one) == compactBytes(other); }

Result<Snapshot> snapshotOf(const QJsonObject &body)
{
    const auto madeAt = fromIso(body["faitLe"_L1].toString());
    const auto begin = fromIso(body["debut"_L1].toString());
    const auto end = fromIso(body["fin"_L1].toString());
    const qint64 facts = body["faits"_L1].toInteger();
    if (body["version"_L1].toInt() != kSnapshotVersion || !madeAt || !begin || !end || *end <= *begin || facts < 0)
        return fail(Failure::InvalidInput, u"no snapshot of version %1"_s.arg(kSnapshotVersion));
    const auto set = tension::parametersFromJson(body["parametres"_L1].toString().toUtf8());
    if (!set)
        return std::unexpected(set.error());
    return Snapshot { body["personne"_L1].toString(), *madeAt, body["jusqua"_L1].toInteger(),
        body["evenements"_L1].toInt(), body["donnees"_L1].toString().toLatin1(), { { *begin, *end }, *set },
        body["resultats"_L1].toObject(), facts,
        facts > 0 ? body["donneesFaits"_L1].toString().toLatin1() : QByteArray() };
}

QByteArrayView bytesOf(const std::ranges::contiguous_range auto &column)
{
    const auto bytes = std::as_bytes(std::span(column));
    return { reinterpret_cast<const char *>(bytes.data()), std::ssize(bytes) };
}

} // namespace

QByteArray dataDigest(const TensionEvents &events)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &version : events) {
        hash.addData(featureText(*version));
        hash.addData("\n");
    }
    return hash.result().toHex();
}

QByteArray dataDigest(const TensionFacts &facts)
{
    if (facts.isEmpty())
        return {};
    const tension::CommonColumns &columns = facts.facts->columns();
    // Categories by their rank among those that occur: others may come and go without changing what is weighed.
    std::vector<quint16> rank(size_t { std::numeric_limits<quint16>::max() } + 1);
    for (const quint16 category : columns.category)
        rank[category] = 1;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    quint16 next = 0;
    for (size_t category = 0; category < rank.size(); ++category) {
        if (rank[category] == 0)
            continue;
        rank[category] = next++;
        const auto source = category < facts.sources.size() ? facts.sources[category] : nullptr;
        hash.addData((source ? source->id.toString() : QString()).toUtf8() + '\0');
        hash.addData(category < facts.categories.size() ? facts.categories[category].toUtf8() : QByteArray());
        hash.addData("\n");
    }
    std::vector<quint16> ranks;
    ranks.reserve(columns.size());
    std::ranges::transform(
        columns.category, std::back_inserter(ranks), [&](quint16 category) { return rank[category]; });
    for (const QByteArrayView column : { bytesOf(columns.east), bytesOf(columns.north), bytesOf(columns.time),
             bytesOf(facts.facts->lasting()), bytesOf(ranks), bytesOf(columns.weight) })
        hash.addData(column);
    return hash.result().toHex();
}

QJsonObject resultsOf(const TensionPicture &picture)
{
    QJsonObject results { { u"personnes"_s, picture.people }, { u"evenements"_s, picture.events },
        { u"faits"_s, picture.facts }, { u"maximum"_s, picture.highest } };
    if (picture.field) {
        const auto &field = *picture.field;
        results.insert(u"densite"_s,
            QJsonObject { { u"colonnes"_s, field.columns }, { u"lignes"_s, field.rows },
                { u"sha256"_s, QString::fromLatin1(sha256(bytesOf(field.values))) } });
    }
    QJsonArray zones;
    for (const TensionZone &zone : picture.zones)
        zones.append(toJson(zone));
    QJsonArray meetings;
    for (const Meeting &meeting : picture.meetings)
        meetings.append(toJson(meeting));
    results.insert(u"zones"_s, zones);
    results.insert(u"croisements"_s, meetings);
    return results;
}

Result<QByteArray> snapshotFile(const Snapshot &snapshot, const ActSigner *signer)
{
    const QJsonObject body = toJson(snapshot);
    const QByteArray bytes = compactBytes(body);
    QJsonObject file { { u"instantane"_s, body }, { u"empreinte"_s, QString::fromLatin1(sha256(bytes)) } };
    if (signer) {
        const auto act = signer->sign(bytes);
        if (!act)
            return std::unexpected(act.error());
        file.insert(u"signature"_s, QString::fromLatin1(act->signature.toBase64()));
        file.insert(u"signataire"_s, QString::fromLatin1(act->signer.toBase64()));
        file.insert(u"certificat"_s, QString::fromLatin1(act->certificate.toBase64()));
    }
    return QJsonDocument(file).toJson();
}

Result<> writeSnapshot(const QString &path, const Snapshot &snapshot, const ActSigner *signer)
{
    const auto bytes = snapshotFile(snapshot, signer);
    if (!bytes)
        return std::unexpected(bytes.error());
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return fail(Failure::Unavailable, file.errorString());
    return {};
}

Result<OpenedSnapshot> readSnapshot(const QByteArray &file, const SignatureCheck &signatures)
{
    if (file.size() > kLargestSnapshot)
        return fail(Failure::TooLarge, u"snapshot of more than %1 bytes"_s.arg(kLargestSnapshot));
    const QJsonObject object = QJsonDocument::fromJson(file).object();
    const QJsonObject body = object["instantane"_L1].toObject();
    const QByteArray bytes = compactBytes(body);
    if (body.isEmpty())
        return fail(Failure::InvalidInput, u"no snapshot"_s);
    if (object["empreinte"_L1].toString().toLatin1() != sha256(bytes))
        return fail(Failure::Corrupt, u"not what its digest was made of"_s);
    auto snapshot = snapshotOf(body);
    if (!snapshot)
        return std::unexpected(snapshot.error());
    OpenedSnapshot opened { *std::move(snapshot), false };
    if (!object.contains("signature"_L1))
        return opened;
    const auto bytesIn
        = [&](QLatin1StringView name) { return QByteArray::fromBase64(object[name].toString().toLatin1()); };
    const SignedAct act { bytes, bytesIn("signature"_L1), bytesIn("signataire"_L1), bytesIn("certificat"_L1) };
    if (const auto good = signatures.check(act, opened.snapshot.madeAt); !good)
        return fail(Failure::Corrupt, good.error().detail);
    opened.isSigned = true;
    return opened;
}

QStringList differencesOf(const Snapshot &snapshot, const Snapshot &again)
{
    QStringList differences;
    const auto number = [](qint64 value) { return QLocale().toString(value); };
    if (snapshot.events != again.events)
        differences << SnapshotTexts::tr("Événements : %1 dans l’instantané, %2 recalculés.")
                           .arg(number(snapshot.events), number(again.events));
    else if (snapshot.data != again.data)
        differences << SnapshotTexts::tr("Les événements ne sont pas les mêmes, ou ne disent pas la même chose.");
    if (snapshot.factData != again.factData)
        differences << SnapshotTexts::tr(
            "Les faits d’autres sources ne sont plus les mêmes : une source a été retirée ou "
            "corrigée.");
    if (snapshot.parameters != again.parameters)
        differences << SnapshotTexts::tr("Les paramètres ne sont pas les mêmes.");
    if (isSame(snapshot.results, again.results))
        return differences;
    const auto differ = [&](const QString &name) {
        return !isSame({ { name, snapshot.results[name] } }, { { name, again.results[name] } });
    };
    const qsizetype before = differences.size();
    const auto count = [](const Snapshot &one, QLatin1StringView name) { return one.results[name].toArray().size(); };
    if (differ(u"densite"_s))
        differences << SnapshotTexts::tr("La densité n’est pas la même.");
    if (differ(u"zones"_s))
        differences << SnapshotTexts::tr("Les zones ne sont pas les mêmes : %1 dans l’instantané, %2 recalculées.")
                           .arg(number(count(snapshot, "zones"_L1)), number(count(again, "zones"_L1)));
    if (differ(u"croisements"_s))
        differences << SnapshotTexts::tr("Les croisements ne sont pas les mêmes : %1 dans l’instantané, %2 recalculés.")
                           .arg(number(count(snapshot, "croisements"_L1)), number(count(again, "croisements"_L1)));
    if (differences.size() == before)
        differences << SnapshotTexts::tr("Les totaux ne sont pas les mêmes.");
    return differences;
}

} // namespace cortege::presentation
