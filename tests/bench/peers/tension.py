#!/usr/bin/env python3
"""Times SciPy and scikit-learn over the points of a bench. Prints "NAME MILLISECONDS" a line.

usage: tension.py POINTS COLUMNS ROWS CELL BANDWIDTH
POINTS: all x and then all y as doubles, metres from the grid's south-western corner."""
import sys
import time

import numpy
from scipy.ndimage import gaussian_filter


def best(work, times=3):
    least = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        work()
        least = min(least, time.perf_counter() - begun)
    return least * 1e3


def main():
    path, columns, rows, cell, bandwidth = sys.argv[1], *map(float, sys.argv[2:])
    columns, rows = int(columns), int(rows)
    x, y = numpy.fromfile(path).reshape(2, -1)

    def scipy_density():
        place = (y // cell).astype(numpy.int64) * columns + (x // cell).astype(numpy.int64)
        counts = numpy.bincount(place, minlength=columns * rows).reshape(rows, columns).astype(float)
        return gaussian_filter(counts, bandwidth / cell, mode="constant", truncate=8) / cell**2

    print("scipy_gaussian_filter", best(scipy_density), flush=True)

    try:
        from sklearn.neighbors import KernelDensity
    except ImportError:
        return
    sample = 200
    spots = numpy.random.default_rng(1).choice(columns * rows, sample, replace=False)
    centres = numpy.column_stack(((spots % columns + 0.5) * cell, (spots // columns + 0.5) * cell))
    points = numpy.column_stack((x, y))
    tree = KernelDensity(bandwidth=bandwidth, rtol=1e-6).fit(points)
    # A sample of cells; the whole grid costs as many times more.
    print("sklearn_kernel_density", best(lambda: tree.score_samples(centres), 1) * columns * rows / sample, flush=True)


main()
