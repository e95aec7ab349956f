CREATE TABLE "person_identities" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"given_name" text,
	"family_name" text,
	"identity_number_encrypted" "bytea",
	"identity_number_hash" text,
	CONSTRAINT "both_names_or_none" CHECK (num_nulls("person_identities"."given_name", "person_identities"."family_name") in (0, 2)),
	CONSTRAINT "number_with_hash" CHECK (num_nulls("person_identities"."identity_number_encrypted", "person_identities"."identity_number_hash") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "sealed_names" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_at_home" UNIQUE("id","home_municipality_id");--> statement-breakpoint
INSERT INTO person_identities
  SELECT id, home_municipality_id, given_name, family_name, identity_number_encrypted, identity_number_hash FROM persons;
--> statement-breakpoint
ALTER TABLE "person_identities" ADD CONSTRAINT "identity_at_home" FOREIGN KEY ("person_id","home_municipality_id") REFERENCES "public"."persons"("id","home_municipality_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "sealed_names" ADD CONSTRAINT "sealed_at_home" FOREIGN KEY ("person_id","home_municipality_id") REFERENCES "public"."persons"("id","home_municipality_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "identities_by_number" ON "person_identities" USING btree ("identity_number_hash");--> statement-breakpoint
ALTER TABLE "persons" DROP CONSTRAINT "persons_identity_number_hash_unique";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "given_name";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "family_name";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "identity_number_encrypted";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "identity_number_hash";--> statement-breakpoint
-- Names that were kept with the answers to named questions: who answered is known by the seat, and is looked up.
ALTER TABLE lesson_questions DISABLE TRIGGER append_only;
--> statement-breakpoint
UPDATE lesson_questions SET outcome = jsonb_set(outcome, '{named}',
  coalesce((SELECT jsonb_agg(one - 'displayName') FROM jsonb_array_elements(outcome -> 'named') one), '[]'))
WHERE jsonb_typeof(outcome -> 'named') = 'array';
--> statement-breakpoint
ALTER TABLE lesson_questions ENABLE TRIGGER append_only;
--> statement-breakpoint
-- An actor is one of these kinds with the id of one, or a process by its name; anything else is nobody.
CREATE OR REPLACE FUNCTION actor_kind() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT CASE
     WHEN split_part(current_setting('app.actor', true), ':', 1) IN ('staff', 'person', 'endpoint', 'guest')
       AND length(split_part(current_setting('app.actor', true), ':', 2)) = 36
     THEN split_part(current_setting('app.actor', true), ':', 1)
     WHEN current_setting('app.actor', true) LIKE 'system:_%' THEN 'system' END $$;
--> statement-breakpoint
CREATE FUNCTION is_set_up() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('app.actor', true) = 'system:set-up', false) $$;
--> statement-breakpoint
-- Municipalities where the acting staff member holds one of these roles for the whole of it or for a site.
CREATE FUNCTION actor_municipalities_as(VARIADIC roles text[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL AND r.role = ANY (roles) $$;
--> statement-breakpoint
-- Municipalities whose register the acting staff member keeps.
CREATE FUNCTION actor_registers() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT actor_municipalities_as('administrator', 'coordinator', 'case_officer') $$;
--> statement-breakpoint
CREATE FUNCTION actor_offices() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT actor_municipalities_as('administrator', 'coordinator') $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON person_identities, sealed_names TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (given_name, family_name, identity_number_encrypted, identity_number_hash) ON person_identities TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (sealed), DELETE ON sealed_names TO samsal_app;
--> statement-breakpoint
-- Legal names and numbers are open to whoever keeps the register of the home municipality, and to nobody else; names of
-- a protected person that are not sealed yet to nobody at all, and nobody can write them so.
ALTER TABLE person_identities ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY kept_at_home ON person_identities FOR ALL USING (
  is_set_up()
  OR (home_municipality_id = ANY ((SELECT actor_registers())::uuid[])
    AND (given_name IS NULL OR EXISTS (SELECT FROM persons p WHERE p.id = person_id AND NOT p.protected_identity))));
--> statement-breakpoint
ALTER TABLE sealed_names ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY kept_at_home ON sealed_names FOR ALL USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
-- A number that is saved leaves a trace for whoever runs the product, with how many others have it; no municipality
-- reads it, for it would say that somebody is in the region. It is written each time, so that it takes as long each time.
CREATE FUNCTION trace_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
$$ BEGIN
  INSERT INTO audit_entries (actor_kind, actor_id, action, subject_id, details)
  SELECT 'system', 'register', 'identity-number.saved', NEW.person_id, jsonb_build_object('others', count(*))
  FROM person_identities WHERE identity_number_hash = NEW.identity_number_hash AND person_id <> NEW.person_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION trace_number() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER number_saved AFTER INSERT OR UPDATE OF identity_number_hash ON person_identities
  FOR EACH ROW WHEN (NEW.identity_number_hash IS NOT NULL) EXECUTE FUNCTION trace_number();
--> statement-breakpoint
-- Who may write a row, and that what it points at is theirs: else a row could open what it names.
DROP POLICY own_municipality_or_self ON persons;
--> statement-breakpoint
CREATE POLICY own_municipality_or_self ON persons FOR SELECT USING (
  is_system()
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR id = ANY ((SELECT actor_taught_persons())::uuid[])
  OR (actor_kind() = 'person' AND id = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY added_at_home ON persons FOR INSERT WITH CHECK (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY changed_at_home ON persons FOR UPDATE USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
DROP POLICY as_person ON home_registrations;
--> statement-breakpoint
CREATE POLICY kept_at_home ON home_registrations FOR SELECT USING (
  is_system()
  OR person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = ANY ((SELECT actor_registers())::uuid[])));
--> statement-breakpoint
CREATE POLICY added_at_home ON home_registrations FOR INSERT WITH CHECK (
  is_set_up()
  OR (municipality_id = ANY ((SELECT actor_registers())::uuid[])
    AND person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = ANY ((SELECT actor_registers())::uuid[]))));
--> statement-breakpoint
CREATE POLICY changed_at_home ON home_registrations FOR UPDATE USING (
  is_set_up()
  OR (municipality_id = ANY ((SELECT actor_registers())::uuid[])
    AND person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = ANY ((SELECT actor_registers())::uuid[]))));
--> statement-breakpoint
DROP POLICY as_person ON person_links;
--> statement-breakpoint
CREATE POLICY printed_for_own ON person_links FOR SELECT USING (
  is_system() OR (
    cardinality((SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]) > 0
    AND person_id IN (SELECT p.id FROM persons p WHERE NOT p.protected_identity OR p.home_municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]))));
--> statement-breakpoint
CREATE POLICY added_for_own ON person_links FOR INSERT WITH CHECK (
  is_system() OR (created_by = (SELECT actor_id()) AND
    cardinality((SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]) > 0
    AND person_id IN (SELECT p.id FROM persons p WHERE NOT p.protected_identity OR p.home_municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]))));
