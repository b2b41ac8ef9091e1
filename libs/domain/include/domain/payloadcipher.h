#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>

namespace cortege
{

/// Seals what records hold for whoever keeps them: a database knows no keys, and who has the keys knows no rows.
/// Any thread may use it.
class PayloadCipher
{
public:
    virtual ~PayloadCipher() = default;
    /// `associated` is not kept: `open` must be given the same, so that a sealed value cannot be moved elsewhere.
    virtual Result<QByteArray> seal(QByteArrayView plain, QByteArrayView associated) const = 0;
    /// Forbidden when it was sealed under a key that is not here; Corrupt when it is not what `seal` gave.
    virtual Result<QByteArray> open(QByteArrayView sealed, QByteArrayView associated) const = 0;
};

} // namespace cortege
