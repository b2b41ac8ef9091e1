#pragma once

#include <domain/convention.h>
#include <domain/event.h>
#include <domain/facts.h>
#include <domain/habilitation.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <array>
#include <optional>
#include <vector>

/// The destruction of the data within fifteen days of the convention's end (Art. 9): what is on the list, who signs it,
/// and in which steps it is done. Why it goes in this order stands in docs/decisions/0180-destruction.md.
namespace cortege
{

inline constexpr int kDestructionDays = 15;
/// The last day on which it is in time.
QDate destructionDay(const ConventionTerm &term);
/// The first instant at which it is late, a midnight of Paris.
UtcTime destructionDue(const ConventionTerm &term);

// --- the bordereau --------------------------------------------------------------------------------------------------

/// The facts as they stood. No two different sets of them have the same state.
struct FactTally {
    qint64 sources = 0; ///< that were not withdrawn
    qint64 facts = 0;
    FactState state {};

    friend bool operator==(const FactTally &, const FactTally &) = default;
};

/// The journal as it stood, and the facts.
struct RecordTally {
    struct OfKind {
        qint64 events = 0; ///< by their last version
        qint64 versions = 0;
        friend bool operator==(const OfKind &, const OfKind &) = default;
    };
    std::array<OfKind, kEventKinds.size()> kinds {}; ///< in the order of `kEventKinds`
    qint64 events = 0;
    qint64 versions = 0; ///< rows
    qint64 unreadable = 0; ///< rows that the keys do not open: of no kind, and destroyed with the others
    qint64 requests = 0;
    Sequence last = 0;
    QByteArray rowsHash {}; ///< over all rows as they are kept, as the audit counts them; SHA-256
    std::optional<FactTally> facts {}; ///< nothing in a bordereau of the first format, which did not count them

    friend bool operator==(const RecordTally &, const RecordTally &) = default;
};

/// A file that is overwritten and removed.
struct DoomedFile {
    enum class Kind {
        Former, ///< a database that a restore has put aside
        Backup,
        Key,
        KeyCopy, ///< in another folder
    };
    Kind kind {};
    QString path {}; ///< absolute
    qint64 bytes = 0;
    QByteArray sha256 {};

    friend bool operator==(const DoomedFile &, const DoomedFile &) = default;
};
QLatin1StringView name(DoomedFile::Kind kind); ///< "former", "backup", "key", "key-copy"

/// A data key, by what does not give it away.
struct DoomedKey {
    QString id {};
    UtcTime createdAt {};
    QByteArray print {}; ///< SHA-256 over a label and the key

    friend bool operator==(const DoomedKey &, const DoomedKey &) = default;
};

/// All that goes. Two lists that are equal stand for the same data.
struct DestructionList {
    QString database {}; ///< where; never with a password
    RecordTally records {};
    std::vector<DoomedFile> files {};
    std::vector<DoomedKey> keys {};

    friend bool operator==(const DestructionList &, const DestructionList &) = default;
};

/// The *bordereau*: the list as somebody drew it up.
struct Bordereau {
    PersonId by;
    QString name; ///< of that person
    UtcTime at;
    ConventionTerm term;
    qint64 auditEntries = 0; ///< they stay; what they say is sealed under the keys that go
    DestructionList list;

    friend bool operator==(const Bordereau &, const Bordereau &) = default;
};
/// JSON, French as all our files, one text for one bordereau.
QByteArray toJson(const Bordereau &bordereau);
/// Corrupt for anything that `toJson` would not write.
Result<Bordereau> bordereauFromJson(const QByteArray &text);

// --- the steps ------------------------------------------------------------------------------------------------------

/// Each is written down before it is done; an interrupted one is done again from its beginning.
enum class DestructionStep {
    Prepared, ///< signed by a first person
    Confirmed, ///< signed by a second one
    Keys, ///< signed by one of the two: from here on there is no way back
    Rows, ///< out of the tables
    Space, ///< out of the pages that they lay in
    Copies, ///< backups, former databases
    Report, ///< everything is searched for what is left
    Done, ///< with the procès-verbal
};
QLatin1StringView name(DestructionStep step); ///< "prepared", "confirmed" …
std::optional<DestructionStep> destructionStepFromName(QStringView name);

/// What a person signs.
struct DestructionDeed {
    DestructionStep step {}; ///< Prepared, Confirmed or Keys
    PersonId by;
    UtcTime at;
    QByteArray bordereau; ///< its SHA-256
    QByteArray previous; ///< SHA-256 of the deed before this one; empty: the first

    friend bool operator==(const DestructionDeed &, const DestructionDeed &) = default;
};
/// Deterministic CBOR (RFC 8949, 4.2.1), with a label of its own.
QByteArray toCbor(const DestructionDeed &deed);
/// Corrupt for anything that `toCbor` would not write.
Result<DestructionDeed> destructionDeedFromCbor(const QByteArray &bytes);

/// A step as the database gives it back.
struct RecordedStep {
    qint64 number = 0; ///< 1, 2, 3 … without a gap
    DestructionStep step {};
    UtcTime at {};
    QByteArray content {}; ///< Prepared: the bordereau; Done: the procès-verbal
    /// Of Prepared, Confirmed and Keys the deed; of Done the CMS signature over the content, without a deed.
    std::optional<RecordedAct> act {};
};

/// What the steps amount to.
class Destruction
{
public:
    /// Every signature is verified, every rule looked at again: Corrupt when something does not fit.
    static Result<Destruction> read(
        std::vector<RecordedStep> steps, const std::vector<Mandate> &mandates, const SignatureCheck &signatures);

    std::optional<DestructionStep> step() const; ///< the last one; none: nothing was prepared
    bool hasBegun() const { return step() >= DestructionStep::Keys; } ///< the data cannot be had back
    bool isDone() const { return step() == DestructionStep::Done; }
    const std::vector<RecordedStep> &steps() const { return m_steps; }
    const RecordedStep *last(DestructionStep step) const; ///< null when there was none

    /// Once it is prepared; of the newest preparation.
    const Bordereau &bordereau() const { return *m_bordereau; }
    const QByteArray &bordereauText() const { return last(DestructionStep::Prepared)->content; }
    const QByteArray &bordereauHash() const { return m_hash; }

    /// The deed that this person may sign now. Conflict when another step is due, Forbidden when it takes another
    /// person: who confirms is another one than who prepared, and an authority of the other party; who carries it out
    /// is one of the two. Who prepares without a mandate speaks for the city, whose server it is.
    Result<DestructionDeed> next(DestructionStep step, const PersonId &by, UtcTime at,
        const std::vector<Mandate> &mandates, const QByteArray &bordereauHash) const;

private:
    Result<> check(const DestructionDeed &deed, const std::vector<Mandate> &mandates) const;
    Result<> take(RecordedStep step, const std::vector<Mandate> &mandates, const SignatureCheck &signatures);
    Result<> takeDeed(const RecordedStep &step, const std::vector<Mandate> &mandates, const SignatureCheck &signatures);
    std::vector<RecordedStep> m_steps;
    std::vector<DestructionDeed> m_deeds;
    std::optional<Bordereau> m_bordereau;
    QByteArray m_hash;
    QByteArray m_head;
};

} // namespace cortege
