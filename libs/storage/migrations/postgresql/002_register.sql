CREATE TABLE person (
  person     text   PRIMARY KEY,
  name       text   NOT NULL,
  service    text   NOT NULL,
  roles      text   NOT NULL,
  revoked_at bigint
);
CREATE TABLE certificate (
  fingerprint bytea  PRIMARY KEY CHECK (octet_length(fingerprint) = 32),
  person      text   NOT NULL REFERENCES person (person),
  bound_at    bigint NOT NULL,
  unbound_at  bigint
);

-- SQLite tells of changes by data_version; here a number goes up with each statement that changes the register.
CREATE TABLE register_change (count bigint NOT NULL);
INSERT INTO register_change VALUES (1);
CREATE FUNCTION note_register_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE register_change SET count = count + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER person_changed AFTER INSERT OR UPDATE OR DELETE ON person
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
CREATE TRIGGER certificate_changed AFTER INSERT OR UPDATE OR DELETE ON certificate
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
