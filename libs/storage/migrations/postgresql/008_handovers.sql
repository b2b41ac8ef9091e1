CREATE TABLE data_act (
  number    bigint PRIMARY KEY,
  act       bytea  NOT NULL,
  signature bytea  NOT NULL,
  signer    bytea  NOT NULL REFERENCES act_signer (fingerprint),
  at        bigint NOT NULL
);
CREATE TABLE data_document (
  act    bigint PRIMARY KEY REFERENCES data_act (number),
  sealed bytea  NOT NULL
);
CREATE TRIGGER data_changed AFTER INSERT OR UPDATE OR DELETE ON data_act
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
