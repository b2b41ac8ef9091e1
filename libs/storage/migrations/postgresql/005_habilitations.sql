-- No register of PostgreSQL is older than the list: there is nobody to take over.
CREATE TABLE mandate (
  person text   NOT NULL REFERENCES person (person),
  party  text   NOT NULL CHECK (party IN ('ville', 'prefecture')),
  deed   text   NOT NULL,
  since  bigint NOT NULL,
  until  bigint,
  PRIMARY KEY (person, since)
);
CREATE TABLE act_signer (
  fingerprint bytea PRIMARY KEY REFERENCES certificate (fingerprint),
  certificate bytea NOT NULL
);
CREATE TABLE habilitation_act (
  number    bigint PRIMARY KEY,
  act       bytea  NOT NULL,
  signature bytea  NOT NULL,
  signer    bytea  NOT NULL REFERENCES act_signer (fingerprint),
  at        bigint NOT NULL
);
CREATE TABLE taken_over (
  habilitation text   PRIMARY KEY,
  person       text   NOT NULL REFERENCES person (person),
  service      text   NOT NULL,
  roles        text   NOT NULL,
  since        bigint NOT NULL,
  until        bigint NOT NULL
);
ALTER TABLE person DROP COLUMN roles;
CREATE TRIGGER mandate_changed AFTER INSERT OR UPDATE OR DELETE ON mandate
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
CREATE TRIGGER habilitation_changed AFTER INSERT OR UPDATE OR DELETE ON habilitation_act
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
