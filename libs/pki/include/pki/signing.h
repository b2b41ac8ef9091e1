#pragma once

#include <domain/habilitation.h>
#include <domain/result.h>
#include <pki/privatekey.h>

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

/// Who made a detached signature of `CertificateSigner`: the fingerprint of the certificate in it. Corrupt unless it is
/// one, over exactly this content; whose certificate that is, and whether it was valid, is not asked here.
Result<Fingerprint> checkDetached(const QByteArray &content, const QByteArray &signature);

/// What a person signs with the key of their certificate, from a file or on a card.
class CertificateSigner final : public ActSigner
{
public:
    /// The first certificate of the chain is the person's. InvalidInput unless the key is that certificate's.
    static Result<CertificateSigner> from(const QByteArray &chainPem, PrivateKey key);

    const Fingerprint &fingerprint() const { return m_fingerprint; }
    Result<SignedAct> sign(const QByteArray &act) const override;
    /// CMS SignedData in DER without the content itself, the whole chain in it: `openssl cms -verify -content` reads
    /// it.
    Result<QByteArray> signDetached(const QByteArray &content) const;
    /// The same with the content in it: pki/parcel.h encloses it.
    Result<QByteArray> signWhole(const QByteArray &content) const;

private:
    explicit CertificateSigner(PrivateKey key) : m_key(std::move(key)) { }
    Result<QByteArray> signContent(const QByteArray &content, unsigned int flags) const; ///< OpenSSL's
    QByteArray m_chainPem;
    PrivateKey m_key;
    QByteArray m_certificate; ///< DER
    Fingerprint m_fingerprint;
};

class CertificateCheck final : public SignatureCheck
{
public:
    /// Whose certificate that is, and whether it may act, is not asked here.
    Result<> check(const SignedAct &act, UtcTime at) const override;
};

} // namespace cortege::pki
