-- Which journal it is. A restore draws another number: whoever has read the one before it begins again.
CREATE TABLE journal_number (
  number INTEGER NOT NULL                    -- the one row; 0 until there was a restore
) STRICT;
INSERT INTO journal_number VALUES (0);
