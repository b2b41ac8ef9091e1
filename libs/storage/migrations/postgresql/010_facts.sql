-- As ../010_facts.sql.
CREATE TABLE fact_source (
  number       integer PRIMARY KEY,
  id           text    NOT NULL,
  description  bytea,
  author       text    NOT NULL,
  author_name  text    NOT NULL,
  recorded_at  bigint  NOT NULL,
  withdrawn_at bigint,
  CHECK ((description IS NULL) = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX fact_source_id ON fact_source (id) WHERE withdrawn_at IS NULL;
CREATE TABLE fact_block (
  number bigint  PRIMARY KEY,
  source integer NOT NULL REFERENCES fact_source (number),
  facts  integer NOT NULL,
  begins bigint,
  ends   bigint,
  keys   bytea   NOT NULL,
  body   bytea   NOT NULL
);
CREATE INDEX fact_block_source ON fact_block (source, number);
CREATE TABLE fact_state (
  last_block bigint NOT NULL,
  changes    bigint NOT NULL
);
INSERT INTO fact_state VALUES (0, 0);