--> statement-breakpoint
CREATE POLICY revoked_for_own ON person_links FOR UPDATE USING (
  is_system() OR (
    cardinality((SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]) > 0
    AND person_id IN (SELECT p.id FROM persons p WHERE NOT p.protected_identity OR p.home_municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]))));
--> statement-breakpoint
REVOKE UPDATE ON person_links FROM samsal_app;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON person_links TO samsal_app;
--> statement-breakpoint
DROP POLICY own_municipality_or_self ON endpoints;
--> statement-breakpoint
CREATE POLICY own_municipality_or_self ON endpoints FOR SELECT USING (
  is_system() OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR (actor_kind() = 'endpoint' AND id = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY paired_at_own_site ON endpoints FOR INSERT WITH CHECK (
  is_set_up()
  OR (paired_by = (SELECT actor_id())
    AND municipality_id = ANY ((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[])
    AND municipality_id = (SELECT s.municipality_id FROM sites s WHERE s.id = site_id)));
--> statement-breakpoint
CREATE POLICY unpaired_at_own_site ON endpoints FOR UPDATE USING (
  is_system()
  OR municipality_id = ANY ((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[]));
--> statement-breakpoint
REVOKE UPDATE ON endpoints FROM samsal_app;
--> statement-breakpoint
GRANT UPDATE (unpaired_at) ON endpoints TO samsal_app;
--> statement-breakpoint
DROP POLICY read_from_a_wall ON pairing_codes;
--> statement-breakpoint
CREATE POLICY made_by_product ON pairing_codes FOR ALL USING (is_system());
--> statement-breakpoint
CREATE POLICY read_from_a_wall ON pairing_codes FOR SELECT USING (
  cardinality((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[]) > 0);
--> statement-breakpoint
CREATE POLICY taken_for_own_wall ON pairing_codes FOR UPDATE
  USING (endpoint_id IS NULL AND cardinality((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[]) > 0)
  WITH CHECK (endpoint_id IN (SELECT e.id FROM endpoints e WHERE e.paired_by = (SELECT actor_id()) AND e.secret_hash = pairing_codes.secret_hash));
--> statement-breakpoint
REVOKE UPDATE ON pairing_codes FROM samsal_app;
--> statement-breakpoint
GRANT UPDATE (endpoint_id) ON pairing_codes TO samsal_app;
--> statement-breakpoint
DROP POLICY concerned ON enrolments;
--> statement-breakpoint
CREATE POLICY concerned ON enrolments FOR SELECT USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (actor_kind() = 'person' AND person_id = (SELECT actor_id()))
  OR site_id = (SELECT actor_site()));
--> statement-breakpoint
-- Whoever enrols somebody sees them already, and a protected person's home municipality alone enrols them: an
-- enrolment shows a person to those who teach.
CREATE POLICY started_for_own ON enrolments FOR INSERT WITH CHECK (
  is_set_up()
  OR ((hosting_municipality_id = ANY ((SELECT actor_registers())::uuid[])
      OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]))
    AND person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = enrolments.home_municipality_id
      AND (NOT p.protected_identity OR p.home_municipality_id = ANY ((SELECT actor_registers())::uuid[])))
    AND hosting_municipality_id = (SELECT g.hosting_municipality_id FROM groups g WHERE g.id = group_id)
    AND (site_id IS NULL OR EXISTS (SELECT FROM group_sites s WHERE s.group_id = enrolments.group_id AND s.site_id = enrolments.site_id))));
--> statement-breakpoint
CREATE POLICY ended_for_own ON enrolments FOR UPDATE USING (
  is_set_up()
  OR hosting_municipality_id = ANY ((SELECT actor_registers())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
REVOKE UPDATE ON enrolments FROM samsal_app;
--> statement-breakpoint
GRANT UPDATE (until_on, home_municipality_id) ON enrolments TO samsal_app;
--> statement-breakpoint
DROP POLICY added_by_host ON groups;
--> statement-breakpoint
CREATE POLICY added_by_host ON groups FOR INSERT WITH CHECK (is_set_up() OR hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[]));
--> statement-breakpoint
DROP POLICY changed_by_host ON groups;
--> statement-breakpoint
CREATE POLICY changed_by_host ON groups FOR UPDATE USING (is_set_up() OR hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[]));
--> statement-breakpoint
DROP POLICY changed_by_host ON group_patterns;
--> statement-breakpoint
CREATE POLICY changed_by_host ON group_patterns FOR ALL USING (
  is_set_up() OR group_id IN (SELECT id FROM groups WHERE hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[])));
--> statement-breakpoint
DROP POLICY changed_by_host ON group_sites;
--> statement-breakpoint
CREATE POLICY changed_by_host ON group_sites FOR ALL USING (
  is_set_up() OR group_id IN (SELECT id FROM groups WHERE hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[])));
