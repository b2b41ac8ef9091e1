#pragma once

#include <domain/habilitation.h>

#include <QtCore/QCryptographicHash>

/// Acts without cryptography, of which domain knows none.
namespace cortege::test
{

inline QByteArray certificateOf(const PersonId &person) { return person.toString().toLatin1(); }

/// The "key" of a person whose certificate is their id.
class NamedSigner final : public ActSigner
{
public:
    explicit NamedSigner(const PersonId &person) : m_certificate(certificateOf(person)) { }
    Result<SignedAct> sign(const QByteArray &act) const override
    {
        return SignedAct { act, act + m_certificate,
            QCryptographicHash::hash(m_certificate, QCryptographicHash::Sha256), m_certificate };
    }

private:
    QByteArray m_certificate;
};
class NamedCheck final : public SignatureCheck
{
public:
    Result<> check(const SignedAct &act, UtcTime) const override
    {
        return act.signature == act.act + act.certificate ? Result<>() : fail(Failure::Forbidden);
    }
};

} // namespace cortege::test
