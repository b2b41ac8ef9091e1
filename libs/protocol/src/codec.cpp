#include <protocol/codec.h>
#include <protocol/enrolment.h>

#include <domain/geojson.h>

#include <QtCore/QByteArrayList>
#include <QtCore/QCborStreamReader>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>
#include <limits>

namespace cortege::protocol
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kHello = "hello"_L1;
constexpr auto kSave = "event.save"_L1;
constexpr auto kCancel = "event.cancel"_L1;
constexpr auto kHistory = "event.history"_L1;
constexpr auto kSubscribe = "subscribe"_L1;
constexpr auto kCopy = "copy.note"_L1;
constexpr auto kRenew = "certificate.renew"_L1;
constexpr auto kSources = "facts.sources"_L1;
constexpr auto kFacts = "facts.query"_L1;
constexpr auto kRecordSource = "facts.source"_L1;
constexpr auto kWithdraw = "facts.withdraw"_L1;
constexpr auto kAddFacts = "facts.import"_L1;
constexpr auto kChanged = "event.changed"_L1;
constexpr auto kSourcesChanged = "facts.changed"_L1;
constexpr auto kConvention = "convention.changed"_L1;
constexpr auto kEnded = "session.ended"_L1;

// In the order of Reason.
constexpr std::array kReasons { "revoked"_L1, "stopping"_L1, "protocol"_L1, "convention"_L1, "sessions"_L1, "full"_L1 };

// --- writing ---

/// Names of ours and what they stand for, both as JSON already: features are long and were written before.
struct Member {
    QLatin1StringView name;
    QByteArray json;
};
QByteArray objectOf(std::initializer_list<Member> members)
{
    QByteArray json;
    for (const Member &member : members)
        json.append(json.isEmpty() ? "{\"" : ",\"")
            .append(member.name.data(), member.name.size())
            .append("\":")
            .append(member.json);
    return json + '}';
}
QByteArray messageOf(Member first, Member second)
{
    return objectOf({ { "jsonrpc"_L1, R"("2.0")" }, std::move(first), std::move(second) });
}
QByteArray messageOf(MessageId id, Member rest)
{
    return messageOf({ "id"_L1, id == 0 ? "null"_ba : QByteArray::number(id) }, std::move(rest));
}
QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
/// Of ids and names of ours, in which there is nothing to escape.
QByteArray quoted(QByteArrayView plain) { return '"' + plain.toByteArray() + '"'; }
template <class Kind>
QByteArray quoted(const Id<Kind> &id)
{
    return quoted(id.toString().toLatin1());
}

QByteArray listOf(const std::vector<QByteArray> &texts)
{
    return '[' + QByteArrayList(texts.begin(), texts.end()).join(',') + ']';
}
QByteArray listOf(const std::vector<EventVersion> &versions)
{
    std::vector<QByteArray> texts;
    texts.reserve(versions.size());
    for (const EventVersion &version : versions)
        texts.push_back(featureText(version));
    return listOf(texts);
}

QByteArray messageOf(QLatin1StringView method, QByteArray params)
{
    return messageOf({ "method"_L1, quoted(QByteArrayView(method)) }, { "params"_L1, std::move(params) });
}

struct Call {
    QLatin1StringView method;
    QByteArray params;
};
Call callOf(const HelloRequest &hello)
{
    return { kHello, compact({ { u"program"_s, hello.program }, { u"annexe"_s, hello.annexe } }) };
}
Call callOf(const SaveRequest &save)
{
    return { kSave,
        objectOf({ { "request"_L1, quoted(save.request) }, { "event"_L1, quoted(save.event) },
            { "baseRevision"_L1, QByteArray::number(save.baseRevision) },
            { "feature"_L1, featureText(save.record) } }) };
}
Call callOf(const CancelRequest &cancel)
{
    return { kCancel,
        objectOf({ { "request"_L1, quoted(cancel.request) }, { "event"_L1, quoted(cancel.event) },
            { "baseRevision"_L1, QByteArray::number(cancel.baseRevision) } }) };
}
Call callOf(const HistoryRequest &history) { return { kHistory, objectOf({ { "event"_L1, quoted(history.event) } }) }; }
Call callOf(const SubscribeRequest &subscribe)
{
    return { kSubscribe, objectOf({ { "since"_L1, QByteArray::number(subscribe.since) } }) };
}

