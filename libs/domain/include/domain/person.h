#pragma once

#include <domain/event.h>
#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QFlags>
#include <QtCore/QString>

#include <optional>
#include <vector>

namespace cortege
{

/// What a person may do. Nothing is implied: an analyst who also enters events has both.
enum class Role {
    Entry = 1, ///< agent habilité: enters, corrects, cancels, and reads back
    Consultation = 2, ///< reads
    Analyst = 4, ///< reads, and works with facts and tension zones
    Admin = 8, ///< manages persons and certificates, imports; reads
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)

QLatin1StringView name(Role role); ///< "entry", "consultation", "analyst", "admin"
std::optional<Role> roleFromName(QStringView name);
QString toString(Roles roles); ///< "entry,analyst"
/// What `toString` writes; none when one of them is unknown.
std::optional<Roles> rolesFromNames(const QString &names);

/// A named person of the register (Art. 6, 7).
struct Person {
    PersonId id;
    QString name;
    QString service;
    Roles roles; ///< what the habilitations give now; the register itself keeps none
    std::optional<UtcTime> revokedAt;

    Author author() const;
    friend bool operator==(const Person &, const Person &) = default;
};

/// SHA-256 of a certificate in DER, 32 bytes.
using Fingerprint = QByteArray;

/// The table that turns a certificate into a person, without roles: those come from `Habilitations`. Nobody is in it by
/// default.
class PersonRegister
{
public:
    virtual ~PersonRegister() = default;
    /// The person bound to that certificate; NotFound when there is none. Revoked persons are returned as such.
    virtual Result<Person> byFingerprint(const Fingerprint &fingerprint) = 0;
    virtual Result<std::vector<Person>> list() = 0;
    virtual Result<> add(const Person &person) = 0;
    virtual Result<> revoke(const PersonId &person, UtcTime at) = 0;
    /// Whether this is what tells the audit that the certificate was issued, or who binds it tells by other means.
    enum class Noted { Here, Elsewhere };
    virtual Result<> bind(
        const Fingerprint &fingerprint, const PersonId &person, UtcTime at, Noted noted = Noted::Elsewhere)
        = 0;
    /// One certificate, without its person.
    virtual Result<> unbind(const Fingerprint &fingerprint, UtcTime at) = 0;
};

} // namespace cortege
