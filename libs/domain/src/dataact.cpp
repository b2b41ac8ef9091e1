#include "signedacts.h"

#include <domain/cbor.h>
#include <domain/dataacts.h>
#include <domain/geojson.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCborValue>

#include <algorithm>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

/// Signed with the rest: no signature made for anything else can be shown as one of an act.
constexpr auto kDataActLabel = "cortege.data.1"_L1;
constexpr qsizetype kDataActBytes = qsizetype { 16 } * 1024;
constexpr qsizetype kDataActFields = 6;

void write(QCborStreamWriter &cbor, QDate day) { cbor.append(day.toString(Qt::ISODate)); }

void write(QCborStreamWriter &cbor, const HandedOver &handed)
{
    cbor.startArray(12);
    cbor.append(handed.id.toString());
    cbor.append(handed.provider);
    cbor.append(handed.contact);
    cbor.append(handed.certificate);
    cbor.append(handed.purpose);
    write(cbor, handed.until);
    write(cbor, handed.from);
    write(cbor, handed.to);
    cbor.startArray(handed.kinds.size());
    for (const EventKind kind : handed.kinds)
        cbor.append(jsonName(kind));
    cbor.endArray();
    cbor.append(handed.events);
    cbor.append(handed.form);
    cbor.append(handed.package);
    cbor.endArray();
}

void write(QCborStreamWriter &cbor, const StatementFiled &statement)
{
    cbor.startArray(4);
    cbor.append(statement.handover.toString());
    cbor.append(name(statement.end));
    write(cbor, statement.day);
    cbor.append(statement.document);
    cbor.endArray();
}

void write(QCborStreamWriter &cbor, const RetentionSet &set)
{
    cbor.startArray(3);
    cbor.append(name(set.category));
    if (set.months)
        cbor.append(*set.months);
    else
        cbor.append(nullptr);
    cbor.append(set.reference);
    cbor.endArray();
}

QDate dayOf(const QCborValue &value) { return QDate::fromString(value.toString(), Qt::ISODate); }
/// A number that is none reads as -1, which is never written.
int countOf(const QCborValue &value) { return static_cast<int>(integerOf(value, -1)); }

std::optional<DataAct::Content> handedOverOf(const QCborArray &fields)
{
    const auto id = HandoverId::parse(fields.at(0).toString());
    if (!id)
        return std::nullopt;
    HandedOver handed { .id = *id,
        .provider = fields.at(1).toString(),
        .contact = fields.at(2).toString(),
        .certificate = fields.at(3).toByteArray(),
        .purpose = fields.at(4).toString(),
        .until = dayOf(fields.at(5)),
        .from = dayOf(fields.at(6)),
        .to = dayOf(fields.at(7)),
        .kinds = {},
        .events = countOf(fields.at(9)),
        .form = fields.at(10).toString(),
        .package = fields.at(11).toByteArray() };
    const QCborArray kinds = fields.at(8).toArray();
    for (const auto kind : kinds) {
        const auto known = kindFromJsonName(kind.toString());
        if (!known)
            return std::nullopt;
        handed.kinds.push_back(*known);
    }
    return handed;
}

std::optional<DataAct::Content> statementOf(const QCborArray &fields)
{
    const auto handover = HandoverId::parse(fields.at(0).toString());
    const auto end = handoverEndFromName(fields.at(1).toString());
    if (!handover || !end)
        return std::nullopt;
    return StatementFiled { *handover, *end, dayOf(fields.at(2)), fields.at(3).toByteArray() };
}

std::optional<DataAct::Content> retentionOf(const QCborArray &fields)
{
    const auto category = retentionCategoryFromName(fields.at(0).toString());
    if (!category)
        return std::nullopt;
    const QCborValue months = fields.at(1);
    return RetentionSet { *category, months.isNull() ? std::nullopt : std::optional(countOf(months)),
        fields.at(2).toString() };
}

/// In the order of the alternatives.
constexpr std::array kReaders { handedOverOf, statementOf, retentionOf };

std::optional<DataAct> dataActOf(const QCborArray &fields)
{
    const auto by = PersonId::parse(fields.at(1).toString());
    const auto at = signedacts::timeOf(fields.at(2));
    const qint64 kind = integerOf(fields.at(4), -1);
    if (!by || !at || kind < 0 || kind >= std::ssize(kReaders))
        return std::nullopt;
    auto content = kReaders[static_cast<size_t>(kind)](fields.at(5).toArray());
    if (!content)
        return std::nullopt;
    return DataAct { *by, *at, fields.at(3).toByteArray(), std::move(*content) };
}

} // namespace

QByteArray toCbor(const DataAct &act)
{
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startArray(quint64 { kDataActFields });
    cbor.append(kDataActLabel);
    cbor.append(act.by.toString());
    cbor.append(signedacts::cborTime(act.at));
    cbor.append(act.previous);
    cbor.append(static_cast<int>(act.content.index()));
    std::visit([&cbor](const auto &content) { write(cbor, content); }, act.content);
    cbor.endArray();
    return bytes;
}

Result<DataAct> dataActFromCbor(const QByteArray &bytes)
{
    if (bytes.size() > kDataActBytes)
        return fail(Failure::Corrupt, u"an act has %1 bytes at most"_s.arg(kDataActBytes));
    auto act = dataActOf(wholeCbor(bytes).toArray());
    // Written again it must be the same: that speaks for the label, the types and the canonical form at once.
    if (!act || toCbor(*act) != bytes)
        return fail(Failure::Corrupt, u"not an act about the data"_s);
    return std::move(*act);
}

} // namespace cortege
