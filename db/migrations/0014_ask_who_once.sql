-- Who asks is asked once for a query and not once for each row, and what is another's is looked up for the rows that are
-- wanted: a list of all persons of a municipality beside each of them is the square of their number.
ALTER POLICY own_municipality_or_self ON persons USING (
  (SELECT is_system())
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR id IN (SELECT unnest((SELECT actor_taught_persons())))
  OR id = (SELECT actor_id() WHERE actor_kind() = 'person'));
--> statement-breakpoint
ALTER POLICY kept_at_home ON person_identities USING (
  (SELECT is_set_up())
  OR (home_municipality_id = ANY ((SELECT actor_registers())::uuid[])
    AND (given_name IS NULL OR EXISTS (SELECT FROM persons p WHERE p.id = person_id AND NOT p.protected_identity))));
--> statement-breakpoint
ALTER POLICY kept_at_home ON home_registrations USING (
  (SELECT is_system())
  OR EXISTS (SELECT FROM persons p WHERE p.id = person_id
    AND p.home_municipality_id = ANY ((SELECT actor_registers())::uuid[])));
--> statement-breakpoint
ALTER POLICY printed_for_own ON person_links USING (
  (SELECT is_system())
  OR (cardinality((SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[]) > 0
    AND EXISTS (SELECT FROM persons p WHERE p.id = person_id AND (NOT p.protected_identity OR p.home_municipality_id = ANY (
      (SELECT actor_municipalities_as('administrator', 'case_officer', 'coordinator', 'site_host'))::uuid[])))));
--> statement-breakpoint
ALTER POLICY concerned ON presence_facts USING (
  (SELECT is_system())
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR EXISTS (SELECT FROM persons p WHERE p.id = person_id
    AND p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'));
--> statement-breakpoint
ALTER POLICY concerned ON roll_marks USING (
  (SELECT is_system())
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR EXISTS (SELECT FROM persons p WHERE p.id = person_id
    AND p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'));
--> statement-breakpoint
ALTER POLICY concerned ON enrolments USING (
  (SELECT is_system())
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person')
  OR site_id = (SELECT actor_site()));
--> statement-breakpoint
ALTER POLICY concerned ON attendance_entries USING (
  (SELECT is_system())
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'));
--> statement-breakpoint
ALTER POLICY known_to_actors ON groups USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON lessons USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON group_sites USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON group_patterns USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON staff USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON sites USING ((SELECT actor_kind()) IS NOT NULL);
--> statement-breakpoint
ALTER POLICY known_to_actors ON municipalities USING ((SELECT actor_kind()) IS NOT NULL);
