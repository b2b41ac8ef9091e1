-- As ../001_journal.sql says it for SQLite; the two folders go on side by side, number by number.

CREATE TABLE journal (
  sequence    bigint  PRIMARY KEY,           -- 1, 2, 3 … without a gap: given by the one writer, not by a sequence
  event       text    NOT NULL,
  revision    integer NOT NULL,
  cancelled   integer NOT NULL CHECK (cancelled IN (0, 1)),
  author      text    NOT NULL,
  author_name text    NOT NULL,
  recorded_at bigint  NOT NULL,              -- milliseconds since 1970, UTC
  feature     bytea   NOT NULL,
  UNIQUE (event, revision)
);
CREATE TABLE current (
  event    text   PRIMARY KEY,
  sequence bigint NOT NULL REFERENCES journal (sequence)
);
CREATE TABLE request (
  request  text   PRIMARY KEY,
  author   text   NOT NULL,
  sequence bigint NOT NULL REFERENCES journal (sequence)
);
