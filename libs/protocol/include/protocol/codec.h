#pragma once

#include <protocol/messages.h>

#include <QtCore/QByteArray>

#include <expected>

/// Messages to bytes and back. Readers take any bytes and never throw; they cap size and depth before parsing.
namespace cortege::protocol
{

/// JSON-RPC ids are positive integers chosen by the client; 0 stands for JSON null (an error about an unreadable
/// request).
using MessageId = qint64;

QByteArray encode(MessageId id, const Request &request);
QByteArray encode(MessageId id, const Answer &answer);
QByteArray encode(MessageId id, const WireError &error);
QByteArray encode(const Notification &notification);
/// A SavedAnswer from a Feature that was written before, by `featureText`.
QByteArray encodeSaved(MessageId id, const QByteArray &feature, const std::optional<AuditReceipt> &receipt = {});
/// A receipt as it stands in an answer, and by itself in a file.
QByteArray encodeReceipt(const AuditReceipt &receipt);
std::optional<AuditReceipt> decodeReceipt(const QByteArray &json);
/// Several versions as one event.changed frame from Features that were written before (one per version, in order).
QByteArray encodeEventChanged(const std::vector<QByteArray> &features);

/// A FactBatch from columns that were written before, by `columnBytes`: CBOR, [block, source, columns].
QByteArray encodeFactBatch(const KeptBlock &block);
/// InvalidInput unless it is one. Takes any bytes.
Result<FactBatch> decodeFactBatch(const QByteArray &bytes);

struct IncomingRequest {
    MessageId id;
    Request request;
};
/// What the server reads. The error carries the id to answer to (0 when there was none) and the WireError to send.
struct BadRequest {
    MessageId id = 0;
    WireError error;
};
std::expected<IncomingRequest, BadRequest> decodeRequest(
    const QByteArray &bytes, int maximumBytes = limits::kMessageBytes);

struct IncomingAnswer {
    MessageId id;
    std::expected<Answer, WireError> answer;
};
/// What the client reads. An Error means that the peer broke the protocol: close.
Result<std::variant<IncomingAnswer, Notification>> decodeFromServer(const QByteArray &bytes);

} // namespace cortege::protocol
