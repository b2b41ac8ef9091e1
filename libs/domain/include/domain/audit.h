#pragma once

#include <domain/event.h>
#include <domain/result.h>

#include <QtCore/QByteArray>

#include <optional>
#include <vector>

/// Who read and wrote what, in the order of commit. Each entry carries a hash over itself and the hash before it, so
/// that the last hash stands for everything: a change, a removal or another order anywhere gives another one. What is
/// hashed is what is kept, sealed bodies included: a check needs no key.
namespace cortege
{

enum class AuditAction {
    LoggedIn,
    Refused,
    Saved,
    Cancelled,
    ReadHistory,
    Subscribed,
    MadeCopy,
    EndedSession,
    Pruned,
    Erased, ///< an event whose time was over
    HandedOver, ///< events, to a provider (Art. 8)
    FiledStatement, ///< a provider's, that its copies are destroyed
    SetRetention,
    AskedCertificate,
    Destroyed, ///< the data, at the convention's end: the last entry
    RecordedSource,
    AddedFacts,
    WithdrewSource,
    ReadFacts,
    IssuedCertificate,
    RefusedCertificate,
    RevokedCertificate, ///< one, or with the person all of theirs
    ReadEvents, ///< through OGC API – Features
};
QLatin1StringView name(AuditAction action); ///< "login", "save" …
std::optional<AuditAction> auditActionFromName(QStringView name);

/// What happened, before it has a place among the entries.
struct AuditNote {
    AuditAction action {};
    UtcTime at {}; ///< the server's clock
    std::optional<Author> person {};
    std::optional<EventId> event {};
    QString detail {}; ///< fixed words and numbers ("revision 3"), never what a record holds

    friend bool operator==(const AuditNote &, const AuditNote &) = default;
};
/// The note without its time, as CBOR (RFC 8949).
QByteArray auditBody(const AuditNote &note);
/// Corrupt unless it is what `auditBody` gives.
Result<AuditNote> auditNoteFrom(const QByteArray &body, UtcTime at);

/// The chain up to an entry.
struct AuditHead {
    qint64 entry = 0; ///< 1, 2, 3 …; 0 before the first
    QByteArray hash {}; ///< SHA-256, 32 bytes
    UtcTime at {};

    friend bool operator==(const AuditHead &, const AuditHead &) = default;
};
inline constexpr qsizetype kAuditHashBytes = 32;

/// What an anchor holds, as one line whose length is always the same: it is overwritten in place.
QByteArray anchorLine(const AuditHead &head);
/// Corrupt unless it is such a line.
Result<AuditHead> headFromAnchor(QByteArrayView line);

/// The server's word for a head, for whoever was answered after it was committed.
struct AuditReceipt {
    AuditHead head;
    QByteArray signature; ///< over `signedText`, with the key of the server's certificate (ECDSA, SHA-256, DER)

    friend bool operator==(const AuditReceipt &, const AuditReceipt &) = default;
};
/// "cortege.v1 receipt", entry, hash in hexadecimal digits and time in ISO 8601, each with a line feed behind it.
QByteArray signedText(const AuditHead &head);

/// An entry as it is kept.
struct AuditEntry {
    qint64 number = 0;
    UtcTime at {};
    QByteArray body {}; ///< sealed
    std::optional<Sequence> sequence {}; ///< the journal's row that it is about
    QByteArray rowHash {}; ///< SHA-256 of that row; empty without one
    QByteArray hash {};

    AuditHead head() const { return { number, hash, at }; }
    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};
/// SHA-256 of the previous hash and the entry's canonical bytes: the CBOR array [number, at (milliseconds since 1970),
/// body, sequence or null, rowHash or null], integers and lengths in their shortest form.
QByteArray auditHash(QByteArrayView previous, const AuditEntry &entry);

struct AuditFault {
    enum class Kind {
        Missing, ///< entries `entry` to `last` are not there
        Disordered, ///< `entry` stands behind a later one
        Altered, ///< `entry` is not what was committed, or the one before it is not, and its hash was made to fit
        Truncated, ///< entries `entry` to `last` were committed, and the chain ends before them
        Forked, ///< somewhere in `entry` to `last` other entries were committed than those that are there
        RowAltered, ///< row `sequence` of the journal is not the one of `entry`
        RowMissing, ///< row `sequence` of `entry` is not in the journal
        RowUnaudited, ///< no entry is about the journal's row `sequence`
        RowErased, ///< row `sequence` was erased, and no later row of its event stands for that, or not for this row
        OldRowsAltered, ///< the rows up to `sequence`, whose entries are not kept here, are not what they were
    };
    Kind kind {};
    qint64 entry = 0;
    qint64 last = 0;
    Sequence sequence = 0;

    friend bool operator==(const AuditFault &, const AuditFault &) = default;
};

/// Looks at entries in the order in which they are kept, one pass. Marks are heads that are known from elsewhere:
/// anchors, receipts. Without any, a chain that was made anew from some entry on fits together, and so does one without
/// its end.
class AuditVerifier
{
public:
    /// `base` is what the first entry follows. Marks before it say nothing any more.
    AuditVerifier(const AuditHead &base, std::vector<AuditHead> marks);
    void take(const AuditEntry &entry);
    /// Once, after the last entry: all faults, by their place.
    std::vector<AuditFault> finish();

    const AuditHead &head() const { return m_head; }

private:
    void compareMarks();
    AuditHead m_head;
    std::vector<AuditHead> m_marks; ///< by entry
    size_t m_nextMark = 0;
    qint64 m_agreed; ///< the last entry up to which a mark says the same
    bool m_forked = false;
    std::vector<AuditFault> m_faults;
};

} // namespace cortege
