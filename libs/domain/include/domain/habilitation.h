#pragma once

#include <domain/id.h>
#include <domain/party.h>
#include <domain/person.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace cortege
{

/// Nobody is on the list for longer without being proposed and validated anew: a year, leap day included.
inline constexpr std::chrono::days kLongestHabilitation { 366 };
/// Active ones that nobody has looked at for so long are marked in the review.
inline constexpr std::chrono::days kReviewAfter { 183 };

using HabilitationId = Id<struct HabilitationTag>;

/// What somebody is to have.
struct Grant {
    PersonId person;
    QString service;
    std::optional<Party> party; ///< whose service it is; none for what was taken over from before there was a list
    Roles roles;
    UtcInterval period;

    friend bool operator==(const Grant &, const Grant &) = default;
};

enum class ActKind { Propose = 1, Validate, Suspend, Resume, Confirm, Revoke };
QLatin1StringView name(ActKind kind); ///< "propose", "validate" …

/// One act as its author signs it.
struct HabilitationAct {
    HabilitationId habilitation;
    ActKind kind;
    PersonId by;
    UtcTime at;
    QByteArray previous; ///< SHA-256 of the act before it in the register, of whichever habilitation; empty: the first
    QString reason; ///< may be empty
    std::optional<Grant> grant; ///< with Propose, and with nothing else

    friend bool operator==(const HabilitationAct &, const HabilitationAct &) = default;
};
/// One text of bytes for one act: deterministic CBOR (RFC 8949, 4.2.1), an array that begins with a label of its own.
QByteArray toCbor(const HabilitationAct &act);
/// Corrupt for anything that `toCbor` would not write.
Result<HabilitationAct> actFromCbor(const QByteArray &bytes);

enum class HabilitationState { Proposed, NotYet, Active, Suspended, Expired, Revoked };
QLatin1StringView name(HabilitationState state); ///< "proposed", "not-yet" …

/// One line of the nominative list, with all that has happened to it.
struct Habilitation {
    struct Deed {
        ActKind kind;
        PersonId by;
        UtcTime at;
        QString reason;
    };
    HabilitationId id;
    Grant grant;
    std::vector<Deed> deeds; ///< oldest first; of what was taken over, what came after

    /// As it stood then, by the deeds up to that instant.
    HabilitationState state(UtcTime at) const;
    bool isTakenOver() const { return !grant.party; }
    const Deed *last(ActKind kind) const; ///< null when there was none
    /// When an authority last said that it is right; none before it was validated.
    std::optional<UtcTime> reviewedAt() const;
};

/// A person who may validate for a party (« autorité d'habilitation »), by which deed, and from when to when.
struct Mandate {
    PersonId person;
    Party party;
    QString deed; ///< reference of the document that names that person
    UtcTime since;
    std::optional<UtcTime> until;

    bool holds(UtcTime at) const { return since <= at && (!until || at < *until); }
    friend bool operator==(const Mandate &, const Mandate &) = default;
};

/// An act with what proves it.
struct SignedAct {
    QByteArray act; ///< `toCbor`
    QByteArray signature; ///< ECDSA with SHA-256, in DER
    Fingerprint signer;
    QByteArray certificate; ///< the signer's, in DER

    friend bool operator==(const SignedAct &, const SignedAct &) = default;
};

/// Whether bytes were signed with the key of a certificate that was valid then: Forbidden with the reason otherwise.
class SignatureCheck
{
public:
    virtual ~SignatureCheck() = default;
    virtual Result<> check(const SignedAct &act, UtcTime at) const = 0;
};

/// The key of the person who acts.
class ActSigner
{
public:
    virtual ~ActSigner() = default;
    virtual Result<SignedAct> sign(const QByteArray &act) const = 0;
};

/// An act as the register gives it back, with whose certificate that is, and from when to when it spoke for them.
struct RecordedAct {
    qint64 number = 0; ///< 1, 2, 3 … without a gap
    SignedAct act;
    PersonId signer;
    UtcTime boundSince;
    std::optional<UtcTime> boundUntil;
};

/// Where acts and mandates are kept. It keeps bytes; what they mean is `Habilitations`' business.
class HabilitationRegister
{
public:
    virtual ~HabilitationRegister() = default;
    virtual Result<std::vector<Habilitation>> takenOver() = 0;
    virtual Result<std::vector<Mandate>> mandates() = 0;
    /// In order.
    virtual Result<std::vector<RecordedAct>> actsAfter(qint64 number) = 0;
    /// Keeps what `make` gives as the next act; nobody else writes between what `make` reads here and that. Forbidden
    /// when the certificate does not speak for the act's author.
    virtual Result<> append(const std::function<Result<SignedAct>()> &make) = 0;
    /// Conflict when that person has a mandate already: nobody speaks for both parties.
    virtual Result<> declare(const Mandate &mandate) = 0;
    /// NotFound without a mandate.
    virtual Result<> endMandate(const PersonId &person, UtcTime at) = 0;
};

/// The nominative list, made of the acts alone: each is verified before it counts, and what breaks the rules is
/// Corrupt.
class Habilitations
{
public:
    /// `signatures` outlives it.
    explicit Habilitations(const SignatureCheck &signatures) : m_signatures(signatures) { }

    /// Reads what has come to the register. After an error it stands as far as it could be read; try again.
    Result<> update(HabilitationRegister &from);

    const std::vector<Habilitation> &all() const { return m_all; } ///< in the order in which they came
    const Habilitation *find(const HabilitationId &id) const;
    HabilitationState stateOf(const Habilitation &habilitation, UtcTime now) const;
    /// The union of that person's active habilitations.
    Roles rolesOf(const PersonId &person, UtcTime now) const;

    /// Whether that may be the next act: two different persons for what becomes active, an authority of the right party
    /// for everything but a proposal, nobody for themselves. InvalidInput, NotFound, Forbidden or Conflict.
    Result<> check(const HabilitationAct &act) const;
    /// Reads, checks, signs and keeps one act; its time and its place behind the others are set here.
    Result<> record(HabilitationRegister &in, HabilitationAct act, const ActSigner &signer, const Clock &clock);

private:
    Result<> apply(const RecordedAct &recorded);
    Result<> checkProposal(const HabilitationAct &act) const;
    bool hasMandate(const PersonId &person, std::optional<Party> party, UtcTime at) const;

    const SignatureCheck &m_signatures;
    std::vector<Habilitation> m_all;
    std::unordered_map<PersonId, std::vector<size_t>> m_ofPerson; ///< places in m_all
    std::vector<Mandate> m_mandates;
    bool m_begun = false;
    qint64 m_count = 0;
    QByteArray m_head;
    UtcTime m_lastAt {};
};

} // namespace cortege
