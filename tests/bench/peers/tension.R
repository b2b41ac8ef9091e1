# Times spatstat and spdep over the points of a bench. Prints "NAME MILLISECONDS" a line.
#
# usage: Rscript tension.R POINTS COLUMNS ROWS CELL BANDWIDTH
# POINTS: all x and then all y as doubles, metres from the grid's south-western corner.
arguments <- commandArgs(trailingOnly = TRUE)
path <- arguments[1]
columns <- as.integer(arguments[2])
rows <- as.integer(arguments[3])
cell <- as.numeric(arguments[4])
bandwidth <- as.numeric(arguments[5])
values <- readBin(path, "double", n = file.size(path) / 8)
count <- length(values) / 2
x <- values[1:count]
y <- values[(count + 1):(2 * count)]

best <- function(work, times = 3) {
  1e3 * min(sapply(seq_len(times), function(i) system.time(work())[["elapsed"]]))
}
say <- function(name, milliseconds) cat(name, milliseconds, "\n")

if (suppressPackageStartupMessages(require(spatstat.explore, quietly = TRUE))) {
  points <- spatstat.geom::ppp(x, y, window = spatstat.geom::owin(c(0, columns * cell), c(0, rows * cell)), check = FALSE)
  say("spatstat_density.ppp", best(function() density(points, sigma = bandwidth, dimyx = c(rows, columns), edge = FALSE)))
}
if (suppressPackageStartupMessages(require(spdep, quietly = TRUE))) {
  # On cells of 200 m, as the reference: the neighbours of each cell are found before the clock starts.
  side <- 200
  wide <- ceiling(columns * cell / side)
  high <- ceiling(rows * cell / side)
  counts <- tabulate(floor(y / side) * wide + floor(x / side) + 1, nbins = wide * high)
  neighbours <- nb2listw(include.self(cell2nb(wide, high, type = "queen")), style = "B")
  say("spdep_localG_BH", best(function() {
    z <- as.numeric(localG(counts, neighbours))
    p.adjust(2 * pnorm(-abs(z)), "BH")
  }))
}
