#include <protocol/codec.h>

#include <domain/geojson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <array>

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
constexpr auto kChanged = "event.changed"_L1;
constexpr auto kEnded = "session.ended"_L1;

constexpr std::array kReasons { "revoked"_L1, "stopping"_L1, "slow-peer"_L1, "protocol"_L1 }; // in the order of Reason

// --- writing ---

QByteArray bytes(QJsonObject object)
{
    object.insert(u"jsonrpc"_s, u"2.0"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonArray features(const std::vector<EventVersion> &versions)
{
    QJsonArray array;
    for (const EventVersion &version : versions)
        array.append(toFeature(version));
    return array;
}

struct Call {
    QLatin1StringView method;
    QJsonObject params;
};
Call callOf(const HelloRequest &hello)
{
    return { kHello, { { u"program"_s, hello.program }, { u"annexe"_s, hello.annexe } } };
}
QJsonObject changeParams(const auto &change)
{
    return { { u"request"_s, change.request.toString() }, { u"event"_s, change.event.toString() },
        { u"baseRevision"_s, change.baseRevision } };
}
Call callOf(const SaveRequest &save)
{
    QJsonObject params = changeParams(save);
    params.insert(u"feature"_s, toFeature(save.record));
    return { kSave, params };
}
Call callOf(const CancelRequest &cancel) { return { kCancel, changeParams(cancel) }; }
Call callOf(const HistoryRequest &history) { return { kHistory, { { u"event"_s, history.event.toString() } } }; }
Call callOf(const SubscribeRequest &subscribe) { return { kSubscribe, { { u"since"_s, subscribe.since } } }; }

QJsonObject resultOf(const HelloAnswer &hello)
{
    return { { u"server"_s, hello.server }, { u"annexe"_s, hello.annexe },
        { u"person"_s,
            QJsonObject { { u"id"_s, hello.person.toString() }, { u"name"_s, hello.name },
                { u"service"_s, hello.service }, { u"roles"_s, toString(hello.roles) } } },
        { u"lastSequence"_s, hello.lastSequence }, { u"now"_s, toIso(hello.now) } };
}
QJsonObject resultOf(const SavedAnswer &saved) { return { { u"feature"_s, toFeature(saved.version) } }; }
QJsonObject resultOf(const HistoryAnswer &history) { return { { u"versions"_s, features(history.versions) } }; }
QJsonObject resultOf(const SubscribeAnswer &subscribe) { return { { u"upTo"_s, subscribe.upTo } }; }

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

std::optional<QJsonObject> parse(const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    return error.error == QJsonParseError::NoError && document.isObject() ? std::optional(document.object())
                                                                          : std::nullopt;
}

/// Whole numbers that a double holds exactly; anything else is not an id, a sequence or a revision of ours.
std::optional<qint64> integer(const QJsonValue &value, qint64 least)
{
    const qint64 number = value.toInteger(least - 1);
    return number >= least && number <= (1LL << 53) ? std::optional(number) : std::nullopt;
}
std::optional<int> smallInteger(const QJsonValue &value)
{
    const auto number = integer(value, 0);
    return number && *number <= 1'000'000'000 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

WireError error(ErrorCode code, QString message) { return { code, std::move(message), {}, {} }; }
WireError badParams(QLatin1StringView what) { return error(ErrorCode::InvalidParams, u"missing or wrong: "_s + what); }

using ReadRequest = std::expected<Request, WireError>;

ReadRequest readHello(const QJsonObject &params)
{
    const QJsonValue program = params.value("program"_L1);
    const QJsonValue annexe = params.value("annexe"_L1);
    if (!program.isString() || !annexe.isString())
        return std::unexpected(badParams("program, annexe"_L1));
    return HelloRequest { program.toString(), annexe.toString() };
}

std::expected<CancelRequest, WireError> readChange(const QJsonObject &params)
{
    const auto request = RequestId::parse(params.value("request"_L1).toString());
    const auto event = EventId::parse(params.value("event"_L1).toString());
    const auto base = smallInteger(params.value("baseRevision"_L1));
    if (!request || !event || !base)
        return std::unexpected(badParams("request, event, baseRevision"_L1));
    return CancelRequest { *request, *event, *base };
}

ReadRequest readSave(const QJsonObject &params)
{
    auto change = readChange(params);
    if (!change)
        return std::unexpected(change.error());
    auto record = recordFromFeature(params.value("feature"_L1).toObject());
    if (!record)
        return std::unexpected(WireError { ErrorCode::InvalidEvent, record.error().detail, record.error().issues, {} });
    return SaveRequest { change->request, change->event, change->baseRevision, std::move(*record) };
}

ReadRequest readCancel(const QJsonObject &params)
{
    auto change = readChange(params);
    return change ? ReadRequest(*change) : std::unexpected(change.error());
}

ReadRequest readHistory(const QJsonObject &params)
{
    const auto event = EventId::parse(params.value("event"_L1).toString());
    return event ? ReadRequest(HistoryRequest { *event }) : std::unexpected(badParams("event"_L1));
}

ReadRequest readSubscribe(const QJsonObject &params)
{
    const auto since = integer(params.value("since"_L1), 0);
    return since ? ReadRequest(SubscribeRequest { *since }) : std::unexpected(badParams("since"_L1));
}

struct Method {
    QLatin1StringView name;
    ReadRequest (*read)(const QJsonObject &params);
};
constexpr std::array kMethods { Method { kHello, readHello }, Method { kSave, readSave },
    Method { kCancel, readCancel }, Method { kHistory, readHistory }, Method { kSubscribe, readSubscribe } };

Result<std::vector<EventVersion>> readVersions(const QJsonValue &value)
{
    if (!value.isArray())
        return fail(Failure::InvalidInput, u"no list of versions"_s);
    std::vector<EventVersion> versions;
    for (const QJsonValue item : value.toArray()) {
        auto version = versionFromFeature(item.toObject());
        if (!version)
            return std::unexpected(version.error());
        versions.push_back(std::move(*version));
    }
    return versions;
}

Result<Answer> readHelloAnswer(const QJsonObject &result)
{
    const QJsonObject who = result.value("person"_L1).toObject();
    const auto person = PersonId::parse(who.value("id"_L1).toString());
    const auto sequence = integer(result.value("lastSequence"_L1), 0);
    const auto now = fromIso(result.value("now"_L1).toString());
    if (!person || !sequence || !now)
        return fail(Failure::InvalidInput, u"hello answer"_s);
    Roles roles;
    for (const QString &text : who.value("roles"_L1).toString().split(u',', Qt::SkipEmptyParts)) {
        if (const auto role = roleFromName(text))
            roles |= *role;
    }
    return HelloAnswer { result.value("server"_L1).toString(), result.value("annexe"_L1).toString(), *person,
        who.value("name"_L1).toString(), who.value("service"_L1).toString(), roles, *sequence, *now };
}

/// Which answer it is shows in what it holds: no two answers share a property.
Result<Answer> readAnswer(const QJsonObject &result)
{
    if (result.contains("person"_L1))
        return readHelloAnswer(result);
    if (const QJsonValue feature = result.value("feature"_L1); feature.isObject())
        return versionFromFeature(feature.toObject()).transform([](EventVersion version) -> Answer {
            return SavedAnswer { std::move(version) };
        });
    if (result.contains("versions"_L1))
        return readVersions(result.value("versions"_L1)).transform([](std::vector<EventVersion> versions) -> Answer {
            return HistoryAnswer { std::move(versions) };
        });
    if (const auto upTo = integer(result.value("upTo"_L1), 0))
        return SubscribeAnswer { *upTo };
    return fail(Failure::InvalidInput, u"unknown answer"_s);
}

std::optional<ErrorCode> codeFrom(int number)
{
    using enum ErrorCode;
    for (const auto code : { ParseError, InvalidRequest, MethodNotFound, InvalidParams, InternalError, Forbidden,
             NotFound, Conflict, TooLarge, InvalidEvent, SchemaMismatch, RateLimited, Unavailable }) {
        if (static_cast<int>(code) == number)
            return code;
    }
    return std::nullopt;
}

Result<WireError> readError(const QJsonObject &object)
{
    const auto code = codeFrom(object.value("code"_L1).toInt());
    if (!code)
        return fail(Failure::InvalidInput, u"unknown error code"_s);
    WireError read = error(*code, object.value("message"_L1).toString());
    const QJsonObject data = object.value("data"_L1).toObject();
    for (const QJsonValue item : data.value("issues"_L1).toArray()) {
        const QJsonObject issue = item.toObject();
        const auto field = fieldFromJsonName(issue.value("field"_L1).toString());
        const auto rule = ruleFromName(issue.value("rule"_L1).toString());
        if (!field || !rule)
            return fail(Failure::InvalidInput, u"unknown field or rule"_s);
        read.issues.push_back({ *field, *rule, issue.value("index"_L1).toInt(-1), issue.value("limit"_L1).toInt(0) });
    }
    if (const QJsonValue current = data.value("current"_L1); current.isObject()) {
        auto version = versionFromFeature(current.toObject());
        if (!version)
            return std::unexpected(version.error());
        read.current = std::move(*version);
    }
    return read;
}

Result<Notification> readNotification(const QJsonObject &message)
{
    const QString method = message.value("method"_L1).toString();
    const QJsonObject params = message.value("params"_L1).toObject();
    if (method == kChanged)
        return readVersions(params.value("features"_L1))
            .transform([](std::vector<EventVersion> versions) -> Notification {
                return EventChanged { std::move(versions) };
            });
    if (method == kEnded) {
        const auto reason = std::ranges::find(kReasons, params.value("reason"_L1).toString());
        if (reason != kReasons.end())
            return SessionEnded { static_cast<SessionEnded::Reason>(reason - kReasons.begin()) };
    }
    return fail(Failure::InvalidInput, u"unknown notification"_s);
}

} // namespace

QByteArray encode(MessageId id, const Request &request)
{
    const Call call = std::visit([](const auto &value) { return callOf(value); }, request);
    return bytes({ { u"id"_s, id }, { u"method"_s, call.method }, { u"params"_s, call.params } });
}

QByteArray encode(MessageId id, const Answer &answer)
{
    return bytes(
        { { u"id"_s, id }, { u"result"_s, std::visit([](const auto &value) { return resultOf(value); }, answer) } });
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
    return bytes({ { u"id"_s, id == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(id) }, { u"error"_s, object } });
}

QByteArray encode(const Notification &notification)
{
    if (const auto *changed = std::get_if<EventChanged>(&notification)) {
        std::vector<QByteArray> serialised;
        for (const EventVersion &version : changed->versions)
            serialised.push_back(featureBytes(version));
        return encodeEventChanged(serialised);
    }
    const auto reason = std::get<SessionEnded>(notification).reason;
    return bytes({ { u"method"_s, kEnded },
        { u"params"_s, QJsonObject { { u"reason"_s, kReasons[static_cast<size_t>(reason)] } } } });
}

QByteArray encodeSaved(MessageId id, const QByteArray &feature)
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"jsonrpc":"2.0","result":{"feature":)" + feature + "}}";
}

