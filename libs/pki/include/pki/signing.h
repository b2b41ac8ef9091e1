#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>

#include <memory>

/// Signatures with the key of a certificate: ECDSA over SHA-256, in DER.
namespace cortege::pki
{

class Signer
{
public:
    /// InvalidInput unless it is a private key on P-256 or a larger NIST curve.
    static Result<std::unique_ptr<Signer>> fromPem(const QByteArray &privateKeyPem);
    ~Signer();
    Q_DISABLE_COPY_MOVE(Signer)

    /// Any thread.
    Result<QByteArray> sign(QByteArrayView bytes) const;

private:
    class Private;
    explicit Signer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Corrupt when the key of that certificate did not sign these bytes; InvalidInput when there is no certificate.
Result<> checkSignature(const QByteArray &certificatePem, QByteArrayView bytes, QByteArrayView signature);

} // namespace cortege::pki
