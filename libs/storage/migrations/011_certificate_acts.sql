-- What was done about certificates and is not in the audit yet: whoever issues or revokes one has no keys of the audit. The
-- server moves it there. Times: milliseconds since 1970, UTC.

CREATE TABLE certificate_act (
  number INTEGER PRIMARY KEY,                 -- in the order in which it was done
  action TEXT    NOT NULL,                    -- as in the audit
  person TEXT    NOT NULL REFERENCES person (person),  -- whose certificate it is
  at     INTEGER NOT NULL,
  detail TEXT    NOT NULL
) STRICT;
