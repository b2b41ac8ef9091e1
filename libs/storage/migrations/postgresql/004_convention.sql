CREATE TABLE convention_act (
  act                  bigint PRIMARY KEY,
  kind                 text   NOT NULL CHECK (kind IN ('notification', 'denunciation', 'amendment', 'annexe', 'correction')),
  day                  text,
  reference            text   NOT NULL,
  party                text CHECK (party IN ('ville', 'prefecture')),
  subject              text,
  last_day             text,
  annexe               text,
  dpo_city_day         text,
  dpo_city             text,
  dpo_prefecture_day   text,
  dpo_prefecture       text,
  impact_study         text,
  corrects             bigint REFERENCES convention_act (act),
  recorded_by          text   NOT NULL,
  recorded_at          bigint NOT NULL,
  CHECK ((kind IN ('notification', 'denunciation', 'amendment')) = (day IS NOT NULL)),
  CHECK (kind <> 'denunciation' OR party IS NOT NULL),
  CHECK (kind <> 'amendment' OR subject <> ''),
  CHECK (kind <> 'annexe' OR (annexe <> '' AND dpo_city_day IS NOT NULL AND dpo_city <> ''
         AND dpo_prefecture_day IS NOT NULL AND dpo_prefecture <> '' AND impact_study <> '')),
  CHECK (kind <> 'correction' OR corrects IS NOT NULL)
);
CREATE TRIGGER convention_changed AFTER INSERT OR UPDATE OR DELETE ON convention_act
  FOR EACH STATEMENT EXECUTE FUNCTION note_register_change();
