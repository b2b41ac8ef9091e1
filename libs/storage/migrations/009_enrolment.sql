-- How persons come to their certificates (Art. 6, 7). Nothing is deleted. Times: milliseconds since 1970, UTC.

CREATE TABLE enrolment_code (
  code         TEXT    PRIMARY KEY,           -- its number in lists; the code itself is not kept
  hash         BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),  -- SHA-256
  person       TEXT    NOT NULL REFERENCES person (person),
  created_at   INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,
  uses         INTEGER NOT NULL CHECK (uses > 0),
  used         INTEGER NOT NULL CHECK (used BETWEEN 0 AND uses),
  withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate_request (
  request     TEXT    PRIMARY KEY,
  person      TEXT    NOT NULL REFERENCES person (person),
  code        TEXT    REFERENCES enrolment_code (code),            -- NULL: a renewal
  der         BLOB    NOT NULL,                                    -- PKCS #10
  fingerprint BLOB    NOT NULL UNIQUE CHECK (length(fingerprint) = 32),  -- SHA-256 of the DER
  address     TEXT    NOT NULL,
  asked_at    INTEGER NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('pending', 'issued', 'refused')),
  decided_at  INTEGER,
  certificate TEXT,                                                -- PEM, with the authority behind it
  authority   TEXT,                                                -- PEM, of the server
  CHECK ((state = 'pending') = (decided_at IS NULL)),
  CHECK ((state = 'issued') = (certificate IS NOT NULL AND authority IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_request_state ON certificate_request (state, asked_at);
