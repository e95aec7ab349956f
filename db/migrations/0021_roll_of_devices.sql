-- A mark of the roll has the key that the host's device gave it, so that a mark that is sent twice is one, and a mark
-- that replaces another names it. Earlier marks get a key of their own.
ALTER TABLE "roll_marks" ADD COLUMN "mark_key" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "roll_marks" ADD CONSTRAINT "roll_marks_mark_key_unique" UNIQUE("mark_key");--> statement-breakpoint
-- Whoever takes the roll of a site of the lesson.
CREATE FUNCTION takes_roll(lesson uuid, site uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT actor_kind() = 'staff' AND EXISTS (
     SELECT FROM lessons l JOIN sites s ON s.id = site
     WHERE l.id = lesson
       AND (EXISTS (SELECT FROM group_sites g WHERE g.group_id = l.group_id AND g.site_id = site)
         OR EXISTS (SELECT FROM enrolments e WHERE e.group_id = l.group_id AND e.site_id = site))
       AND s.municipality_id = ANY ((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[])) $$;--> statement-breakpoint
-- People of the lesson's group who belong to another of its places, by the name that they show. Nobody who is protected.
CREATE FUNCTION enrolled_elsewhere(lesson uuid, site uuid) RETURNS TABLE (person_id uuid, display_name text, site_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT DISTINCT ON (p.id) p.id, p.display_name, s.name
   FROM lessons l JOIN enrolments e ON e.group_id = l.group_id JOIN persons p ON p.id = e.person_id
     LEFT JOIN sites s ON s.id = e.site_id
   WHERE (SELECT takes_roll(lesson, site)) AND l.id = lesson AND NOT p.protected_identity
     AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))
     AND NOT EXISTS (SELECT FROM enrolments o WHERE o.group_id = l.group_id AND o.person_id = p.id AND o.site_id = site
       AND in_force_on(o.from_on, o.until_on, region_day(l.starts_at)))
   ORDER BY p.id, s.name $$;--> statement-breakpoint
-- Marks of one lesson, also those of other municipalities: a person may have been marked in another classroom.
CREATE FUNCTION marks_for_roll(lesson uuid, site uuid)
RETURNS TABLE (id bigint, mark_key uuid, person_id uuid, site_id uuid, round text, mark text, arrived_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT m.id, m.mark_key, m.person_id, m.site_id, m.round, m.mark, m.arrived_at FROM roll_marks m
   WHERE m.lesson_id = lesson AND (SELECT takes_roll(lesson, site)) $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION is_on_roll(lesson uuid, site uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM lessons l JOIN enrolments e ON e.group_id = l.group_id JOIN persons p ON p.id = e.person_id
     WHERE l.id = lesson AND e.person_id = person
       AND (e.site_id = site OR (NOT p.protected_identity AND takes_roll(lesson, site)))
       AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))) $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION takes_roll(uuid, uuid), enrolled_elsewhere(uuid, uuid), marks_for_roll(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION takes_roll(uuid, uuid), enrolled_elsewhere(uuid, uuid), marks_for_roll(uuid, uuid) TO samsal_app;
