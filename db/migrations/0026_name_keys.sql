-- Persons are found by keys of the words of their names, which the database keeps itself (decision 0060). The rule is
-- here alone: `persons_named` for searches, `name_words` for namesakes.
CREATE TABLE "name_keys" (
	"person_id" uuid NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"is_legal" boolean NOT NULL,
	"key" text collate "C" NOT NULL,
	CONSTRAINT "key_once" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
ALTER TABLE "name_keys" ADD CONSTRAINT "keys_at_home" FOREIGN KEY ("person_id","home_municipality_id") REFERENCES "public"."persons"("id","home_municipality_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "persons_by_key" ON "name_keys" USING btree ("key","home_municipality_id","person_id","is_legal");--> statement-breakpoint
CREATE INDEX "enrolments_hosting" ON "enrolments" USING btree ("hosting_municipality_id","person_id");--> statement-breakpoint
CREATE INDEX "persons_protected" ON "persons" USING btree ("home_municipality_id") WHERE "persons"."protected_identity";--> statement-breakpoint
-- The script of a word of a folded name: Latin, Cyrillic, Greek, Arabic or Ethiopic; null for others, and for a mixture.
CREATE FUNCTION script_of(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE
     WHEN word COLLATE "C" ~ '^[a-z]+$' THEN 'l'
     WHEN word COLLATE "C" ~ '^[\u0430-\u052F]+$' THEN 'c'
     WHEN word COLLATE "C" ~ '^[\u03B1-\u03C9]+$' THEN 'g'
     WHEN word COLLATE "C" ~ '^[\u0620-\u06D3]+$' THEN 'a'
     WHEN word COLLATE "C" ~ '^[\u1200-\u1357]+$' THEN 'e' END $$;
--> statement-breakpoint
-- A word of a folded name with the letters a to z, as it is read aloud. Some letters are read in more than one way, by
-- language; `reading` counts the ways. In words without such letters all readings are the same.
CREATE FUNCTION read_aloud(word text, script text, reading int) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$ DECLARE heard text COLLATE "C" := word;
BEGIN
  IF script = 'c' THEN
    heard := regexp_replace(regexp_replace(heard, '^([юяєї]|и(?=[аеоуюя]))', 'y\1'), 'дж', 'ҷ', 'g');
    heard := translate(replace(replace(replace(heard, 'yи', 'y'), 'ю', 'іу'), 'я', 'іа'),
      'гїабвґдеєжзиіклмнопрстуфхцчшщыэәғқңөұүһҳҷџћђљњјъь',
      CASE reading WHEN 2 THEN 'h' ELSE 'g' END || 'iabwgdeezziiklmnoprstufhssssieagknouuhhjjsjlny');
  ELSIF script = 'g' THEN
    heard := replace(replace(replace(heard, 'ου', 'u'), 'μπ', 'b'), 'ντ', 'd');
    heard := translate(replace(replace(heard, 'ξ', 'ks'), 'ψ', 'ps'),
      'αβγδεζηθικλμνοπρστυφχω', 'awgdezitiklmnoprstifho');
  ELSIF script = 'a' THEN
    heard := regexp_replace(regexp_replace(regexp_replace(heard, '^ي', 'Y'), '^ع', 'ا'), '^و', 'w');
    -- Before a vowel that is written it is mostly a consonant.
    IF reading = 1 THEN heard := regexp_replace(heard, 'و(?=[اي])', 'w', 'g'); END IF;
    heard := translate(heard, 'ثذضظجوژابپتټٹحخچڅدډڈرړڑڕزځږسشصښطغگګڭفڤقكلڵمنڼںهيێۆۇع',
      CASE reading WHEN 1 THEN 'tdddjuz' WHEN 2 THEN 'szzzgwz' ELSE 'tdddjuj' END
        || 'abpttthhssdddrrrrzzzsssstgggnfwkkllmnnnhieou');
    -- A double letter is written once; what stands twice is said twice, except in the name of God.
    RETURN replace(replace(heard, 'll', 'l'), 'ww', 'w');
  ELSIF script = 'e' THEN
    -- Eight signs a row: a consonant with each vowel, and the sixth with none.
    SELECT string_agg(
      CASE WHEN substr('hlhmsrsskkkkbwtshhnn-kkkkw-zzyddjgggtspssfp', 1 + at / 8, 1) = '-'
        THEN substr('auiaeioa', 1 + at % 8, 1)
        ELSE substr('hlhmsrsskkkkbwtshhnn-kkkkw-zzyddjgggtspssfp', 1 + at / 8, 1) || btrim(substr('auiae oa', 1 + at % 8, 1)) END,
      '' ORDER BY place)
    INTO heard FROM (
      SELECT ascii(sign) - 4608 AS at, place FROM unnest(string_to_array(heard, NULL)) WITH ORDINALITY AS signs (sign, place)) AS signs;
  END IF;
  IF heard ~ '[chjqtvx]|[dgkpsz]h|ts' THEN
    heard := regexp_replace(heard, 'dsch|dzh|dj', 'J', 'g');
    heard := regexp_replace(heard, 'ch(?=[lr])|ck|q', 'k', 'g');
    heard := regexp_replace(heard, 'tsch|tch|sch|sh|ch|ts|tz', 's', 'g');
    heard := replace(replace(replace(replace(heard, 'kh', 'h'), 'ph', 'f'), 'zh', 'z'), 'v', 'w');
    IF reading = 1 THEN
      heard := replace(regexp_replace(heard, 'c(?=[eiy])', 's', 'g'), 'c', 'k');
      heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'th', 't'), 'dh', 'd'), 'x', 'ks');
    ELSIF reading = 2 THEN
      heard := replace(replace(replace(replace(heard, 'gh', 'k'), 'th', 's'), 'dh', 'z'), 'x', 'h');
      heard := replace(heard, 'c', 'J');
    ELSE
      heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'th', 't'), 'dh', 'd'), 'x', 'h');
      heard := replace(replace(heard, 'c', ''), 'j', 'y');
    END IF;
    heard := lower(heard);
  END IF;
  RETURN regexp_replace(regexp_replace(heard, '([^aeiou])\1+', '\1', 'g'), '^y(?=[aeiou])', 'Y');
