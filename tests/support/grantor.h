#pragma once

#include <pki/authority.h>
#include <pki/clientcheck.h>
#include <pki/signing.h>
#include <storage/sqlitehabilitations.h>
#include <storage/sqliteregister.h>

#include <memory>

namespace cortege::test
{

/// A person of the register with a key at hand.
struct Official {
    PersonId id;
    pki::CertificateSigner signer;

    static Result<Official> enter(
        const pki::Credential &clients, storage::SqlitePersonRegister &persons, const QString &name, UtcTime now)
    {
        const Person person { PersonId::make(), name, QStringLiteral("essai"), {}, std::nullopt };
        const auto made = pki::makeRequest(name);
        if (!made)
            return std::unexpected(made.error());
        const auto chain = pki::issueClientCertificate(clients, made->requestPem, person.id, name, now);
        if (!chain)
            return std::unexpected(chain.error());
        auto signer = pki::PrivateKey::fromPem(made->keyPem).and_then([&](const pki::PrivateKey &key) {
            return pki::CertificateSigner::from(*chain, key);
        });
        if (!signer)
            return std::unexpected(signer.error());
        return persons.add(person)
            .and_then([&] { return persons.bind(signer->fingerprint(), person.id, now); })
            .transform([&] { return Official { person.id, std::move(*signer) }; });
    }
};

/// Two officials who propose and validate habilitations as cortege-admin does: one proposes, the other is the city's
/// authority. The database is opened for each act and closed again.
class Grantor
{
public:
    static Result<std::unique_ptr<Grantor>> make(
        const pki::Credential &clients, const QString &database, const Clock &clock)
    {
        const auto persons
            = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadWrite);
        if (!persons)
            return std::unexpected(persons.error());
        auto proposer = Official::enter(clients, **persons, QStringLiteral("Qui propose"), clock.now());
        auto authority = Official::enter(clients, **persons, QStringLiteral("Qui valide"), clock.now());
        if (!proposer || !authority)
            return std::unexpected(proposer ? authority.error() : proposer.error());
        std::unique_ptr<Grantor> made(new Grantor(database, clock, std::move(*proposer), std::move(*authority)));
        return made->open()
            .and_then([&](const auto &acts) {
                return acts->declare(
                    { made->m_authority.id, Party::City, QStringLiteral("essai"), clock.now(), std::nullopt });
            })
            .transform([&] { return std::move(made); });
    }

    Result<HabilitationId> grant(
        const PersonId &person, Roles roles, std::chrono::milliseconds period = std::chrono::days { 90 })
    {
        const auto id = HabilitationId::make();
        const UtcTime now = m_clock.now();
        const Grant grant { person, QStringLiteral("essai"), Party::City, roles, { now, now + period } };
        return record({ id, ActKind::Propose, m_proposer.id, {}, {}, {}, grant }, m_proposer)
            .and_then([&] { return decide(ActKind::Validate, id); })
            .transform([&] { return id; });
    }
    /// By the authority.
    Result<> decide(ActKind kind, const HabilitationId &habilitation)
    {
        return record({ habilitation, kind, m_authority.id, {}, {}, {}, {} }, m_authority);
    }

private:
    using Acts = storage::SqliteHabilitations;
    Grantor(QString database, const Clock &clock, Official proposer, Official authority)
        : m_database(std::move(database)), m_clock(clock), m_proposer(std::move(proposer)),
          m_authority(std::move(authority))
    {
    }
    Result<std::unique_ptr<Acts>> open() const { return Acts::open(m_database, Acts::Access::ReadWrite); }
    Result<> record(const HabilitationAct &act, const Official &by)
    {
        return open().and_then(
            [&](const auto &acts) { return m_habilitations.record(*acts, act, by.signer, m_clock); });
    }

    QString m_database;
    const Clock &m_clock;
    Official m_proposer;
    Official m_authority;
    pki::CertificateCheck m_signatures;
    Habilitations m_habilitations { m_signatures };
};

} // namespace cortege::test
