#pragma once

#include <domain/enrolment.h>
#include <domain/json.h>

#include <QtCore/QByteArray>

#include <optional>

/// What is said on the enrolment listener: over TLS without a client certificate, one line of JSON from the
/// workstation, one line from the server, the end. Readers take any bytes and never throw.
namespace cortege::protocol
{

namespace limits
{
/// Of the line from the workstation; ours have some 400 bytes.
inline constexpr qsizetype kEnrolmentBytes = qsizetype { 4 } * 1024;
/// Of the line from the server: two chains of certificates.
inline constexpr qsizetype kEnrolmentAnswerBytes = qsizetype { 64 } * 1024;
/// Of a PKCS #10 request in DER.
inline constexpr qsizetype kRequestBytes = qsizetype { 2 } * 1024;
} // namespace limits

struct EnrolmentCall {
    EnrolmentCode code;
    QByteArray request; ///< PKCS #10 in DER
    friend bool operator==(const EnrolmentCall &, const EnrolmentCall &) = default;
};

QByteArray encode(const EnrolmentCall &call); ///< without the line feed
QByteArray encode(const EnrolmentAnswer &answer);
/// InvalidInput or TooLarge. A code that cannot be one is no code at all: InvalidInput.
Result<EnrolmentCall> decodeEnrolmentCall(const QByteArray &line);
Result<EnrolmentAnswer> decodeEnrolmentAnswer(const QByteArray &line);

// --- parts, also of `certificate.renew` ---
/// Base64 of 1 to `kRequestBytes` bytes.
std::optional<QByteArray> readDer(JsonValue value);
Result<EnrolmentAnswer> readEnrolmentAnswer(JsonValue value);

} // namespace cortege::protocol