Call callOf(const CopyRequest &copy)
{
    return { kCopy,
        objectOf({ { "form"_L1, quoted(jsonName(copy.form)) }, { "purpose"_L1, quoted(jsonName(copy.purpose)) },
            { "events"_L1, QByteArray::number(copy.events) } }) };
}

Call callOf(const RenewRequest &renew)
{
    return { kRenew, objectOf({ { "request"_L1, quoted(renew.request.toBase64()) } }) };
}

Call callOf(const FactSourcesRequest &) { return { kSources, "{}" }; }
Call callOf(const FactsQuery &query)
{
    const Member since { "since"_L1, QByteArray::number(query.since) };
    return { kFacts,
        query.source ? objectOf({ { "source"_L1, QByteArray::number(*query.source) }, since }) : objectOf({ since }) };
}
Call callOf(const RecordSourceRequest &record)
{
    return { kRecordSource, objectOf({ { "source"_L1, sourceText(record.source) } }) };
}
Call callOf(const WithdrawSourceRequest &withdraw)
{
    return { kWithdraw, objectOf({ { "source"_L1, QByteArray::number(withdraw.source) } }) };
}
Call callOf(const AddFactsRequest &add)
{
    return { kAddFacts,
        objectOf({ { "source"_L1, QByteArray::number(add.source) },
            { "keys"_L1, quoted(keyBytes(add.block.keys).toBase64()) },
            { "columns"_L1, quoted(columnBytes(add.block.columns).toBase64()) } }) };
}

QByteArray listOf(const std::vector<KnownSource> &sources)
{
    std::vector<QByteArray> texts;
    texts.reserve(sources.size());
    for (const KnownSource &known : sources)
        texts.push_back(
            objectOf({ { "number"_L1, QByteArray::number(known.number) }, { "source"_L1, sourceText(known.source) },
                { "recordedBy"_L1,
                    compact({ { u"id"_s, known.recordedBy.id.toString() }, { u"name"_s, known.recordedBy.name } }) },
                { "recordedAt"_L1, quoted(toIso(known.recordedAt).toLatin1()) },
                { "facts"_L1, QByteArray::number(known.facts) } }));
    return listOf(texts);
}

QJsonObject toJson(const ConventionStatus &convention)
{
    QJsonObject object { { u"state"_s, name(convention.state) } };
    if (convention.term) {
        object.insert(u"begins"_s, toIso(convention.term->begins));
        object.insert(u"ends"_s, toIso(convention.term->ends));
        object.insert(u"cause"_s, name(convention.term->cause));
    }
    return object;
}

QByteArray resultOf(const HelloAnswer &hello)
{
    return compact({ { u"server"_s, hello.server }, { u"annexe"_s, hello.annexe },
        { u"person"_s,
            QJsonObject { { u"id"_s, hello.person.toString() }, { u"name"_s, hello.name },
                { u"service"_s, hello.service }, { u"roles"_s, toString(hello.roles) } } },
        { u"lastSequence"_s, hello.lastSequence }, { u"now"_s, toIso(hello.now) },
        { u"convention"_s, toJson(hello.convention) }, { u"journal"_s, hello.journal } });
}
QByteArray resultOf(const QByteArray &feature, const std::optional<AuditReceipt> &receipt)
{
    return receipt ? objectOf({ { "feature"_L1, feature }, { "receipt"_L1, encodeReceipt(*receipt) } })
                   : objectOf({ { "feature"_L1, feature } });
}
QByteArray resultOf(const SavedAnswer &saved) { return resultOf(featureText(saved.version), saved.receipt); }
QByteArray resultOf(const HistoryAnswer &history) { return objectOf({ { "versions"_L1, listOf(history.versions) } }); }
QByteArray resultOf(const SubscribeAnswer &subscribe)
{
    return objectOf({ { "upTo"_L1, QByteArray::number(subscribe.upTo) } });
}

