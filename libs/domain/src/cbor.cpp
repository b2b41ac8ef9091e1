#include <domain/cbor.h>

namespace cortege
{

QCborValue wholeCbor(const QByteArray &bytes)
{
    QCborParserError error;
    QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || error.offset != bytes.size())
        return QCborValue::Invalid;
    return value;
}

qint64 integerOf(const QCborValue &value, qint64 otherwise)
{
    return value.isInteger() ? value.toInteger() : otherwise;
}

} // namespace cortege
