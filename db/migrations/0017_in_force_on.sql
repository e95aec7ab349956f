-- What is in force on a day was written by hand in each function that asks it. It is written here once; queries of the
-- app call the same functions. The planner puts their bodies in place of the calls, for they are immutable, not strict and
-- run with the rights of the caller.
CREATE FUNCTION region_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (at AT TIME ZONE 'Europe/Stockholm')::date $$;--> statement-breakpoint
CREATE FUNCTION in_force_from(until_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT until_on IS NULL OR until_on >= day $$;--> statement-breakpoint
CREATE FUNCTION in_force_on(from_on date, until_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT from_on <= day AND public.in_force_from(until_on, day) $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION region_day(timestamptz), in_force_from(date, date), in_force_on(date, date, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION region_day(timestamptz), in_force_from(date, date), in_force_on(date, date, date) TO samsal_app;--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_attended_lessons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(given.id), '{}') FROM (
     SELECT l.id FROM enrolments e JOIN lessons l ON l.group_id = e.group_id
     WHERE actor_kind() = 'person' AND e.person_id = actor_id()
       AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))
     UNION
     SELECT l.id FROM sites s JOIN group_sites g ON g.site_id = s.id JOIN lessons l ON l.group_id = g.group_id
     WHERE s.id = (SELECT actor_site()) OR s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) AS given $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION is_on_roll(lesson uuid, site uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM lessons l JOIN enrolments e ON e.group_id = l.group_id
     WHERE l.id = lesson AND e.site_id = site AND e.person_id = person
       AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))) $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION recording_refusal(lesson uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT CASE
     WHEN NOT m.recording_allowed THEN 'municipality'
     WHEN NOT coalesce(is_system() OR (actor_kind() = 'staff' AND l.communicator_id = actor_id()), false) THEN 'municipality'
     WHEN EXISTS (SELECT FROM enrolments e JOIN persons p ON p.id = e.person_id
       WHERE e.group_id = l.group_id AND p.protected_identity
         AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at)))
       THEN 'protected-person'
   END FROM lessons l JOIN municipalities m ON m.id = l.hosting_municipality_id
   WHERE l.id = lesson AND actor_kind() IS NOT NULL $$;