QByteArray resultOf(const CopyAnswer &copy)
{
    return objectOf({ { "notedAt"_L1, quoted(toIso(copy.notedAt).toLatin1()) } });
}

QByteArray resultOf(const RenewAnswer &renew) { return objectOf({ { "enrolment"_L1, encode(renew.enrolment) } }); }
QByteArray resultOf(const FactSourcesAnswer &answer) { return objectOf({ { "sources"_L1, listOf(answer.sources) } }); }
QByteArray resultOf(const FactsAnswer &answer)
{
    return objectOf({ { "upToBlock"_L1, QByteArray::number(answer.upTo) },
        { "toCome"_L1, QByteArray::number(answer.toCome) }, { "list"_L1, listOf(answer.sources) } });
}
QByteArray resultOf(const SourceRecordedAnswer &answer)
{
    return objectOf({ { "number"_L1, QByteArray::number(answer.number) } });
}
QByteArray resultOf(const SourceWithdrawnAnswer &answer)
{
    return objectOf({ { "withdrawn"_L1, QByteArray::number(answer.facts) } });
}
QByteArray resultOf(const FactsAddedAnswer &answer)
{
    return objectOf(
        { { "stored"_L1, QByteArray::number(answer.stored) }, { "known"_L1, QByteArray::number(answer.known) } });
}

QJsonObject toJson(const FieldIssue &issue)
{
    QJsonObject object { { u"field"_s, jsonName(issue.field) }, { u"rule"_s, name(issue.rule) } };
    if (issue.index >= 0)
        object.insert(u"index"_s, issue.index);
    if (issue.limit != 0)
        object.insert(u"limit"_s, issue.limit);
    return object;
}

// --- reading ---

/// Deepest nesting of brackets outside strings. Counted before parsing, because a parser pays for depth with memory.
bool tooDeep(const QByteArray &json)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limits::kJsonDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

