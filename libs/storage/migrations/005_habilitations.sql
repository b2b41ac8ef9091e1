-- Habilitations (Art. 4, 6, 7). Who may do what follows from signed acts, which are appended and never changed.

-- Who may validate for a party, and by which deed.
CREATE TABLE mandate (
  person TEXT    NOT NULL REFERENCES person (person),
  party  TEXT    NOT NULL CHECK (party IN ('ville', 'prefecture')),
  deed   TEXT    NOT NULL,
  since  INTEGER NOT NULL,                   -- milliseconds since 1970, UTC
  until  INTEGER,
  PRIMARY KEY (person, since)
) STRICT, WITHOUT ROWID;

-- The certificates that acts were signed with: to verify takes more than a fingerprint.
CREATE TABLE act_signer (
  fingerprint BLOB PRIMARY KEY REFERENCES certificate (fingerprint),
  certificate BLOB NOT NULL                  -- DER
) STRICT, WITHOUT ROWID;

CREATE TABLE habilitation_act (
  number    INTEGER PRIMARY KEY,             -- 1, 2, 3 … without a gap
  act       BLOB    NOT NULL,                -- deterministic CBOR
  signature BLOB    NOT NULL,
  signer    BLOB    NOT NULL REFERENCES act_signer (fingerprint),
  at        INTEGER NOT NULL                 -- the time in the act
) STRICT;

-- What persons could do before there was a list: theirs for a year more, so that an update locks nobody out.
CREATE TABLE taken_over (
  habilitation TEXT    PRIMARY KEY,
  person       TEXT    NOT NULL REFERENCES person (person),
  service      TEXT    NOT NULL,
  roles        TEXT    NOT NULL,             -- "entry,analyst"
  since        INTEGER NOT NULL,
  until        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A random UUID (RFC 9562, version 4) each.
INSERT INTO taken_over (habilitation, person, service, roles, since, until)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
             || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       person, service, roles, 1000 * unixepoch(), 1000 * unixepoch('now', '+1 year')
FROM person WHERE roles <> '';

ALTER TABLE person DROP COLUMN roles;
