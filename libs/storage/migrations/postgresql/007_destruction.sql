CREATE TABLE destruction (
  number      bigint PRIMARY KEY,
  step        text   NOT NULL CHECK (step IN ('prepared', 'confirmed', 'keys', 'rows', 'space', 'copies', 'report', 'done')),
  at          bigint NOT NULL,
  content     bytea,
  act         bytea,
  signature   bytea,
  signer      bytea REFERENCES act_signer (fingerprint),
  audit_entry bigint,
  CHECK ((step IN ('prepared', 'done')) = (content IS NOT NULL)),
  CHECK ((step IN ('prepared', 'confirmed', 'keys')) = (act IS NOT NULL)),
  CHECK ((signature IS NULL) = (signer IS NULL)),
  CHECK ((step = 'keys') = (audit_entry IS NOT NULL))
);