/// Whole numbers that a double holds exactly; anything else is not an id, a sequence or a revision of ours.
std::optional<qint64> integer(JsonValue value, qint64 least)
{
    const qint64 number = value.integer(least - 1);
    return number >= least && number <= (1LL << 53) ? std::optional(number) : std::nullopt;
}
std::optional<int> smallInteger(JsonValue value)
{
    const auto number = integer(value, 0);
    return number && *number <= 1'000'000'000 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

WireError error(ErrorCode code, QString message) { return { code, std::move(message), {}, {} }; }
WireError badParams(QLatin1StringView what) { return error(ErrorCode::InvalidParams, u"missing or wrong: "_s + what); }

using ReadRequest = std::expected<Request, WireError>;

ReadRequest readHello(JsonValue params)
{
    const JsonValue program = params["program"_L1];
    const JsonValue annexe = params["annexe"_L1];
    if (!program.isString() || !annexe.isString())
        return std::unexpected(badParams("program, annexe"_L1));
    return HelloRequest { program.text(), annexe.text() };
}

std::expected<CancelRequest, WireError> readChange(JsonValue params)
{
    const auto request = RequestId::parse(params["request"_L1].text());
    const auto event = EventId::parse(params["event"_L1].text());
    const auto base = smallInteger(params["baseRevision"_L1]);
    if (!request || !event || !base)
        return std::unexpected(badParams("request, event, baseRevision"_L1));
    return CancelRequest { *request, *event, *base };
}

ReadRequest readSave(JsonValue params)
{
    auto change = readChange(params);
    if (!change)
        return std::unexpected(change.error());
    auto record = recordFromFeature(params["feature"_L1]);
    if (!record)
        return std::unexpected(WireError { ErrorCode::InvalidEvent, record.error().detail, record.error().issues, {} });
    return SaveRequest { change->request, change->event, change->baseRevision, std::move(*record) };
}

ReadRequest readCancel(JsonValue params)
{
    auto change = readChange(params);
    return change ? ReadRequest(*change) : std::unexpected(change.error());
}

ReadRequest readHistory(JsonValue params)
{
    const auto event = EventId::parse(params["event"_L1].text());
    return event ? ReadRequest(HistoryRequest { *event }) : std::unexpected(badParams("event"_L1));
}

ReadRequest readSubscribe(JsonValue params)
{
    const auto since = integer(params["since"_L1], 0);
    return since ? ReadRequest(SubscribeRequest { *since }) : std::unexpected(badParams("since"_L1));
}

ReadRequest readCopy(JsonValue params)
{
    const auto form = copyFormFromJsonName(params["form"_L1].text());
    const auto purpose = purposeFromJsonName(params["purpose"_L1].text());
    const auto events = smallInteger(params["events"_L1]);
    if (!form || !purpose || !events)
        return std::unexpected(badParams("form, purpose, events"_L1));
    return CopyRequest { *form, *purpose, *events };
}

ReadRequest readRenew(JsonValue params)
{
    const auto request = readDer(params["request"_L1]);
    return request ? ReadRequest(RenewRequest { *request }) : std::unexpected(badParams("request"_L1));
}

ReadRequest readSources(JsonValue) { return FactSourcesRequest {}; }

ReadRequest readFacts(JsonValue params)
{
    const JsonValue only = params["source"_L1];
    const auto source = smallInteger(only);
    const auto since = integer(params["since"_L1], 0);
    if (!since || (!only.isMissing() && !source))
        return std::unexpected(badParams("source, since"_L1));
    return FactsQuery { source, *since };
}

ReadRequest readRecordSource(JsonValue params)
{
    auto source = sourceFromJson(params["source"_L1]);
    if (!source)
        return std::unexpected(error(ErrorCode::InvalidParams, source.error().detail));
    if (const auto issues = validate(*source); !issues.empty())
        return std::unexpected(error(ErrorCode::InvalidParams, toString(issues.front())));
    return RecordSourceRequest { std::move(*source) };
}

ReadRequest readWithdraw(JsonValue params)
{
    const auto source = smallInteger(params["source"_L1]);
    return source ? ReadRequest(WithdrawSourceRequest { *source }) : std::unexpected(badParams("source"_L1));
}

bool isTwiceIn(std::vector<FactKey> keys)
{
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

ReadRequest readAddFacts(JsonValue params)
{
    const auto source = smallInteger(params["source"_L1]);
    const auto keys = QByteArray::fromBase64Encoding(
        params["keys"_L1].utf8().toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    const auto columns = QByteArray::fromBase64Encoding(
        params["columns"_L1].utf8().toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    auto readKeys = keys ? keysFromBytes(*keys) : std::nullopt;
    if (!source || !columns || !readKeys)
        return std::unexpected(badParams("source, keys, columns"_L1));
    auto read = columnsFromBytes(*columns);
    if (!read)
        return std::unexpected(error(ErrorCode::InvalidParams, read.error().detail));
    if (read->isEmpty() || read->size() != readKeys->size() || isTwiceIn(*readKeys))
        return std::unexpected(badParams("a key of its own for each fact"_L1));
    return AddFactsRequest { *source, { std::move(*read), std::move(*readKeys) } };
}

struct Method {
    QLatin1StringView name;
    ReadRequest (*read)(JsonValue params) = nullptr;
};
constexpr std::array kMethods { Method { kHello, readHello }, Method { kSave, readSave },
    Method { kCancel, readCancel }, Method { kHistory, readHistory }, Method { kSubscribe, readSubscribe },
    Method { kCopy, readCopy }, Method { kRenew, readRenew }, Method { kSources, readSources },
    Method { kFacts, readFacts }, Method { kRecordSource, readRecordSource }, Method { kWithdraw, readWithdraw },
    Method { kAddFacts, readAddFacts } };

Result<std::vector<EventVersion>> readVersions(JsonValue value)
{
    if (!value.isArray())
        return fail(Failure::InvalidInput, u"no list of versions"_s);
    std::vector<EventVersion> versions;
    for (const JsonValue item : value.elements()) {
        auto version = versionFromFeature(item);
        if (!version)
            return std::unexpected(version.error());
        versions.push_back(std::move(*version));
    }
    return versions;
}

Result<ConventionStatus> readConvention(JsonValue object)
{
    const auto state = conventionStateFromName(object["state"_L1].text());
    const auto begins = fromIso(object["begins"_L1].text());
    const auto ends = fromIso(object["ends"_L1].text());
    const auto cause = endCauseFromName(object["cause"_L1].text());
    if (state == ConventionState::Unrecorded)
        return ConventionStatus {};
    if (!state || !begins || !ends || !cause)
        return fail(Failure::InvalidInput, u"the state of the convention"_s);
    return ConventionStatus { *state, ConventionTerm { *begins, *ends, *cause } };
}

Result<Answer> readHelloAnswer(JsonValue result)
{
    const JsonValue who = result["person"_L1];
    const auto person = PersonId::parse(who["id"_L1].text());
    const auto sequence = integer(result["lastSequence"_L1], 0);
    const auto now = fromIso(result["now"_L1].text());
    const auto convention = readConvention(result["convention"_L1]);
    if (!person || !sequence || !now || !convention)
        return fail(Failure::InvalidInput, u"hello answer"_s);
    Roles roles;
    const QStringList names = who["roles"_L1].text().split(u',', Qt::SkipEmptyParts);
    for (const QString &text : names) {
        if (const auto role = roleFromName(text))
            roles |= *role;
    }
    return HelloAnswer { result["server"_L1].text(), result["annexe"_L1].text(), *person, who["name"_L1].text(),
        who["service"_L1].text(), roles, *sequence, *now, *convention, integer(result["journal"_L1], 0).value_or(0) };
}

/// Nothing where it is not one: the change was made all the same.
std::optional<AuditReceipt> readReceipt(JsonValue value)
{
    const auto entry = integer(value["entry"_L1], 1);
    const auto at = fromIso(value["at"_L1].text());
    const QByteArray hash = QByteArray::fromHex(value["hash"_L1].utf8().toByteArray());
    const QByteArray signature = QByteArray::fromBase64(value["signature"_L1].utf8().toByteArray());
    if (!entry || !at || hash.size() != kAuditHashBytes || signature.isEmpty())
        return std::nullopt;
    return AuditReceipt { { *entry, hash, *at }, signature };
}

Result<std::vector<KnownSource>> readSourceList(JsonValue list)
{
    if (!list.isArray())
        return fail(Failure::InvalidInput, u"no list of sources"_s);
    std::vector<KnownSource> sources;
    for (const JsonValue item : list.elements()) {
        const auto number = smallInteger(item["number"_L1]);
        auto source = sourceFromJson(item["source"_L1]);
        const JsonValue by = item["recordedBy"_L1];
        const auto person = PersonId::parse(by["id"_L1].text());
        const auto at = fromIso(item["recordedAt"_L1].text());
        const auto facts = integer(item["facts"_L1], 0);
        if (!number || !source || !person || !at || !facts)
            return fail(Failure::InvalidInput, u"a source of facts"_s);
        sources.push_back({ *number, std::move(*source), { *person, by["name"_L1].text() }, *at, *facts });
    }
    return sources;
}

Result<Answer> readFactsAnswer(JsonValue result)
{
    const auto upTo = integer(result["upToBlock"_L1], 0);
    const auto toCome = integer(result["toCome"_L1], 0);
    if (!upTo || !toCome)
        return fail(Failure::InvalidInput, u"facts answer"_s);
    return readSourceList(result["list"_L1]).transform([&](std::vector<KnownSource> sources) -> Answer {
        return FactsAnswer { *upTo, *toCome, std::move(sources) };
    });
}

/// Nothing where it is none of those about facts.
std::optional<Result<Answer>> readAnswerAboutFacts(JsonValue result)
{
    if (const JsonValue sources = result["sources"_L1]; !sources.isUndefined())
        return readSourceList(sources).transform(
            [](std::vector<KnownSource> list) -> Answer { return FactSourcesAnswer { std::move(list) }; });
    if (!result["upToBlock"_L1].isUndefined())
        return readFactsAnswer(result);
    if (const auto number = smallInteger(result["number"_L1]))
        return SourceRecordedAnswer { *number };
    if (const auto facts = integer(result["withdrawn"_L1], 0))
        return SourceWithdrawnAnswer { *facts };
    const auto stored = smallInteger(result["stored"_L1]);
    const auto known = smallInteger(result["known"_L1]);
    if (stored && known)
        return FactsAddedAnswer { *stored, *known };
    return std::nullopt;
}

/// Which answer it is shows in what it holds: no two answers share a property.
Result<Answer> readAnswer(JsonValue result)
{
    if (!result["person"_L1].isUndefined())
        return readHelloAnswer(result);
    if (const JsonValue feature = result["feature"_L1]; feature.isObject())
        return versionFromFeature(feature).transform([&](EventVersion version) -> Answer {
            return SavedAnswer { std::move(version), readReceipt(result["receipt"_L1]) };
        });
    if (!result["versions"_L1].isUndefined())
        return readVersions(result["versions"_L1]).transform([](std::vector<EventVersion> versions) -> Answer {
            return HistoryAnswer { std::move(versions) };
        });
    if (const auto upTo = integer(result["upTo"_L1], 0))
        return SubscribeAnswer { *upTo };
    if (const auto notedAt = fromIso(result["notedAt"_L1].text()))
        return CopyAnswer { *notedAt };
    if (const JsonValue enrolment = result["enrolment"_L1]; enrolment.isObject())
        return readEnrolmentAnswer(enrolment).transform(
            [](EnrolmentAnswer answer) -> Answer { return RenewAnswer { std::move(answer) }; });
    if (auto aboutFacts = readAnswerAboutFacts(result))
        return std::move(*aboutFacts);
    return fail(Failure::InvalidInput, u"unknown answer"_s);
}

std::optional<ErrorCode> codeFrom(qint64 number)
{
    using enum ErrorCode;
    for (const auto code : { ParseError, InvalidRequest, MethodNotFound, InvalidParams, InternalError, Forbidden,
             NotFound, Conflict, TooLarge, InvalidEvent, SchemaMismatch, RateLimited, Unavailable }) {
        if (static_cast<int>(code) == number)
            return code;
    }
    return std::nullopt;
}

Result<WireError> readError(JsonValue object)
{
    const auto code = codeFrom(object["code"_L1].integer(0));
    if (!code)
        return fail(Failure::InvalidInput, u"unknown error code"_s);
    WireError read = error(*code, object["message"_L1].text());
    const JsonValue data = object["data"_L1];
    for (const JsonValue issue : data["issues"_L1].elements()) {
        const auto field = fieldFromJsonName(issue["field"_L1].text());
        const auto rule = ruleFromName(issue["rule"_L1].text());
        if (!field || !rule)
            return fail(Failure::InvalidInput, u"unknown field or rule"_s);
        read.issues.push_back({ *field, *rule, smallInteger(issue["index"_L1]).value_or(-1),
            smallInteger(issue["limit"_L1]).value_or(0) });
    }
    if (const JsonValue current = data["current"_L1]; current.isObject()) {
        auto version = versionFromFeature(current);
        if (!version)
            return std::unexpected(version.error());
        read.current = std::move(*version);
    }
    return read;
}

Result<Notification> readNotification(JsonValue message)
{
    const QString method = message["method"_L1].text();
    const JsonValue params = message["params"_L1];
    if (method == kChanged)
        return readVersions(params["features"_L1]).transform([](std::vector<EventVersion> versions) -> Notification {
            return EventChanged { std::move(versions) };
        });
    if (method == kConvention)
        return readConvention(params).transform([&params](const ConventionStatus &convention) -> Notification {
            return ConventionChanged { convention, fromIso(params["now"_L1].text()) };
        });
    if (method == kSourcesChanged)
        return readSourceList(params["sources"_L1]).transform([](std::vector<KnownSource> list) -> Notification {
            return FactSourcesChanged { std::move(list) };
        });
    if (method == kEnded) {
        const auto reason = std::ranges::find(kReasons, params["reason"_L1].text());
        if (reason != kReasons.end())
            return SessionEnded { static_cast<SessionEnded::Reason>(reason - kReasons.begin()) };
    }
    return fail(Failure::InvalidInput, u"unknown notification"_s);
}

} // namespace

QByteArray encode(MessageId id, const Request &request)
{
    Call call = std::visit([](const auto &value) { return callOf(value); }, request);
    return objectOf({ { "jsonrpc"_L1, R"("2.0")" }, { "id"_L1, QByteArray::number(id) },
        { "method"_L1, quoted(QByteArrayView(call.method)) }, { "params"_L1, std::move(call.params) } });
}

QByteArray encode(MessageId id, const Answer &answer)
{
    return messageOf(id, { "result"_L1, std::visit([](const auto &value) { return resultOf(value); }, answer) });
}

QByteArray encode(MessageId id, const WireError &wireError)
{
    QJsonObject object { { u"code"_s, static_cast<int>(wireError.code) }, { u"message"_s, wireError.message } };
    QJsonObject data;
    if (!wireError.issues.empty()) {
        QJsonArray issues;
        for (const FieldIssue &issue : wireError.issues)
            issues.append(toJson(issue));
        data.insert(u"issues"_s, issues);
    }
    if (wireError.current)
        data.insert(u"current"_s, toFeature(*wireError.current));
    if (!data.isEmpty())
        object.insert(u"data"_s, data);
    return messageOf(id, { "error"_L1, compact(object) });
}

QByteArray encode(const Notification &notification)
{
    if (const auto *changed = std::get_if<EventChanged>(&notification))
        return messageOf(kChanged, objectOf({ { "features"_L1, listOf(changed->versions) } }));
    if (const auto *changed = std::get_if<ConventionChanged>(&notification)) {
        QJsonObject params = toJson(changed->convention);
        if (changed->now)
            params.insert(u"now"_s, toIso(*changed->now));
        return messageOf(kConvention, compact(params));
    }
    if (const auto *changed = std::get_if<FactSourcesChanged>(&notification))
        return messageOf(kSourcesChanged, objectOf({ { "sources"_L1, listOf(changed->sources) } }));
    const auto reason = std::get<SessionEnded>(notification).reason;
    return messageOf(
        kEnded, objectOf({ { "reason"_L1, quoted(QByteArrayView(kReasons[static_cast<size_t>(reason)])) } }));
}

QByteArray encodeSaved(MessageId id, const QByteArray &feature, const std::optional<AuditReceipt> &receipt)
{
    return messageOf(id, { "result"_L1, resultOf(feature, receipt) });
}

QByteArray encodeReceipt(const AuditReceipt &receipt)
{
    return objectOf({ { "entry"_L1, QByteArray::number(receipt.head.entry) },
        { "hash"_L1, quoted(receipt.head.hash.toHex()) }, { "at"_L1, quoted(toIso(receipt.head.at).toLatin1()) },
        { "signature"_L1, quoted(receipt.signature.toBase64()) } });
}

std::optional<AuditReceipt> decodeReceipt(const QByteArray &json)
{
    const auto document = JsonDocument::read(json);
    return document ? readReceipt(document->root()) : std::nullopt;
}

QByteArray encodeEventChanged(const std::vector<QByteArray> &serialised)
{
    return messageOf(kChanged, objectOf({ { "features"_L1, listOf(serialised) } }));
}

QByteArray encodeFactBatch(const KeptBlock &block)
{
    QByteArray bytes;
    bytes.reserve(block.columns.size() + 16);
    QCborStreamWriter writer(&bytes);
    writer.startArray(3);
    writer.append(qint64 { block.number });
    writer.append(qint64 { block.source });
    bytes += block.columns; // the array's third, as it stands; nothing is written to end an array of a given length
    return bytes;
}

Result<FactBatch> decodeFactBatch(const QByteArray &bytes)
{
    constexpr qint64 kMost = 1LL << 53;
    const auto wrong = fail(Failure::InvalidInput, u"not a batch of facts"_s);
    QCborStreamReader reader(bytes);
    if (!reader.isArray() || !reader.isLengthKnown() || reader.length() != 3 || !reader.enterContainer())
        return wrong;
    qint64 numbers[2] {};
    for (qint64 &number : numbers) {
        if (!reader.isUnsignedInteger() || reader.toUnsignedInteger() > quint64 { kMost })
            return wrong;
        number = reader.toInteger();
        if (!reader.next())
            return wrong;
    }
    if (numbers[1] > std::numeric_limits<SourceNumber>::max())
        return wrong;
    return columnsFromBytes(QByteArrayView(bytes).sliced(reader.currentOffset())).transform([&](FactColumns columns) {
        return FactBatch { numbers[0], static_cast<SourceNumber>(numbers[1]), std::move(columns) };
    });
}

std::expected<IncomingRequest, BadRequest> decodeRequest(const QByteArray &json, int maximumBytes)
{
    const auto bad
        = [](MessageId id, WireError wireError) { return std::unexpected(BadRequest { id, std::move(wireError) }); };
    if (json.size() > maximumBytes)
        return bad(0, error(ErrorCode::TooLarge, u"message over %1 bytes"_s.arg(maximumBytes)));
    if (tooDeep(json))
        return bad(0, error(ErrorCode::TooLarge, u"nested deeper than %1"_s.arg(limits::kJsonDepth)));
    const auto document = JsonDocument::read(json);
    const JsonValue message = document ? document->root() : JsonValue();
    if (!message.isObject())
        return bad(0, error(ErrorCode::ParseError, u"not a JSON object"_s));
    const auto id = integer(message["id"_L1], 1);
    if (!id || message["jsonrpc"_L1].utf8() != "2.0"_L1 || !message["method"_L1].isString())
        return bad(
            id.value_or(0), error(ErrorCode::InvalidRequest, u"not a JSON-RPC 2.0 request with a positive id"_s));
    const auto method = std::ranges::find(kMethods, message["method"_L1].utf8(), &Method::name);
    if (method == kMethods.end())
        return bad(*id, error(ErrorCode::MethodNotFound, u"unknown method"_s));
    auto request = method->read(message["params"_L1]);
    if (!request)
        return bad(*id, std::move(request.error()));
    return IncomingRequest { *id, std::move(*request) };
}

Result<std::variant<IncomingAnswer, Notification>> decodeFromServer(const QByteArray &json)
{
    using Incoming = std::variant<IncomingAnswer, Notification>;
    if (tooDeep(json))
        return fail(Failure::TooLarge, u"nested deeper than %1"_s.arg(limits::kJsonDepth));
    const auto document = JsonDocument::read(json);
    const JsonValue message = document ? document->root() : JsonValue();
    if (message["jsonrpc"_L1].utf8() != "2.0"_L1)
        return fail(Failure::InvalidInput, u"not a JSON-RPC 2.0 message"_s);
    if (!message["method"_L1].isUndefined())
        return readNotification(message).transform([](Notification n) -> Incoming { return n; });

    const auto id = message["id"_L1].isMissing() ? std::optional<qint64>(0) : integer(message["id"_L1], 1);
    if (!id)
        return fail(Failure::InvalidInput, u"an answer without an id"_s);
    if (const JsonValue refused = message["error"_L1]; refused.isObject())
        return readError(refused).transform([&id](WireError wireError) -> Incoming {
            return IncomingAnswer { *id, std::unexpected(std::move(wireError)) };
        });
    return readAnswer(message["result"_L1]).transform([&id](Answer answer) -> Incoming {
        return IncomingAnswer { *id, std::move(answer) };
    });
}

} // namespace cortege::protocol
