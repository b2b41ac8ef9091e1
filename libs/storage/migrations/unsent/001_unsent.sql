-- Released migrations are never edited: a change is a new file with the next number.

-- What a workstation has not sent yet, and drafts. Only the owner of the key knows what is in a row.
CREATE TABLE unsent (
  place  INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, because the sealing names it
  kind   INTEGER NOT NULL,
  sealed BLOB    NOT NULL
) STRICT;
