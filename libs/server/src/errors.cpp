#include "errors.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;
using protocol::ErrorCode;

protocol::WireError wireError(ErrorCode code, const QString &message) { return { code, message, {}, {} }; }

protocol::WireError wireError(const Error &error)
{
    switch (error.kind) {
    case Failure::InvalidInput:
        return wireError(ErrorCode::InvalidParams, error.detail);
    case Failure::NotFound:
        return wireError(ErrorCode::NotFound, error.detail);
    case Failure::Forbidden:
    case Failure::Unauthenticated:
        return wireError(ErrorCode::Forbidden, error.detail);
    case Failure::Conflict:
        return wireError(ErrorCode::Conflict, error.detail);
    case Failure::TooLarge:
        return wireError(ErrorCode::TooLarge, error.detail);
    case Failure::RateLimited:
        return wireError(ErrorCode::RateLimited, error.detail);
    case Failure::Unavailable:
        return wireError(ErrorCode::Unavailable, u"the journal cannot be used now"_s);
    case Failure::CardAbsent:
    case Failure::PinRefused: // of the server's own keys, which no peer need know of
    case Failure::Corrupt:
        return wireError(ErrorCode::InternalError, u"the journal holds what cannot be read"_s);
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace cortege::server
