-- As ../011_certificate_acts.sql.
CREATE TABLE certificate_act (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  action text   NOT NULL,
  person text   NOT NULL REFERENCES person (person),
  at     bigint NOT NULL,
  detail text   NOT NULL
);
