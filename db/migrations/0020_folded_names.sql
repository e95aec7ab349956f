-- A name as lists compare it: the same rule as `foldedNameOf` of domain/people/fold-name.ts, which a test compares with
-- this one. The columns are computed by the database, so whatever writes a name writes this too.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT replace(replace(replace(replace(
     translate(
       btrim(regexp_replace(regexp_replace(
         lower(normalize(
           regexp_replace(name COLLATE "C", '[\uFE00-\uFE0F''`\u00AD\u00B4\u02B9-\u02BF\u061C\u180E\u200B-\u200F\u2018-\u201B\u202A-\u202E\u2060-\u206F\u2032\uFEFF]', '', 'g'),
           NFKD) COLLATE "und-x-icu") COLLATE "C",
         '[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF-\u05C7\u0610-\u061A\u0621\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u08D3-\u08E1\u08E3-\u08FF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g'),
         '[\u0001-\u0022\u0027-\u002A\u002C-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B6-\u00B8\u00BB\u00BF\u05BE\u060C\u061B\u061F\u06D4\u1361-\u1368\u1680\u2000-\u206F\u3000-\u3003\u30FB]+', ' ', 'g')),
       'یىېۍےکڪةہۃھەٱςøđðłıŋħŧəሠሡሢሣሤሥሦሧፀፁፂፃፄፅፆፇኀኁኂኃኄኅኆኇ',
       'يييييككهههههاσoddlinhteሰሱሲሳሴስሶሷጸጹጺጻጼጽጾጿሐሑሒሓሔሕሖሗ'),
     'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION folded_name(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION folded_name(text) TO samsal_app;
--> statement-breakpoint
ALTER TABLE "person_identities" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (folded_name(given_name || ' ' || family_name)) STORED;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (folded_name(display_name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "person_identities" ADD CONSTRAINT "some_name" CHECK ("person_identities"."given_name" <> '' or "person_identities"."family_name" <> '');
