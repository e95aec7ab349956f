-- The app connects as samsal_app, which owns nothing and cannot bypass row-level security.
-- Each transaction names its actor in the setting app.actor as kind:id; without it every query returns nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'samsal_app') THEN
    CREATE ROLE samsal_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION actor_kind() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT nullif(split_part(coalesce(current_setting('app.actor', true), ''), ':', 1), '') $$;
--> statement-breakpoint
CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN actor_kind() IN ('staff', 'person', 'endpoint')
   THEN split_part(current_setting('app.actor', true), ':', 2)::uuid END $$;
--> statement-breakpoint
CREATE FUNCTION is_system() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(actor_kind() = 'system', false) $$;
--> statement-breakpoint
-- Municipalities where the acting staff member holds a role.
CREATE FUNCTION actor_municipalities() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL $$;
--> statement-breakpoint
-- Persons from elsewhere whom the actor's municipalities teach or seat.
CREATE FUNCTION actor_taught_persons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT e.person_id), '{}')
   FROM enrolments e LEFT JOIN sites s ON s.id = e.site_id
   WHERE e.hosting_municipality_id = ANY (actor_municipalities()) OR s.municipality_id = ANY (actor_municipalities()) $$;
--> statement-breakpoint
-- The site where the acting endpoint stands, as long as it is paired.
CREATE FUNCTION actor_site() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT site_id FROM endpoints WHERE actor_kind() = 'endpoint' AND id = actor_id() AND unpaired_at IS NULL $$;
--> statement-breakpoint
-- Puts a job into the queue inside the caller's transaction; one waiting job per key.
CREATE FUNCTION enqueue_job(task text, payload json, key text, run_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
$$ BEGIN PERFORM graphile_worker.add_job(task, payload, job_key => key, run_at => run_at); END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job(text, json, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job(text, json, text, timestamptz) TO samsal_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO samsal_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO samsal_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO samsal_app;
--> statement-breakpoint
GRANT UPDATE ON municipalities, sites, staff, role_assignments, persons, home_registrations, person_links, endpoints,
  pairing_codes, groups, group_patterns, lessons, enrolments, heartbeats TO samsal_app;
--> statement-breakpoint
GRANT DELETE ON role_assignments, pairing_codes, group_patterns, group_sites TO samsal_app;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON presence_facts EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON roll_marks EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_entries EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE municipalities ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON municipalities FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY added_by_staff ON municipalities FOR INSERT WITH CHECK (is_system() OR actor_kind() = 'staff');
--> statement-breakpoint
CREATE POLICY changed_by_own ON municipalities FOR UPDATE USING (is_system() OR id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE sites ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON sites FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY added_by_own ON sites FOR INSERT WITH CHECK (is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
CREATE POLICY changed_by_own ON sites FOR UPDATE USING (is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON staff FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY added_by_staff ON staff FOR INSERT WITH CHECK (is_system() OR actor_kind() = 'staff');
--> statement-breakpoint
CREATE POLICY changed_by_own ON staff FOR UPDATE USING (
  is_system() OR id = (SELECT actor_id())
  OR id IN (SELECT r.staff_id FROM role_assignments r WHERE r.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])));
--> statement-breakpoint
ALTER TABLE role_assignments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY seen_by_staff ON role_assignments FOR SELECT USING (is_system() OR actor_kind() = 'staff');
--> statement-breakpoint
CREATE POLICY given_by_own ON role_assignments FOR ALL
  USING (is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE persons ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_municipality_or_self ON persons FOR ALL USING (
  is_system()
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR id = ANY ((SELECT actor_taught_persons())::uuid[])
  OR (actor_kind() = 'person' AND id = (SELECT actor_id())));
--> statement-breakpoint
ALTER TABLE home_registrations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY as_person ON home_registrations FOR ALL USING (is_system() OR person_id IN (SELECT id FROM persons));
--> statement-breakpoint
ALTER TABLE person_links ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY as_person ON person_links FOR ALL USING (
  is_system() OR (actor_kind() = 'staff' AND person_id IN (SELECT id FROM persons)));
--> statement-breakpoint
ALTER TABLE endpoints ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_municipality_or_self ON endpoints FOR ALL USING (
  is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR (actor_kind() = 'endpoint' AND id = (SELECT actor_id())));
--> statement-breakpoint
ALTER TABLE pairing_codes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_from_a_wall ON pairing_codes FOR ALL USING (is_system() OR actor_kind() = 'staff');
--> statement-breakpoint
ALTER TABLE groups ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON groups FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY added_by_host ON groups FOR INSERT WITH CHECK (is_system() OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
CREATE POLICY changed_by_host ON groups FOR UPDATE USING (is_system() OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE group_patterns ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON group_patterns FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY changed_by_host ON group_patterns FOR ALL USING (
  is_system() OR group_id IN (SELECT id FROM groups WHERE hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])));
--> statement-breakpoint
ALTER TABLE group_sites ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON group_sites FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY changed_by_host ON group_sites FOR ALL USING (
  is_system() OR group_id IN (SELECT id FROM groups WHERE hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])));
--> statement-breakpoint
ALTER TABLE lessons ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_actors ON lessons FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY added_by_host ON lessons FOR INSERT WITH CHECK (is_system() OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
CREATE POLICY changed_by_host ON lessons FOR UPDATE USING (is_system() OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE enrolments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY concerned ON enrolments FOR ALL USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (actor_kind() = 'person' AND person_id = (SELECT actor_id()))
  OR site_id = (SELECT actor_site()));
--> statement-breakpoint
ALTER TABLE presence_facts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY told_by_media_server ON presence_facts FOR INSERT WITH CHECK (is_system());
--> statement-breakpoint
CREATE POLICY concerned ON presence_facts FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id IN (SELECT id FROM persons));
--> statement-breakpoint
ALTER TABLE roll_marks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY concerned ON roll_marks FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id IN (SELECT id FROM persons));
--> statement-breakpoint
CREATE POLICY taken_by_staff ON roll_marks FOR INSERT WITH CHECK (
  is_system() OR (actor_kind() = 'staff' AND marked_by = (SELECT actor_id()) AND person_id IN (SELECT id FROM persons)));
--> statement-breakpoint
ALTER TABLE attendance_entries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY concerned ON attendance_entries FOR SELECT USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR (actor_kind() = 'person' AND person_id = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY written_by_concerned ON attendance_entries FOR INSERT WITH CHECK (
  is_system()
  OR (actor_kind() = 'staff' AND origin = 'corrected' AND attendance_entries.actor_id = (SELECT actor_id())
    AND (hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
      OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))));
--> statement-breakpoint
ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY written_by_actors ON audit_entries FOR INSERT WITH CHECK (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY seen_by_own ON audit_entries FOR SELECT USING (
  is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[]));
--> statement-breakpoint
ALTER TABLE heartbeats ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY processes ON heartbeats FOR ALL USING (is_system());
