-- Released migrations are never edited: a change is a new file with the next number.

-- Every version of every event, in the order in which they were committed. Append-only.
CREATE TABLE journal (
  sequence    INTEGER PRIMARY KEY,           -- 1, 2, 3 … without a gap
  event       TEXT    NOT NULL,
  revision    INTEGER NOT NULL,
  cancelled   INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
  author      TEXT    NOT NULL,
  author_name TEXT    NOT NULL,
  recorded_at INTEGER NOT NULL,              -- milliseconds since 1970, UTC
  feature     BLOB    NOT NULL,              -- the record as a GeoJSON Feature
  UNIQUE (event, revision)
) STRICT;

-- The journal row that holds each event's current state.
CREATE TABLE current (
  event    TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT, WITHOUT ROWID;

-- Which version each request made, so that a repeated request changes nothing.
CREATE TABLE request (
  request  TEXT PRIMARY KEY,
  author   TEXT    NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence)
) STRICT, WITHOUT ROWID;
