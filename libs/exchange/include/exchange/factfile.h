#pragma once

#include <exchange/factrecipe.h>
#include <exchange/importrow.h>

#include <expected>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

/// Facts out of a file by a recipe. Rows pass one by one; what stays of them is columns.
namespace cortege::exchange
{

/// Larger files are refused; of a packed one, unpacked.
inline constexpr qint64 kFactFileLimit = qint64 { 1024 } * 1024 * 1024;

struct FactRow {
    int line = 0; ///< as `RowIssue::line`
    Fact fact;
    FactKey key = 0;

    friend bool operator==(const FactRow &, const FactRow &) = default;
};
using MappedFact = std::expected<FactRow, std::vector<RowIssue>>;

/// Gives `take` every row of the file, in its order, as a fact that keeps the rules or with what stands against it. A
/// key that stood in the file before is an issue ("repeated-key"). Where the recipe names no key, it is made of the
/// cells that were chosen and of how many such rows came before: the same file again gives the same keys.
///
/// NotFound, Forbidden, TooLarge or Corrupt for the file; InvalidInput when it is not what the recipe says, or lacks a
/// column that the recipe names. The detail says which. Told to stop, it ends early, without an error.
Result<> readFacts(const QString &path, const FactRecipe &recipe, const std::function<void(const MappedFact &)> &take,
    const std::stop_token &stop = {});

/// read = taken + refused, always.
struct FactCounts {
    qint64 read = 0;
    qint64 taken = 0;
    qint64 refused = 0;

    friend bool operator==(const FactCounts &, const FactCounts &) = default;
};

/// What a person looks at before anything is sent.
struct FactPreview {
    std::vector<MappedFact> rows; ///< the first ones
    FactCounts counts; ///< of the whole file
    std::vector<qint64> ofCategory; ///< taken rows, beside `FactSource::categories`
    std::vector<std::pair<QString, qint64>> reasons; ///< why others are refused, the most frequent first
    std::optional<UtcInterval> span;
    std::optional<GeoBox> box;
};
Result<FactPreview> previewFacts(const QString &path, const FactRecipe &recipe, int rows);

/// A whole file, ready to be sent: 34 bytes a fact.
struct FactImport {
    std::vector<FactBlock> blocks;
    FactCounts counts;
    std::vector<RowIssue> issues; ///< of the refused rows, by line
};
Result<FactImport> importFacts(const QString &path, const FactRecipe &recipe);

/// Both in one reading, so that what was looked at is what is sent, whatever becomes of the file meanwhile.
struct FactReading {
    FactPreview preview;
    FactImport import;
};
Result<FactReading> previewAndImport(
    const QString &path, const FactRecipe &recipe, int rows, const std::stop_token &stop = {});

} // namespace cortege::exchange
