CREATE TABLE enrolment_code (
  code         text   PRIMARY KEY,
  hash         bytea  NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  person       text   NOT NULL REFERENCES person (person),
  created_at   bigint NOT NULL,
  ends_at      bigint NOT NULL,
  uses         bigint NOT NULL CHECK (uses > 0),
  used         bigint NOT NULL CHECK (used BETWEEN 0 AND uses),
  withdrawn_at bigint
);
CREATE TABLE certificate_request (
  request     text   PRIMARY KEY,
  person      text   NOT NULL REFERENCES person (person),
  code        text   REFERENCES enrolment_code (code),
  der         bytea  NOT NULL,
  fingerprint bytea  NOT NULL UNIQUE CHECK (octet_length(fingerprint) = 32),
  address     text   NOT NULL,
  asked_at    bigint NOT NULL,
  state       text   NOT NULL CHECK (state IN ('pending', 'issued', 'refused')),
  decided_at  bigint,
  certificate text,
  authority   text,
  CHECK ((state = 'pending') = (decided_at IS NULL)),
  CHECK ((state = 'issued') = (certificate IS NOT NULL AND authority IS NOT NULL))
);
CREATE INDEX certificate_request_state ON certificate_request (state, asked_at);
