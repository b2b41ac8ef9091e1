#include <presentation/largestremainder.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cortege::presentation
{

std::vector<int> wholeShares(std::span<const double> amounts, int total)
{
    std::vector<int> shares(amounts.size());
    const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    if (!(sum > 0) || !std::isfinite(sum))
        return shares;
    std::vector<double> remainders(amounts.size());
    int given = 0;
    for (size_t i = 0; i < amounts.size(); ++i) {
        const double exact = amounts[i] / sum * total;
        shares[i] = static_cast<int>(std::floor(exact));
        remainders[i] = exact - shares[i];
        given += shares[i];
    }
    std::vector<size_t> order(amounts.size());
    std::ranges::iota(order, size_t { 0 });
    std::ranges::stable_sort(order, std::ranges::greater {}, [&](size_t i) { return remainders[i]; });
    for (int rest = total - given; rest > 0; --rest) // fewer than there are amounts, but for rounding
        ++shares[order[static_cast<size_t>(total - given - rest) % order.size()]];
    return shares;
}

} // namespace cortege::presentation
