#include <domain/destruction.h>
#include <domain/geojson.h>
#include <domain/json.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kFormerFormat = "cortege.bordereau/1"_L1; ///< without facts; those that were signed are read for ever
constexpr auto kBordereauFormat = "cortege.bordereau/2"_L1;
constexpr qsizetype kBordereauBytes = qsizetype { 16 } * 1024 * 1024; // some ten thousand files
constexpr std::array kFileKinds { "former"_L1, "backup"_L1, "key"_L1, "key-copy"_L1 }; // in the order of Kind

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }
QByteArray bytesOf(JsonValue text) { return QByteArray::fromHex(text.utf8().toByteArray()); }

QJsonObject toObject(const FactTally &facts)
{
    return { { u"sources"_s, facts.sources }, { u"faits"_s, facts.facts },
        { u"dernierBloc"_s, qint64 { facts.state.lastBlock } }, { u"changementsDesSources"_s, facts.state.changes } };
}

QJsonObject toObject(const RecordTally &records)
{
    QJsonArray kinds;
    for (const EventKind kind : kEventKinds) {
        const auto &of = records.kinds[static_cast<size_t>(kind)];
        kinds.append(QJsonObject {
            { u"nature"_s, jsonName(kind) }, { u"evenements"_s, of.events }, { u"versions"_s, of.versions } });
    }
    QJsonObject object { { u"natures"_s, kinds }, { u"evenements"_s, records.events },
        { u"versions"_s, records.versions }, { u"illisibles"_s, records.unreadable },
        { u"demandes"_s, records.requests }, { u"derniereLigne"_s, qint64 { records.last } },
        { u"empreinteDesLignes"_s, hex(records.rowsHash) } };
    if (records.facts)
        object.insert(u"faits"_s, toObject(*records.facts));
    return object;
}

QJsonArray toArray(const std::vector<DoomedFile> &files)
{
    QJsonArray array;
    for (const DoomedFile &file : files)
        array.append(QJsonObject { { u"genre"_s, name(file.kind) }, { u"chemin"_s, file.path },
            { u"octets"_s, file.bytes }, { u"sha256"_s, hex(file.sha256) } });
    return array;
}

QJsonArray toArray(const std::vector<DoomedKey> &keys)
{
    QJsonArray array;
    for (const DoomedKey &key : keys)
        array.append(QJsonObject {
            { u"numero"_s, key.id }, { u"creeLe"_s, toIso(key.createdAt) }, { u"empreinte"_s, hex(key.print) } });
    return array;
}

RecordTally recordsFrom(JsonValue value)
{
    RecordTally records;
    const auto kinds = value["natures"_L1].elements();
    for (size_t i = 0; i < std::min(kinds.size(), records.kinds.size()); ++i)
        records.kinds[i] = { kinds[i]["evenements"_L1].integer(-1), kinds[i]["versions"_L1].integer(-1) };
    records.events = value["evenements"_L1].integer(-1);
    records.versions = value["versions"_L1].integer(-1);
    records.unreadable = value["illisibles"_L1].integer(-1);
    records.requests = value["demandes"_L1].integer(-1);
    records.last = value["derniereLigne"_L1].integer(-1);
    records.rowsHash = bytesOf(value["empreinteDesLignes"_L1]);
    if (const JsonValue facts = value["faits"_L1]; facts.isObject())
        records.facts = FactTally { facts["sources"_L1].integer(-1), facts["faits"_L1].integer(-1),
            { facts["dernierBloc"_L1].integer(-1), facts["changementsDesSources"_L1].integer(-1) } };
    return records;
}

std::optional<DoomedFile> fileFrom(JsonValue value)
{
    const QString kind = value["genre"_L1].text();
    const auto found = std::ranges::find_if(kFileKinds, [&](QLatin1StringView one) { return one == kind; });
    if (found == kFileKinds.end())
        return std::nullopt;
    return DoomedFile { static_cast<DoomedFile::Kind>(found - kFileKinds.begin()), value["chemin"_L1].text(),
        value["octets"_L1].integer(-1), bytesOf(value["sha256"_L1]) };
}

std::optional<DoomedKey> keyFrom(JsonValue value)
{
    const auto createdAt = fromIso(value["creeLe"_L1].text());
    if (!createdAt)
        return std::nullopt;
    return DoomedKey { value["numero"_L1].text(), *createdAt, bytesOf(value["empreinte"_L1]) };
}

template <class T>
bool readAll(JsonValue array, std::optional<T> (*read)(JsonValue), std::vector<T> &into)
{
    return std::ranges::all_of(array.elements(), [&](JsonValue value) {
        auto one = read(value);
        if (one)
            into.push_back(std::move(*one));
        return one.has_value();
    });
}

std::optional<Bordereau> bordereauFrom(JsonValue root)
{
    const auto by = PersonId::parse(root["par"_L1]["personne"_L1].text());
    const auto at = fromIso(root["etabliLe"_L1].text());
    const JsonValue convention = root["convention"_L1];
    const auto begins = fromIso(convention["debut"_L1].text());
    const auto ends = fromIso(convention["fin"_L1].text());
    const auto cause = endCauseFromName(convention["cause"_L1].text());
    if (!by || !at || !begins || !ends || !cause)
        return std::nullopt;
    Bordereau made { *by, root["par"_L1]["nom"_L1].text(), *at, { *begins, *ends, *cause },
        root["entreesDeLAudit"_L1].integer(-1),
        { root["base"_L1].text(), recordsFrom(root["enregistrements"_L1]), {}, {} } };
    if (!readAll(root["fichiers"_L1], fileFrom, made.list.files) || !readAll(root["cles"_L1], keyFrom, made.list.keys))
        return std::nullopt;
    return made;
}

} // namespace

QLatin1StringView name(DoomedFile::Kind kind) { return kFileKinds.at(static_cast<size_t>(kind)); }

QByteArray toJson(const Bordereau &bordereau)
{
    const ConventionTerm &term = bordereau.term;
    return QJsonDocument(
        QJsonObject { { u"format"_s, bordereau.list.records.facts ? kBordereauFormat : kFormerFormat },
            { u"etabliLe"_s, toIso(bordereau.at) },
            { u"par"_s, QJsonObject { { u"personne"_s, bordereau.by.toString() }, { u"nom"_s, bordereau.name } } },
            { u"convention"_s,
                QJsonObject { { u"debut"_s, toIso(term.begins) }, { u"fin"_s, toIso(term.ends) },
                    { u"cause"_s, name(term.cause) } } },
            { u"base"_s, bordereau.list.database }, { u"enregistrements"_s, toObject(bordereau.list.records) },
            { u"entreesDeLAudit"_s, bordereau.auditEntries }, { u"fichiers"_s, toArray(bordereau.list.files) },
            { u"cles"_s, toArray(bordereau.list.keys) } })
        .toJson();
}

Result<Bordereau> bordereauFromJson(const QByteArray &text)
{
    if (text.size() > kBordereauBytes)
        return fail(Failure::Corrupt, u"a bordereau has %1 bytes at most"_s.arg(kBordereauBytes));
    const auto document = JsonDocument::read(text);
    auto made = document ? bordereauFrom(document->root()) : std::nullopt;
    // Written again it must be the same: that speaks for every member, and for there being no other.
    if (!made || toJson(*made) != text)
        return fail(Failure::Corrupt, u"not a bordereau of a destruction"_s);
    return std::move(*made);
}

} // namespace cortege
