#pragma once

#include <tension/facts.h>

#include <memory>

namespace cortege::tension
{

/// The density of facts and of events' masses on a grid, kept in step with a window that moves: the slider's side of
/// docs/method-tension.md.
///
///     f(x) = Σ wᵢ · exp(−|x − xᵢ|² / 2h²) / (2πh²)        per square metre
///
/// Each mass is laid on the 8 × 8 cells around it with B-splines of order 8, as whole numbers of 2⁻³² of a weight: what
/// is taken away leaves exactly what was there before, and no order of facts, no number of threads and no way of the
/// window changes a bit. The convolution works with the kernel from which both splines are taken out (decision 0200).
///
/// Relative error against the direct sum at the cell centres, for six cells a bandwidth or more: at most 1e-6 where a
/// mass lies within 5 bandwidths, for weights of 1/20 and more: smaller ones, and what has faded so far, are rounded
/// visibly by 2⁻³² a cell. Weights are cut at ±2²⁰, with a half-life at ±2¹², and a cell holds 2³¹. No edge correction:
/// what lies beyond the edge of the grid is lost there, and masses outside the grid weigh inside it up to 8 bandwidths.
///
/// Not for two threads at once; it keeps `threads` − 1 of its own, which sleep while nothing is computed.
class Field
{
public:
    /// `bandwidth` is the standard deviation in metres, six cells at least; `grid` has one cell at least.
    Field(const Grid &grid, double bandwidth, int threads);
    ~Field();
    Field(const Field &) = delete;
    Field &operator=(const Field &) = delete;

    const Grid &grid() const;
    double bandwidth() const;

    /// Other facts or another weighting: everything is laid anew at the next `values()`.
    void setFacts(std::shared_ptr<const Facts> facts, Weighting weighting);
    /// Lays and takes away what the two windows do not have in common; the rest is not touched. With a half-life, the
    /// moment from which decay is counted moves in steps of 8 half-lives with the end of the window, and everything is
    /// laid anew at each.
    void setWindow(const FactWindow &window);
    /// The events' masses, in the unit of facts' weights (`ParameterSet::weightOfPerson`). Only what differs from the
    /// masses that were there, compared place by place in the list, is laid again.
    void setMasses(std::vector<WeightedPoint> masses);

    /// Per square metre at the cell centres, row by row from the south. Computed when asked for, and only where the
    /// masses that have changed reach.
    const std::vector<double> &values();
    /// The sum of all weights, inside the grid or not, and the number of facts that weigh in the window.
    double weight() const;
    qint64 facts() const;
    /// Facts and masses that were laid or taken away since the last `values()`: the work of a tick.
    qint64 changed() const;

private:
    class Part;
    std::unique_ptr<Part> m_part;
};

/// The same from nothing, once.
std::vector<double> densityOf(const Facts &facts, const FactWindow &window, const Weighting &weighting,
    const Grid &grid, double bandwidth, int threads);

/// b − a in each cell; both on the same grid. For the comparison of two periods.
std::vector<double> difference(std::span<const double> a, std::span<const double> b);

/// What SIMD the inner loops use. All compute the same bits; a test compares them.
enum class Lanes { Portable, Avx2, Avx512 };
Lanes bestLanes(); ///< of this machine
/// For tests and benches: every computation that starts from here on; no wider than the best.
void setLanes(Lanes lanes);

} // namespace cortege::tension
