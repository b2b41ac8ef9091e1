#pragma once

#include <span>
#include <vector>

namespace cortege::presentation
{

/// Whole parts of `total` in proportion to the amounts, which add up to `total` exactly (largest remainder; of equal
/// remainders the earlier). Amounts are not negative; nothing but zeros gives zeros.
std::vector<int> wholeShares(std::span<const double> amounts, int total = 100);

} // namespace cortege::presentation
