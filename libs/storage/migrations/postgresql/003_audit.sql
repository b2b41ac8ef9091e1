-- As ../003_sealed.sql: the records were sealed here from the beginning.
CREATE TABLE audit (
  n        bigint PRIMARY KEY,
  at       bigint NOT NULL,
  body     bytea  NOT NULL,
  sequence bigint,
  row_hash bytea CHECK ((row_hash IS NULL) = (sequence IS NULL)),
  hash     bytea  NOT NULL
);
CREATE TABLE audit_base (
  n         bigint PRIMARY KEY,
  at        bigint NOT NULL,
  hash      bytea  NOT NULL,
  sequence  bigint NOT NULL,
  rows_hash bytea  NOT NULL
);