--> statement-breakpoint
DROP POLICY added_by_host ON lessons;
--> statement-breakpoint
-- A lesson belongs to whoever hosts its group: else a lesson of a strange group would show what its people did.
CREATE POLICY added_by_host ON lessons FOR INSERT WITH CHECK (
  is_set_up()
  OR (hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[])
    AND hosting_municipality_id = (SELECT g.hosting_municipality_id FROM groups g WHERE g.id = group_id)));
--> statement-breakpoint
DROP POLICY changed_by_host ON lessons;
--> statement-breakpoint
CREATE POLICY changed_by_host ON lessons FOR UPDATE
  USING (is_system() OR hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[]))
  WITH CHECK (is_system()
    OR (hosting_municipality_id = ANY ((SELECT actor_offices())::uuid[])
      AND hosting_municipality_id = (SELECT g.hosting_municipality_id FROM groups g WHERE g.id = group_id)));
--> statement-breakpoint
DROP POLICY concerned ON presence_facts;
--> statement-breakpoint
-- Where else somebody learns is not for those who teach them here.
CREATE POLICY concerned ON presence_facts FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (actor_kind() = 'person' AND person_id = (SELECT actor_id())));
--> statement-breakpoint
CREATE FUNCTION is_on_roll(lesson uuid, site uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM lessons l JOIN enrolments e ON e.group_id = l.group_id
     WHERE l.id = lesson AND e.site_id = site AND e.person_id = person
       AND (l.starts_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN e.from_on AND coalesce(e.until_on, 'infinity')) $$;
--> statement-breakpoint
DROP POLICY concerned ON roll_marks;
--> statement-breakpoint
CREATE POLICY concerned ON roll_marks FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id IN (SELECT p.id FROM persons p WHERE p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (actor_kind() = 'person' AND person_id = (SELECT actor_id())));
--> statement-breakpoint
DROP POLICY taken_by_staff ON roll_marks;
--> statement-breakpoint
CREATE POLICY taken_by_staff ON roll_marks FOR INSERT WITH CHECK (
  is_set_up()
  OR (actor_kind() = 'staff' AND marked_by = (SELECT actor_id())
    AND site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[]))
    AND is_on_roll(lesson_id, site_id, person_id)));