END $$;
--> statement-breakpoint
-- The consonants of a word that is read aloud: with `a` for a vowel that it begins or ends with, and `y` or `w` for the
-- vowel before the last consonant when it is an i or an o or u. By that vowel alone Mahmud is not Mohammed, nor Hussein
-- Hasan.
CREATE FUNCTION consonants_of(heard text, script text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$ DECLARE
  spoken text COLLATE "C" := replace(heard, 'y', 'i');
  skeleton text := CASE WHEN spoken ~ '^[aeiou]' THEN 'a' ELSE '' END || translate(spoken, 'aeiou', '')
    || CASE WHEN spoken ~ '[^aeiou][aeiou]+$' THEN 'a' ELSE '' END;
  ending text[] := regexp_match(spoken, '^(.*[^aeiou])([aeiou]+)([^aeiou])$');
  before text := CASE WHEN ending[1] ~ '^[aeiou]' THEN 'a' ELSE '' END || translate(ending[1], 'aeiou', '');
  found text[] := ARRAY[skeleton];
BEGIN
  IF length(before) >= 2 THEN
    IF ending[2] ~ 'i|ee' THEN
      found := ARRAY[before || 'y' || ending[3]];
    ELSIF ending[2] ~ '[ou]' THEN
      found := ARRAY[before || 'w' || ending[3]];
      -- Short where the one before is round too, and then not written in Arabic: Yusuf.
      IF length(ending[2]) = 1 AND ending[1] ~ '^[^aeiou]*[aeiou]*[ou]' THEN found := found || skeleton; END IF;
    ELSIF ending[2] = 'e' THEN
      found := found || (before || 'y' || ending[3]);
    END IF;
  ELSIF script = 'a' AND length(skeleton) >= 3 THEN
    -- The vowel is not written, and the one before says which it can be: Khalid, Yusuf.
    IF spoken ~ '[^aeiou]a[^aeiou]{2}$' THEN
      found := found || (left(skeleton, -1) || 'y' || right(skeleton, 1));
    ELSIF spoken ~ 'u[^aeiou]{2}$' THEN
      found := found || (left(skeleton, -1) || 'w' || right(skeleton, 1));
    END IF;
  END IF;
  -- An h at the end is often not written.
  IF spoken ~ 'h$' THEN found := found || (left(skeleton, -1) || 'a'); END IF;
  RETURN ARRAY(SELECT lower(replace(one, 'ww', 'w')) FROM unnest(found) AS one);
END $$;
--> statement-breakpoint
-- How a word of a folded name sounds, by its consonants, in every way in which it may be meant.
CREATE FUNCTION sounds_of(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$ DECLARE
  script text := script_of(word);
  readings int := CASE WHEN word COLLATE "C" ~ '[cjxثذضظجوژг]|[tdg]h' THEN 3 ELSE 1 END;
  found text[] := '{}';
BEGIN
  IF script IS NULL THEN RETURN found; END IF;
  FOR reading IN 1 .. readings LOOP
    found := found || consonants_of(read_aloud(word, script, reading), script);
  END LOOP;
  -- The last consonant is hardened in some languages: Mehmet, Yakup.
  RETURN ARRAY(
    SELECT one FROM unnest(found) AS one UNION
    SELECT left(one, -1) || translate(right(one, 1), 'tp', 'db') FROM unnest(found) AS one WHERE length(one) >= 3);
END $$;
--> statement-breakpoint
-- The words of a name with the keys by which each is found, and the keys of other words that are the same name. A key
-- is the folded word; `~` and its sound; or, for a sound of two consonants, which says something only about another
-- script, `:` with its own script and the sound. No folded word holds either sign. Each of the many expressions is
-- planned once, where the app has its queries planned each time.
CREATE FUNCTION name_words(name text) RETURNS TABLE (place int, keys text[], same_as text[])
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 3 SET plan_cache_mode = force_generic_plan AS
$$ WITH written AS (
     SELECT left(name, 400) AS name
   ), words AS (
     SELECT word.place::int, left(word.folded, 40) AS folded, left(word.heard, 40) AS heard
     FROM written, unnest(
       string_to_array(nullif(folded_name(written.name), ''), ' '),
       -- Letters that folding makes like others and that are read otherwise: vowels of Sorani, and ç.
       string_to_array(nullif(folded_name(
         replace(translate(lower(normalize(written.name, NFC)), 'ەئ', 'اا'), 'ç', 'ch')), ''), ' ')
     ) WITH ORDINALITY AS word (folded, heard, place)
   ), forms AS (
     SELECT words.* FROM words
     UNION ALL
     -- The Arabic article is written with its word, and elsewhere apart or not at all.
     SELECT words.place, substr(words.folded, 3), substr(words.heard, 3) FROM words WHERE words.folded LIKE 'ال___%'
     UNION ALL
     -- Before these letters its l is not said: Abdurrahman.
     SELECT words.place, words.folded, 'عبد' || substr(words.heard, 6) FROM words
     WHERE words.heard COLLATE "C" ~ '^عبدال[تثدذرزسشصضطظن]'
   ), sounds AS (
     SELECT forms.place, script_of(forms.heard) AS script, length(forms.heard) AS letters, sound,
       length(rtrim(sound, 'a')) AS weight
     FROM forms, unnest(sounds_of(forms.heard)) AS sound
   ), found AS (
     SELECT forms.place, forms.folded AS key, forms.folded AS same FROM forms
     UNION
     SELECT sounds.place, '~' || sound, '~' || sound FROM sounds WHERE weight >= 3
     UNION
     SELECT sounds.place, ':' || script || sound, ':' || other || sound FROM sounds, unnest('{l,c,g,a,e}'::text[]) AS other
     WHERE weight = 2 AND other <> script AND letters >= CASE WHEN script IN ('a', 'e') THEN 2 ELSE 3 END
   )
   SELECT found.place, array_agg(DISTINCT found.key), array_agg(DISTINCT found.same) FROM found GROUP BY found.place $$;
--> statement-breakpoint
-- What is typed, word by word, as ranges of keys: the beginning of a folded word, a whole sound, and of a sound that is
-- long enough to mean something its beginning, which a vowel may not be the end of yet. A search has at most a hundred letters and so fewer than 63 words.
CREATE FUNCTION typed_keys(typed text) RETURNS TABLE (place int, low text, high text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 5 AS
$$ SELECT DISTINCT w.place % 63, low, low || CASE WHEN low ~ '^(~...a?$|:)' THEN chr(1) ELSE chr(1114111) END
   FROM (SELECT min(n.place) AS place, n.same_as FROM name_words(typed) n GROUP BY n.same_as) AS w,
     unnest(w.same_as) AS key, regexp_replace(key, '^(~.{5,}?)a$', '\1') AS low $$;
--> statement-breakpoint
-- Who has every word that is typed, among the keys that the actor may see. Fenced by OFFSET, each range is looked up in
-- the index, however many names the statistics expect in it.
CREATE FUNCTION persons_named(typed text) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE AS
$$ WITH t AS (SELECT * FROM typed_keys(typed))
   SELECT k.person_id FROM t, LATERAL (
     SELECT n.person_id FROM name_keys n WHERE n.key >= t.low AND n.key < t.high OFFSET 0) AS k
   GROUP BY k.person_id HAVING bit_or(1::bigint << t.place) = (SELECT bit_or(1::bigint << place) FROM t) $$;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['script_of(text)', 'read_aloud(text, text, int)', 'consonants_of(text, text)', 'sounds_of(text)',
    'name_words(text)', 'typed_keys(text)', 'persons_named(text)']::regprocedure[] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO samsal_app', f);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON name_keys TO samsal_app;
--> statement-breakpoint
ALTER TABLE name_keys ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- As the person, and what only the legal name has as the identity.
CREATE POLICY as_person ON name_keys FOR SELECT USING (
  (SELECT is_set_up())
  OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[])
  OR (NOT is_legal AND (
    (SELECT is_system())
    OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
    OR person_id IN (SELECT unnest((SELECT actor_taught_persons())))
    OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'))));
--> statement-breakpoint
-- The keys of persons from their names as they are now; of a protected person from the alias alone.
CREATE FUNCTION keys_of_persons(ids uuid[]) RETURNS SETOF name_keys LANGUAGE sql STABLE AS
$$ SELECT p.id, p.home_municipality_id, bool_and(found.is_legal), found.key
   FROM persons p, LATERAL (
     SELECT false AS is_legal, unnest(w.keys) AS key FROM name_words(p.display_name) w
     UNION ALL
     SELECT true, unnest(w.keys) FROM person_identities i, name_words(i.given_name || ' ' || i.family_name) w
     WHERE i.person_id = p.id AND NOT p.protected_identity) AS found
   WHERE p.id = ANY (ids)
   GROUP BY p.id, p.home_municipality_id, found.key $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keys_of_persons(uuid[]) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION keep_name_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ DECLARE person uuid;
BEGIN
  IF TG_TABLE_NAME = 'persons' THEN person := NEW.id; ELSE person := coalesce(NEW.person_id, OLD.person_id); END IF;
  -- Two transactions that change both names of one person follow one another, so that the second sees what the first wrote.
  PERFORM FROM persons WHERE id = person FOR NO KEY UPDATE;
  DELETE FROM name_keys WHERE person_id = person;
  INSERT INTO name_keys SELECT * FROM keys_of_persons(ARRAY[person]);
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_name_keys() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER name_saved AFTER INSERT OR UPDATE OF display_name, protected_identity ON persons
  FOR EACH ROW EXECUTE FUNCTION keep_name_keys();
--> statement-breakpoint
CREATE TRIGGER name_saved AFTER INSERT OR DELETE OR UPDATE OF given_name, family_name ON person_identities
  FOR EACH ROW EXECUTE FUNCTION keep_name_keys();
--> statement-breakpoint
INSERT INTO name_keys SELECT * FROM keys_of_persons(ARRAY(SELECT id FROM persons));
--> statement-breakpoint
-- From indexes in place of all enrolments: those of the own groups, and those at the own sites.
CREATE OR REPLACE FUNCTION actor_taught_persons() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(taught.person_id), '{}') FROM (
     SELECT e.person_id FROM enrolments e
     WHERE (SELECT actor_kind() = 'staff') AND e.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
     UNION
     SELECT e.person_id FROM sites s JOIN enrolments e ON e.site_id = s.id
     WHERE (SELECT actor_kind() = 'staff') AND s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) AS taught $$;
--> statement-breakpoint
ALTER TABLE "person_identities" DROP COLUMN "folded_name";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "folded_name";
