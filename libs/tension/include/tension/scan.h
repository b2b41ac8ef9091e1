#pragma once

#include <tension/facts.h>

namespace cortege::tension
{

/// What is looked for, and how hard. Facts count one each, whatever they weigh: the statistic is about cases.
struct ScanRule {
    double cell = 250; ///< metres; cases are gathered into cells, and cylinders stand on the cells' centres
    double largestRadius = 1'000; ///< metres
    std::chrono::seconds step { std::chrono::days { 1 } }; ///< of time, from the beginning of the window
    int longestSteps = 7; ///< of a cluster; at most half of the window's
    int permutations = 999;
    std::uint64_t seed = 1;
    int mostClusters = 10;

    friend bool operator==(const ScanRule &, const ScanRule &) = default;
};

struct Cluster {
    MetricPoint centre;
    double radius = 0; ///< metres, from centre to the farthest cell's centre; 0 for one cell
    FactWindow during;
    qint64 observed = 0; ///< cases inside
    double expected = 0; ///< inside, had place and time nothing to do with each other
    double score = 0; ///< log likelihood ratio
    double p = 1; ///< (1 + permutations that reach the score) / (1 + permutations)

    friend bool operator==(const Cluster &, const Cluster &) = default;
};

/// Space-time permutation scan statistic (M. Kulldorff et al., "A space–time permutation scan statistic for disease
/// outbreak detection", PLoS Medicine 2 (2005) e59): places and times of all cases stay as they are, and only who goes
/// with whom is drawn anew. No population is needed, and neither crowded places nor busy days count for themselves.
///
/// Cylinders: around each cell with cases, the cells up to each radius; each run of up to `longestSteps` steps. With c
/// cases inside of C, and μ = (cases of the cells) · (cases of the steps) / C expected:
///
///     score = c·ln(c/μ) + (C − c)·ln((C − c)/(C − μ))   for c > μ, else 0
///
/// Of clusters that share a cell and a step the higher score stays. Clusters come in falling order of score, at the
/// same score from west and south, and then by time. Instants and the beginnings of what lasts count; hours of the week
/// that are not in `hours` do not. The same facts, rule and seed give the same clusters, for any number of threads.
///
/// Costs about cells with cases × cells in the largest radius × steps × (permutations + 1). Error: TooLarge beyond
/// `kMostScanWork` such steps, InvalidInput for a rule with a figure that is not positive.
inline constexpr double kMostScanWork = 2e11;
Result<std::vector<Cluster>> scan(
    const Facts &facts, const FactWindow &window, const HoursOfWeek &hours, const ScanRule &rule, int threads);

} // namespace cortege::tension
