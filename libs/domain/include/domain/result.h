#pragma once

#include <QtCore/QString>

#include <expected>

namespace cortege
{

/// Why something could not be done. Stable: protocol codes and translations hang on it.
enum class Failure {
    InvalidInput, ///< the values are wrong; `Error::detail` or field issues say which
    NotFound,
    Forbidden, ///< the person's role does not allow it
    Unauthenticated, ///< no person is known for the certificate
    Conflict, ///< somebody else saved a newer revision
    TooLarge, ///< over a limit that has a name
    RateLimited,
    Unavailable, ///< try again later: disk, network, server stopping
    Corrupt, ///< what was read is not what was written
    CardAbsent, ///< the card or token with the private key is in no reader
    PinRefused, ///< by that card; nothing tries again by itself
};

/// A bad day, not a bug: bugs are assertions.
struct Error {
    Failure kind;
    QString detail; ///< for the log, in English; users see a translation of `kind`

    friend bool operator==(const Error &, const Error &) = default;
};

template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Failure kind, QString detail = {})
{
    return std::unexpected(Error { kind, std::move(detail) });
}

} // namespace cortege
