ALTER TABLE "staff" ADD COLUMN "kept_by" uuid[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
GRANT SELECT (kept_by) ON staff TO samsal_app;
--> statement-breakpoint
-- Accounts that lost their last role before anybody kept them: whoever saved them last known.
UPDATE staff SET kept_by = coalesce((
  SELECT array_agg(DISTINCT a.municipality_id) FROM audit_entries a
  WHERE a.action = 'staff.saved' AND a.subject_id = staff.id::text AND a.municipality_id IS NOT NULL), '{}')
WHERE NOT EXISTS (SELECT FROM role_assignments r WHERE r.staff_id = staff.id);
--> statement-breakpoint
-- Ends the access of a subject. Whoever takes a right away may not see the row of whom it is taken from: a wall of
-- another municipality, the communicator of before, a visitor whom a substitute turns away.
CREATE FUNCTION raise_access(kind text, id uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ WITH raised AS (
     INSERT INTO access_generations (subject_kind, subject_id, generation, raised_at)
     SELECT kind, id, 1, clock_timestamp()
     WHERE is_system() OR (actor_kind() IN ('staff', 'guest') AND actor_id() IS NOT NULL)
     ON CONFLICT (subject_kind, subject_id) DO UPDATE
     SET generation = access_generations.generation + 1, raised_at = clock_timestamp()
     RETURNING 1)
   SELECT EXISTS (SELECT FROM raised) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION raise_access(text, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION raise_access(text, uuid) TO samsal_app;
--> statement-breakpoint
-- The same for the walls of a site, which the municipality that hosts a group does not see.
CREATE FUNCTION raise_walls(site uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(bool_or(raise_access('endpoint', e.id)), false)
   FROM endpoints e WHERE e.site_id = site AND e.unpaired_at IS NULL $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION raise_walls(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION raise_walls(uuid) TO samsal_app;
--> statement-breakpoint
-- Whoever is no communicator any more teaches nothing, whatever a lesson still says.
CREATE OR REPLACE FUNCTION actor_communicated_lessons() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(l.id), '{}') FROM lessons l JOIN staff s ON s.id = l.communicator_id
   WHERE actor_kind() = 'staff' AND l.communicator_id = actor_id() AND s.disabled_at IS NULL
     AND EXISTS (SELECT FROM role_assignments r WHERE r.staff_id = s.id AND r.role = 'communicator') $$;
