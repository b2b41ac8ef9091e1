#pragma once

#include "noding.h"

/// What writer and reader of a gazetteer agree on. `search` holds the names of streets, places and quarters, the most
/// important first: a search that stops early has found what matters. House numbers are rows of their own, by street.
namespace cortege::geodata
{

constexpr int kGazetteerApplication = 0x43744761; // "CtGa"
constexpr int kGazetteerVersion = 2; ///< 2: U+02BC folds as an apostrophe

/// Positions are in ten millionths of a degree. `cell`: see below.
constexpr const char *kGazetteerSchema = R"(
CREATE TABLE entry(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, label TEXT NOT NULL, key TEXT NOT NULL,
  context TEXT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
  west INTEGER, south INTEGER, east INTEGER, north INTEGER, weight REAL NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(name, core, content='', columnsize=0, prefix='1 2 3',
  tokenize='unicode61 remove_diacritics 0');
CREATE TABLE word(word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE context(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE number(street INTEGER, number INTEGER, suffix TEXT, context INTEGER, x INTEGER, y INTEGER, cell INTEGER,
  PRIMARY KEY(street, number, suffix, context)) WITHOUT ROWID;
CREATE TABLE crossing(a INTEGER, b INTEGER, x INTEGER, y INTEGER, cell INTEGER, PRIMARY KEY(a, b, x, y)) WITHOUT ROWID;
CREATE TABLE stretch(cell INTEGER, n INTEGER, street INTEGER, x1 INTEGER, y1 INTEGER, x2 INTEGER, y2 INTEGER,
  PRIMARY KEY(cell, n)) WITHOUT ROWID;
CREATE TABLE outline(n INTEGER PRIMARY KEY, quarter INTEGER, ring BLOB);
)";
constexpr const char *kGazetteerIndexes = R"(
CREATE INDEX number_cell ON number(cell);
CREATE INDEX crossing_cell ON crossing(cell);
CREATE INDEX crossing_b ON crossing(b);
CREATE INDEX stretch_street ON stretch(street);
)";

/// A square of 0.002°, 222 m northwards.
constexpr int32_t kCellUnits = 20'000;
constexpr int64_t kCellsAround = 180'000; // 360° / 0.002°
inline int64_t cellAt(int64_t column, int64_t row) { return row * kCellsAround + column; }
inline int64_t cellColumn(GridPoint point) { return (int64_t { point.x } + 1'800'000'000) / kCellUnits; }
inline int64_t cellRow(GridPoint point) { return (int64_t { point.y } + 900'000'000) / kCellUnits; }
inline int64_t cellOf(GridPoint point) { return cellAt(cellColumn(point), cellRow(point)); }
/// A stretch of street is in the cell of its middle, and no longer than this.
constexpr double kStretchMetres = 80;

/// The weight of a street where nobody walks: whoever says « Vieux-Port » does not mean the tunnel of that name.
constexpr double kNobodysStreet = -1;

bool ringsContain(const std::vector<Ring> &rings, GeoPoint point);

} // namespace cortege::geodata