QByteArray encodeEventChanged(const std::vector<QByteArray> &serialised)
{
    QByteArray message = R"({"jsonrpc":"2.0","method":"event.changed","params":{"features":[)";
    for (const QByteArray &feature : serialised) {
        if (!message.endsWith('['))
            message += ',';
        message += feature;
    }
    return message + "]}}";
}

QByteArray featureBytes(const EventVersion &version)
{
    return QJsonDocument(toFeature(version)).toJson(QJsonDocument::Compact);
}

std::expected<IncomingRequest, BadRequest> decodeRequest(const QByteArray &json, int maximumBytes)
{
    const auto bad
        = [](MessageId id, WireError wireError) { return std::unexpected(BadRequest { id, std::move(wireError) }); };
    if (json.size() > maximumBytes)
        return bad(0, error(ErrorCode::TooLarge, u"message over %1 bytes"_s.arg(maximumBytes)));
    if (tooDeep(json))
        return bad(0, error(ErrorCode::TooLarge, u"nested deeper than %1"_s.arg(limits::kJsonDepth)));
    const auto message = parse(json);
    if (!message)
        return bad(0, error(ErrorCode::ParseError, u"not a JSON object"_s));
    const auto id = integer(message->value("id"_L1), 1);
    if (!id || message->value("jsonrpc"_L1) != "2.0"_L1 || !message->value("method"_L1).isString())
        return bad(
            id.value_or(0), error(ErrorCode::InvalidRequest, u"not a JSON-RPC 2.0 request with a positive id"_s));
    const auto method = std::ranges::find(kMethods, message->value("method"_L1).toString(), &Method::name);
    if (method == kMethods.end())
        return bad(*id, error(ErrorCode::MethodNotFound, u"unknown method"_s));
    auto request = method->read(message->value("params"_L1).toObject());
    if (!request)
        return bad(*id, std::move(request.error()));
    return IncomingRequest { *id, std::move(*request) };
}

