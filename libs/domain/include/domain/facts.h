#pragma once

#include <domain/fact.h>

#include <expected>
#include <variant>

/// Where facts are kept: sources by number, their facts in blocks, in the order of commit.
namespace cortege
{

/// Given by the platform; never given again, also after a withdrawal.
using SourceNumber = int;
/// Place of a block: 1, 2, 3 …, never given again. Those of withdrawn sources are missing.
using BlockNumber = qint64;

struct KnownSource {
    SourceNumber number = 0;
    FactSource source;
    Author recordedBy;
    UtcTime recordedAt {};
    qint64 facts = 0; ///< how many there are

    friend bool operator==(const KnownSource &, const KnownSource &) = default;
};

struct KeptBlock {
    BlockNumber number = 0;
    SourceNumber source = 0;
    QByteArray columns; ///< `columnBytes`
};

/// What has been committed, to find out that there is something new.
struct FactState {
    BlockNumber lastBlock = 0;
    qint64 changes = 0; ///< of the list of sources

    friend bool operator==(const FactState &, const FactState &) = default;
};

/// Each object in the thread that made it.
class FactReader
{
public:
    virtual ~FactReader() = default;
    virtual Result<FactState> state() = 0;
    /// Those that were not withdrawn, by number.
    virtual Result<std::vector<KnownSource>> sources() = 0;
    /// How many facts stand in blocks with a number > `after`, of one source or of all.
    virtual Result<qint64> countAfter(BlockNumber after, std::optional<SourceNumber> source) = 0;
    /// The first block with a number > `after`; nothing when there is none.
    virtual Result<std::optional<KeptBlock>> next(BlockNumber after, std::optional<SourceNumber> source) = 0;
};

/// A new source, or another text of one that is there.
struct RecordSource {
    FactSource source;
};
/// The source and all its facts are gone.
struct WithdrawSource {
    SourceNumber source = 0;
};
/// Those whose keys the source does not have yet.
struct AddFacts {
    SourceNumber source = 0;
    FactBlock block;
};
struct FactWrite {
    std::variant<RecordSource, WithdrawSource, AddFacts> change;
    Author author;
    UtcTime at {}; ///< the server's clock
};

struct SourceRecorded {
    SourceNumber number = 0;
};
struct SourceWithdrawn {
    qint64 facts = 0; ///< how many went
};
struct FactsAdded {
    int stored = 0;
    int known = 0; ///< were there already
};
using FactWriteResult = std::expected<std::variant<SourceRecorded, SourceWithdrawn, FactsAdded>, Error>;

class FactWriter
{
public:
    virtual ~FactWriter() = default;
    /// Applies the writes in order in one transaction, each with its entry in the audit, and returns when they are on
    /// disk. An inner error is the author's (InvalidInput, NotFound, Conflict); an outer one means that nothing was
    /// kept.
    virtual Result<std::vector<FactWriteResult>> apply(std::span<const FactWrite> writes) = 0;
    /// Nobody writes just now: lets go of the keys that it has in memory.
    virtual void rest() = 0;
};

} // namespace cortege
