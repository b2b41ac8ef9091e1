#pragma once

#include <domain/convention.h>
#include <domain/habilitation.h>
#include <domain/person.h>
#include <domain/time.h>
#include <pki/signing.h>

#include <memory>

namespace cortege::storage
{
class SqliteConvention;
class SqliteHabilitations;
class SqlitePersonRegister;
} // namespace cortege::storage

namespace cortege::server
{

/// Who may come in, by the register, the habilitations and the convention that stand in the database. Deny by default:
/// only whoever is in the register now, with an active habilitation. Use it in the thread that opened it.
class Admission
{
public:
    /// The journal's writer must have opened the database before. The clock outlives it.
    static Result<std::unique_ptr<Admission>> open(const QString &database, const Clock &clock);
    ~Admission();
    Admission(const Admission &) = delete;
    Admission &operator=(const Admission &) = delete;

    /// Reads the acts of the convention and of the habilitations again.
    Result<> update();
    /// Another number once something has changed in the register, or in the acts.
    Result<qint64> changeCount();

    /// As they stand in the register, without roles. Forbidden is the peer's trouble, anything else ours.
    Result<Person> personOf(const Fingerprint &fingerprint);
    /// With what the habilitations give at this instant. Forbidden where that is nothing, or the certificate has ended.
    Result<Person> withRoles(Person person, UtcTime certificateEnds) const;
    /// Also of somebody who was revoked, for the audit; nothing for a stranger.
    std::optional<Author> knownAs(const Fingerprint &fingerprint);

    const Convention &convention() const { return m_convention; } ///< as it was last read

private:
    explicit Admission(const Clock &clock);

    const Clock &m_clock;
    std::unique_ptr<storage::SqlitePersonRegister> m_persons;
    std::unique_ptr<storage::SqliteConvention> m_conventionActs;
    Convention m_convention; ///< what they said
    std::unique_ptr<storage::SqliteHabilitations> m_acts;
    const pki::CertificateCheck m_signatures;
    Habilitations m_habilitations { m_signatures };
};

} // namespace cortege::server