Result<std::variant<IncomingAnswer, Notification>> decodeFromServer(const QByteArray &json)
{
    using Incoming = std::variant<IncomingAnswer, Notification>;
    if (tooDeep(json))
        return fail(Failure::TooLarge, u"nested deeper than %1"_s.arg(limits::kJsonDepth));
    const auto message = parse(json);
    if (!message || message->value("jsonrpc"_L1) != "2.0"_L1)
        return fail(Failure::InvalidInput, u"not a JSON-RPC 2.0 message"_s);
    if (message->contains("method"_L1))
        return readNotification(*message).transform([](Notification n) -> Incoming { return n; });

    const auto id = message->value("id"_L1).isNull() ? std::optional<qint64>(0) : integer(message->value("id"_L1), 1);
    if (!id)
        return fail(Failure::InvalidInput, u"an answer without an id"_s);
    if (const QJsonValue refused = message->value("error"_L1); refused.isObject())
        return readError(refused.toObject()).transform([&id](WireError wireError) -> Incoming {
            return IncomingAnswer { *id, std::unexpected(std::move(wireError)) };
        });
    return readAnswer(message->value("result"_L1).toObject()).transform([&id](Answer answer) -> Incoming {
        return IncomingAnswer { *id, std::move(answer) };
    });
}

} // namespace cortege::protocol
