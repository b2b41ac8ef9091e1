-- Facts of other sources (Art. 5). A source that was withdrawn keeps its row without its text, so that its number is
-- never given again; its blocks are gone.
CREATE TABLE fact_source (
  number       INTEGER PRIMARY KEY,          -- 1, 2, 3 … without a gap
  id           TEXT    NOT NULL,
  description  BLOB,                         -- sealed: name, provenance, licence, categories; NULL once withdrawn
  author       TEXT    NOT NULL,
  author_name  TEXT    NOT NULL,
  recorded_at  INTEGER NOT NULL,             -- milliseconds since 1970, UTC
  withdrawn_at INTEGER,
  CHECK ((description IS NULL) = (withdrawn_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX fact_source_id ON fact_source (id) WHERE withdrawn_at IS NULL;

-- Facts in blocks of up to 4,096, as they were imported. Whoever deletes facts deletes rows here and nothing else.
CREATE TABLE fact_block (
  number INTEGER PRIMARY KEY,                -- in the order of commit, never given again
  source INTEGER NOT NULL REFERENCES fact_source (number),
  facts  INTEGER NOT NULL,
  begins INTEGER,                            -- the earliest begin; NULL when no fact has a time
  ends   INTEGER,                            -- the latest end
  keys   BLOB    NOT NULL,                   -- sealed: the first eight bytes of each key's SHA-256
  body   BLOB    NOT NULL                    -- sealed: the columns as they are sent (domain/fact.h)
) STRICT;
CREATE INDEX fact_block_source ON fact_block (source, number);

CREATE TABLE fact_state (
  last_block INTEGER NOT NULL,               -- the one row; the number that was given last
  changes    INTEGER NOT NULL                -- of the list of sources
) STRICT;
INSERT INTO fact_state VALUES (0, 0);