--> statement-breakpoint
CREATE FUNCTION has_entry(lesson uuid, person uuid, home uuid, host uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM attendance_entries WHERE lesson_id = lesson AND person_id = person
       AND home_municipality_id = home AND hosting_municipality_id = host) $$;
--> statement-breakpoint
DROP POLICY written_by_concerned ON attendance_entries;
--> statement-breakpoint
CREATE POLICY written_by_concerned ON attendance_entries FOR INSERT WITH CHECK (
  is_system()
  OR (actor_kind() = 'staff' AND origin = 'corrected' AND attendance_entries.actor_id = (SELECT actor_id())
    AND hosting_municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'coordinator', 'communicator'))::uuid[])
    AND has_entry(lesson_id, person_id, home_municipality_id, hosting_municipality_id)));
--> statement-breakpoint
DROP POLICY written_by_actors ON audit_entries;
--> statement-breakpoint
CREATE POLICY written_by_actors ON audit_entries FOR INSERT WITH CHECK (
  is_system()
  OR (audit_entries.actor_kind = actor_kind() AND audit_entries.actor_id = (SELECT actor_id())::text));
--> statement-breakpoint
DROP POLICY seen_by_own ON audit_entries;
--> statement-breakpoint
CREATE POLICY seen_by_own ON audit_entries FOR SELECT USING (
  is_system() OR municipality_id = ANY ((SELECT actor_municipalities_as('administrator'))::uuid[]));
