-- What left for a provider and came to its end (Art. 8), and how long what is kept may be kept: signed acts, which are
-- appended and never changed. What was erased from the journal needs no table: storage/src/erasedrow.h.

CREATE TABLE data_act (
  number    INTEGER PRIMARY KEY,             -- 1, 2, 3 … without a gap
  act       BLOB    NOT NULL,                -- deterministic CBOR
  signature BLOB    NOT NULL,
  signer    BLOB    NOT NULL REFERENCES act_signer (fingerprint),
  at        INTEGER NOT NULL                 -- the time in the act
) STRICT;

-- The scan of a provider's statement, until its time is over; its SHA-256 is in the act.
CREATE TABLE data_document (
  act    INTEGER PRIMARY KEY REFERENCES data_act (number),
  sealed BLOB    NOT NULL                    -- PayloadCipher, bound to the act
) STRICT;
