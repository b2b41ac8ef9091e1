CREATE TABLE journal_number (number bigint NOT NULL);
INSERT INTO journal_number VALUES (0);
