#pragma once

#include <tension/facts.h>

namespace cortege::tension
{

/// The weight of the window's facts in each cell of a grid, row by row from the south; what lies outside is left out.
/// A cell holds its western and southern edges.
std::vector<double> countsOn(
    const Grid &grid, const Facts &facts, const FactWindow &window, const Weighting &weighting);

/// Getis-Ord Gi* for every cell, row by row as the values.
struct HotSpots {
    std::vector<double> z; ///< standard scores: > 0 hot, < 0 cold
    std::vector<double> p; ///< two-sided, normal
    std::vector<double> q; ///< Benjamini–Hochberg over all cells: accept q <= 0.05 for 5 % of false discoveries
};
/// With m the mean and s the standard deviation (divisor n) of all n cells, and w the number of cells in the window of
/// (2 · reach + 1)² cells around the cell, itself included and cut at the edge of the grid:
///
///     z = (sum over the window − m·w) / (s · √((n·w − w²) / (n − 1))),   p = 2 Φ(−|z|)
///
/// as spdep's `localG` with `include.self`, binary weights and queen neighbours for reach 1. A window that holds all
/// cells, or values that are all the same, say nothing: z = 0, p = q = 1.
///
/// J. K. Ord, A. Getis, "Local spatial autocorrelation statistics", Geographical Analysis 27 (1995) 286–306;
/// Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", J. R. Stat. Soc. B 57 (1995) 289–300.
///
/// `values` are finite and fill columns × rows.
HotSpots hotSpots(std::span<const double> values, int columns, int rows, int reach = 1);

} // namespace cortege::tension
