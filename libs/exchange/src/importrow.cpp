#include <domain/geojson.h>
#include <domain/personaldata.h>
#include <exchange/csv.h>
#include <exchange/importrow.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kReportedValue = 100;

QString describe(const FieldIssue &issue)
{
    QString reason = name(issue.rule);
    if (issue.limit > 0)
        reason += u" (%1)"_s.arg(issue.limit);
    return reason;
}

QString shortened(const QString &value)
{
    if (value.size() <= kReportedValue)
        return value;
    const bool halved = value[kReportedValue - 1].isHighSurrogate();
    return value.first(halved ? kReportedValue - 1 : kReportedValue) + u'…';
}

EventId idFromContent(const EventRecord &record)
{
    static const QUuid kSpace(u"5b1d7c3e-2f0a-4c57-9a53-7f6f6f0e9d11"_s);
    return EventId::fromName(
        kSpace, QString::fromUtf8(QJsonDocument(toFeature(record)).toJson(QJsonDocument::Compact)));
}

ImportedRow rowFromFeature(const QJsonValue &value, int number)
{
    const auto refused = [&](const QString &field, QLatin1StringView reason, const QString &text = {}) {
        return std::unexpected(std::vector { rowIssue(number, field, reason, text) });
    };
    if (!value.isObject())
        return refused({}, "not-a-feature"_L1);
    const QJsonObject feature = value.toObject();
    auto record = recordFromFeature(feature);
    const auto wrong = record ? personalDataIssues(findPersonalData(*record)) : record.error().issues;
    if (!record || !wrong.empty()) {
        std::vector<RowIssue> issues;
        issues.reserve(wrong.size());
        for (const FieldIssue &issue : wrong)
            issues.push_back(rowIssue(number, issue, feature.value("properties"_L1).toObject()));
        if (issues.empty())
            issues.push_back(rowIssue(number, {}, "not-an-event"_L1, record.error().detail));
        return std::unexpected(std::move(issues));
    }
    const QJsonValue given = feature.value("id"_L1);
    const auto id = given.isUndefined() ? std::optional(idFromContent(*record)) : EventId::parse(given.toString());
    if (!id)
        return refused(u"id"_s, "not-an-id"_L1, given.toVariant().toString());
    const bool withdrawn = feature.value("journal"_L1).toObject().value("etat"_L1) == jsonName(EventState::Cancelled);
    return ImportRow { number, *id, withdrawn, std::move(*record) };
}

} // namespace

RowIssue rowIssue(int line, const QString &field, QLatin1StringView reason, const QString &value)
{
    return { line, field, reason, shortened(value) };
}

RowIssue rowIssue(int line, const FieldIssue &issue)
{
    QString field = jsonName(issue.field);
    if (issue.index >= 0)
        field += u"[%1]"_s.arg(issue.index);
    return { line, field, describe(issue), {} };
}

RowIssue rowIssue(int line, const FieldIssue &issue, const QJsonObject &properties)
{
    RowIssue made = rowIssue(line, issue);
    if (issue.rule == Rule::PersonalData)
        return made; // the report is one more file
    QJsonValue value = properties.value(jsonName(issue.field));
    if (value.isArray() && issue.index >= 0)
        value = value[issue.index];
    if (value.isObject())
        value = value["texte"_L1];
    made.value = value.isArray() ? QString::number(value.toArray().size()) : shortened(value.toVariant().toString());
    return made;
}

QByteArray reportHeader() { return csvLine({ u"ligne"_s, u"champ"_s, u"raison"_s, u"valeur"_s }); }

QByteArray reportLine(const RowIssue &issue)
{
    return csvLine({ QString::number(issue.line), harmlessCell(issue.field), issue.reason, harmlessCell(issue.value) });
}

Result<std::vector<ImportedRow>> readFeatureCollection(const QByteArray &json)
{
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return fail(Failure::InvalidInput, u"not JSON at byte %1: %2"_s.arg(error.offset).arg(error.errorString()));
    if (document[u"type"_s] != u"FeatureCollection"_s || !document[u"features"_s].isArray())
        return fail(Failure::InvalidInput, u"not a FeatureCollection"_s);
    std::vector<ImportedRow> rows;
    const QJsonArray features = document[u"features"_s].toArray();
    for (const auto feature : features)
        rows.push_back(rowFromFeature(feature, static_cast<int>(rows.size()) + 1));
    return rows;
}

void ImportState::know(const EventVersion &version)
{
    m_known.insert(version.id, { version.revision, version.state, version.author, version.record });
}

void ImportState::assume(const ImportChange &change)
{
    const auto *record = std::get_if<EventRecord>(&change.change);
    Q_ASSERT(record || m_known.contains(change.event));
    m_known.insert(change.event,
        { change.baseRevision + 1, record ? EventState::Active : EventState::Cancelled, std::nullopt,
            record ? *record : m_known.value(change.event).record });
}

Decision ImportState::changeOf(const ImportRow &row, const Known &known, Change change) const
{
    if (m_importer && known.author && known.author->id != *m_importer)
        return std::unexpected(rowIssue(row.line, {}, "changed-by-other"_L1, known.author->name));
    return ImportChange { row.event, known.revision, std::move(change) };
}

Decision ImportState::decide(const ImportRow &row) const
{
    const auto known = m_known.find(row.event);
    if (known == m_known.end()) {
        if (row.withdrawn)
            return std::unexpected(rowIssue(row.line, {}, "withdrawn-unknown"_L1, row.event.toString()));
        return ImportChange { row.event, 0, row.record };
    }
    if (row.withdrawn)
        return known->state == EventState::Cancelled ? Decision(std::nullopt) : changeOf(row, *known, Cancellation {});
    if (known->state == EventState::Active && known->record == row.record)
        return std::nullopt;
    return changeOf(row, *known, row.record);
}

} // namespace cortege::exchange
