-- Whether the acting member of staff has opened this person in the last quarter of an hour, as the log has it. What is
-- opened by a reason stays open for that long, so that a page can be read and its form sent.
CREATE FUNCTION has_opened(person uuid, opening text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(actor_kind() = 'staff', false) AND EXISTS (
     SELECT FROM audit_entries a
     WHERE a.subject_id = person::text AND a.action = opening AND a.actor_kind = 'staff' AND a.actor_id = actor_id()::text
       AND a.at > now() - interval '15 minutes' AND a.at <= now()
       -- What is protected is opened by a reason alone.
       AND (opening <> 'protected.opened' OR length(a.details ->> 'reason') > 0)) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION has_opened(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION has_opened(uuid, text) TO samsal_app;
--> statement-breakpoint
-- Names of protected persons are read by those alone who keep the register of their home and have given a reason.
DROP POLICY kept_at_home ON sealed_names;
--> statement-breakpoint
CREATE POLICY opened_at_home ON sealed_names FOR SELECT USING (
  is_set_up()
  OR (home_municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND has_opened(person_id, 'protected.opened')));
--> statement-breakpoint
CREATE POLICY sealed_at_home ON sealed_names FOR INSERT WITH CHECK (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY changed_at_home ON sealed_names FOR UPDATE USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY removed_at_home ON sealed_names FOR DELETE USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
