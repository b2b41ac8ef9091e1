-- Persons and the certificates that speak for them (Art. 6, 7). Nothing is deleted: an end is a time.

CREATE TABLE person (
  person     TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  service    TEXT NOT NULL,
  roles      TEXT NOT NULL,                  -- "entry,analyst"
  revoked_at INTEGER                         -- milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate (
  fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),  -- SHA-256 of the DER
  person      TEXT    NOT NULL REFERENCES person (person),
  bound_at    INTEGER NOT NULL,
  unbound_at  INTEGER
) STRICT, WITHOUT ROWID;
