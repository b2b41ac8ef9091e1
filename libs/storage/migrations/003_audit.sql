-- From here on journal.feature holds the record sealed (PayloadCipher), bound to event and revision. The journal's writer
-- seals what is in clear when it opens the file, and says so in application_id; see storage/src/recordseal.h.

-- Who read and wrote what, in the order of commit; domain/audit.h says what is hashed.
CREATE TABLE audit (
  n        INTEGER PRIMARY KEY,              -- 1, 2, 3 … without a gap, from the base on
  at       INTEGER NOT NULL,                 -- milliseconds since 1970, UTC
  body     BLOB    NOT NULL,                 -- sealed to n: who, what, which event
  sequence INTEGER,                          -- the row of the journal that it is about
  row_hash BLOB CHECK ((row_hash IS NULL) = (sequence IS NULL)),
  hash     BLOB    NOT NULL                  -- over the previous hash and the columns before
) STRICT;

-- What the first entry that is kept follows. One row; none before a server has opened the file.
CREATE TABLE audit_base (
  n         INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  hash      BLOB    NOT NULL,
  sequence  INTEGER NOT NULL,                -- the journal's rows up to here have no entry that is kept
  rows_hash BLOB    NOT NULL                 -- over those rows
) STRICT;
