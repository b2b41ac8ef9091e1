#include <protocol/enrolment.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::protocol
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kCode = "code"_L1;
constexpr auto kRequest = "request"_L1;
constexpr auto kState = "state"_L1;
constexpr auto kCertificate = "certificate"_L1;
constexpr auto kAuthority = "authority"_L1;
/// Brackets that an answer of ours may hold, and a call does not: a parser pays for depth with memory.
constexpr qsizetype kBrackets = 4;

Result<JsonDocument> readLine(const QByteArray &line, qsizetype most)
{
    if (line.size() > most)
        return fail(Failure::TooLarge, u"over %1 bytes"_s.arg(most));
    auto document = line.count('[') + line.count('{') <= kBrackets ? JsonDocument::read(line) : std::nullopt;
    if (!document || !document->root().isObject())
        return fail(Failure::InvalidInput, u"not a JSON object"_s);
    return std::move(*document);
}

} // namespace

QByteArray encode(const EnrolmentCall &call)
{
    return QJsonDocument(
        QJsonObject { { kCode, call.code.toString() }, { kRequest, QString::fromLatin1(call.request.toBase64()) } })
        .toJson(QJsonDocument::Compact);
}

QByteArray encode(const EnrolmentAnswer &answer)
{
    QJsonObject object { { kState, name(answer.state) } };
    if (answer.issued) {
        object.insert(kCertificate, QString::fromUtf8(answer.issued->certificatePem));
        object.insert(kAuthority, QString::fromUtf8(answer.issued->serverAuthorityPem));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<EnrolmentCall> decodeEnrolmentCall(const QByteArray &line)
{
    const auto document = readLine(line, limits::kEnrolmentBytes);
    if (!document)
        return std::unexpected(document.error());
    const auto code = EnrolmentCode::parse(document->root()[kCode].text());
    auto request = readDer(document->root()[kRequest]);
    if (!code || !request)
        return fail(Failure::InvalidInput, u"missing or wrong: code, request"_s);
    return EnrolmentCall { *code, std::move(*request) };
}

Result<EnrolmentAnswer> decodeEnrolmentAnswer(const QByteArray &line)
{
    return readLine(line, limits::kEnrolmentAnswerBytes).and_then([](const JsonDocument &document) {
        return readEnrolmentAnswer(document.root());
    });
}

std::optional<QByteArray> readDer(JsonValue value)
{
    auto decoded = QByteArray::fromBase64Encoding(value.utf8().toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.size() > limits::kRequestBytes)
        return std::nullopt;
    return std::move(decoded.decoded);
}

Result<EnrolmentAnswer> readEnrolmentAnswer(JsonValue value)
{
    const auto state = enrolmentStateFromName(value[kState].text());
    if (!state)
        return fail(Failure::InvalidInput, u"unknown state of an enrolment"_s);
    if (*state != EnrolmentAnswer::State::Issued)
        return EnrolmentAnswer { *state, {} };
    IssuedChain chain { value[kCertificate].utf8().toByteArray(), value[kAuthority].utf8().toByteArray() };
    if (chain.certificatePem.isEmpty() || chain.serverAuthorityPem.isEmpty())
        return fail(Failure::InvalidInput, u"issued without a certificate"_s);
    return EnrolmentAnswer { *state, std::move(chain) };
}

} // namespace cortege::protocol
