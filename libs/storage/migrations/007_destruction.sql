-- The destruction of the data at the convention's end (Art. 9), each step written down before it is done. Append-only.
CREATE TABLE destruction (
  number      INTEGER PRIMARY KEY,           -- 1, 2, 3 … without a gap
  step        TEXT    NOT NULL CHECK (step IN ('prepared', 'confirmed', 'keys', 'rows', 'space', 'copies', 'report', 'done')),
  at          INTEGER NOT NULL,              -- milliseconds since 1970, UTC
  content     BLOB,                          -- prepared: the bordereau; done: the procès-verbal; JSON, in clear
  act         BLOB,                          -- prepared, confirmed, keys: the deed, deterministic CBOR
  signature   BLOB,                          -- of the deed; done: of the content, CMS
  signer      BLOB REFERENCES act_signer (fingerprint),
  audit_entry INTEGER,                       -- keys: the entry of the audit that says so
  CHECK ((step IN ('prepared', 'done')) = (content IS NOT NULL)),
  CHECK ((step IN ('prepared', 'confirmed', 'keys')) = (act IS NOT NULL)),
  CHECK ((signature IS NULL) = (signer IS NULL)),
  CHECK ((step = 'keys') = (audit_entry IS NOT NULL))
) STRICT;
