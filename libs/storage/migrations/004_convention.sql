-- What was written and told about the convention (Art. 3, 9, 10). Append-only: a mistake is another row. Days are days of
-- Europe/Paris, "2026-11-25".

CREATE TABLE convention_act (
  act                  INTEGER PRIMARY KEY,        -- 1, 2, 3 … without a gap
  kind                 TEXT    NOT NULL CHECK (kind IN ('notification', 'denunciation', 'amendment', 'annexe', 'correction')),
  day                  TEXT,                       -- of the act itself; on which a denunciation was received
  reference            TEXT    NOT NULL,
  party                TEXT CHECK (party IN ('ville', 'prefecture')),
  subject              TEXT,
  last_day             TEXT,                       -- of the convention, as an amendment fixes it
  annexe               TEXT,
  dpo_city_day         TEXT,
  dpo_city             TEXT,
  dpo_prefecture_day   TEXT,
  dpo_prefecture       TEXT,
  impact_study         TEXT,
  corrects             INTEGER REFERENCES convention_act (act),
  recorded_by          TEXT    NOT NULL,
  recorded_at          INTEGER NOT NULL,           -- milliseconds since 1970, UTC
  CHECK ((kind IN ('notification', 'denunciation', 'amendment')) = (day IS NOT NULL)),
  CHECK (kind <> 'denunciation' OR party IS NOT NULL),
  CHECK (kind <> 'amendment' OR subject <> ''),
  CHECK (kind <> 'annexe' OR (annexe <> '' AND dpo_city_day IS NOT NULL AND dpo_city <> ''
         AND dpo_prefecture_day IS NOT NULL AND dpo_prefecture <> '' AND impact_study <> '')),
  CHECK (kind <> 'correction' OR corrects IS NOT NULL)
) STRICT;