--> statement-breakpoint
DROP POLICY given_by_own ON role_assignments;
--> statement-breakpoint
-- Who gives roles is decided by `saveStaff`; the database takes them from nobody else.
CREATE POLICY given_by_set_up ON role_assignments FOR ALL USING (is_set_up());
--> statement-breakpoint
DROP POLICY added_by_staff ON staff;
--> statement-breakpoint
CREATE POLICY added_by_set_up ON staff FOR INSERT WITH CHECK (is_set_up());
--> statement-breakpoint
DROP POLICY changed_by_own ON staff;
--> statement-breakpoint
CREATE POLICY changed_by_own ON staff FOR UPDATE USING (is_system() OR (actor_kind() = 'staff' AND id = (SELECT actor_id())));
--> statement-breakpoint
DROP POLICY added_by_staff ON municipalities;
--> statement-breakpoint
CREATE POLICY added_by_set_up ON municipalities FOR INSERT WITH CHECK (is_set_up());
--> statement-breakpoint
DROP POLICY changed_by_own ON municipalities;
--> statement-breakpoint
CREATE POLICY changed_by_own ON municipalities FOR UPDATE USING (
  is_set_up() OR id = ANY ((SELECT actor_municipalities_as('administrator'))::uuid[]));
--> statement-breakpoint
DROP POLICY added_by_own ON sites;
--> statement-breakpoint
CREATE POLICY added_by_own ON sites FOR INSERT WITH CHECK (is_set_up() OR municipality_id = ANY ((SELECT actor_offices())::uuid[]));
--> statement-breakpoint
DROP POLICY changed_by_own ON sites;
--> statement-breakpoint
CREATE POLICY changed_by_own ON sites FOR UPDATE USING (is_set_up() OR municipality_id = ANY ((SELECT actor_offices())::uuid[]));
--> statement-breakpoint
DROP POLICY added_by_communicator ON materials;
--> statement-breakpoint
CREATE POLICY added_by_communicator ON materials FOR INSERT WITH CHECK (
  is_set_up()
  OR (created_by = (SELECT actor_id()) AND lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])
    AND hosting_municipality_id = (SELECT l.hosting_municipality_id FROM lessons l WHERE l.id = lesson_id)));
--> statement-breakpoint
DROP POLICY hosted_or_led ON lesson_questions;
--> statement-breakpoint
CREATE POLICY hosted_or_led ON lesson_questions FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_registers())::uuid[]))
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]));
--> statement-breakpoint
-- What was set aside may hold anything; it is looked at with the owner's hands alone.
REVOKE SELECT ON facts_set_aside FROM samsal_app;
--> statement-breakpoint
GRANT SELECT (key, node_id, lesson_id, kind, reason, sql_state, set_aside_at) ON facts_set_aside TO samsal_app;
--> statement-breakpoint
-- Functions that look behind the policies answer nobody who is nobody.
CREATE OR REPLACE FUNCTION is_current_entry(entry_id bigint, lesson uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(actor_kind() IN ('system', 'staff', 'person'), false) AND entry_id = (
     SELECT id FROM attendance_entries WHERE lesson_id = lesson AND person_id = person
     ORDER BY (origin = 'corrected') DESC, id DESC LIMIT 1) $$;
--> statement-breakpoint
-- Why a lesson may not be recorded; null when it may. Told to the product and to who leads the lesson; to everybody else
-- a lesson is simply not to be recorded.
CREATE OR REPLACE FUNCTION recording_refusal(lesson uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT CASE
     WHEN NOT m.recording_allowed THEN 'municipality'
     WHEN NOT coalesce(is_system() OR (actor_kind() = 'staff' AND l.communicator_id = actor_id()), false) THEN 'municipality'
     WHEN EXISTS (SELECT FROM enrolments e JOIN persons p ON p.id = e.person_id
       WHERE e.group_id = l.group_id AND p.protected_identity
         AND (l.starts_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN e.from_on AND coalesce(e.until_on, 'infinity'))
       THEN 'protected-person'
   END FROM lessons l JOIN municipalities m ON m.id = l.hosting_municipality_id
   WHERE l.id = lesson AND actor_kind() IS NOT NULL $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION enqueue_job(task text, payload json, key text, run_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
$$ BEGIN
  IF actor_kind() IS DISTINCT FROM 'system' AND actor_kind() IS DISTINCT FROM 'staff' THEN
    RAISE EXCEPTION 'nobody asks for this job' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.add_job(task, payload, job_key => key, run_at => run_at);
END $$;
--> statement-breakpoint
-- What runs with the owner's rights is run by the app's role alone.
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO samsal_app', f);
  END LOOP;
END $$;
