#pragma once

#include <domain/audit.h>
#include <domain/habilitation.h>
#include <domain/handover.h>
#include <domain/retention.h>

#include <functional>
#include <variant>
#include <vector>

/// Who decided what about the data as a whole: what left for a provider (Art. 8), how long what is kept. Signed and
/// chained as the acts of the nominative list are.
namespace cortege
{

struct RetentionSet {
    RetentionCategory category {};
    std::optional<int> months; ///< none: until the convention's end
    QString reference; ///< of the decision

    friend bool operator==(const RetentionSet &, const RetentionSet &) = default;
};

struct DataAct {
    using Content = std::variant<HandedOver, StatementFiled, RetentionSet>;
    PersonId by;
    UtcTime at;
    QByteArray previous; ///< SHA-256 of the act before it; empty: the first
    Content content;

    friend bool operator==(const DataAct &, const DataAct &) = default;
};
/// One text of bytes for one act: deterministic CBOR (RFC 8949, 4.2.1) with a label of its own.
QByteArray toCbor(const DataAct &act);
/// Corrupt for anything that `toCbor` would not write.
Result<DataAct> dataActFromCbor(const QByteArray &bytes);

/// What the register keeps of an act at once, or not at all.
struct DataEntry {
    SignedAct act;
    AuditNote note;
    QByteArray document; ///< with StatementFiled: the scan, to be sealed
};

/// Where the acts are kept. It keeps bytes; what they mean is `DataActs`' business.
class DataActRegister
{
public:
    virtual ~DataActRegister() = default;
    /// In order.
    virtual Result<std::vector<RecordedAct>> dataActsAfter(qint64 number) = 0;
    /// As HabilitationRegister::append.
    virtual Result<> append(const std::function<Result<DataEntry>()> &make) = 0;
};

/// The register of handovers and the retention rules, made of the acts alone: each is verified before it counts, and
/// what breaks the rules is Corrupt.
class DataActs
{
public:
    /// `signatures` outlives it.
    explicit DataActs(const SignatureCheck &signatures) : m_signatures(signatures) { }

    /// Reads what has come to the register. After an error it stands as far as it could be read; try again.
    Result<> update(DataActRegister &from);

    const std::vector<Handover> &handovers() const { return m_handovers; } ///< in the order in which they came
    const Handover *find(const HandoverId &id) const;
    const Retention &retention() const { return m_retention; }

    /// Whether that may be the next act; whether its author may act at all is not asked here. InvalidInput, NotFound or
    /// Conflict.
    Result<> check(const DataAct &act) const;
    /// Reads, checks, signs and keeps one act with its entry in the audit; its time is set here.
    Result<> record(DataActRegister &in, DataAct::Content content, const Author &by, const ActSigner &signer,
        const Clock &clock, const QByteArray &document = {});

private:
    Result<> apply(const RecordedAct &recorded);

    const SignatureCheck &m_signatures;
    std::vector<Handover> m_handovers;
    Retention m_retention;
    qint64 m_count = 0;
    QByteArray m_head;
    UtcTime m_lastAt {};
};

} // namespace cortege
