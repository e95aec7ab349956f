ALTER TABLE "role_assignments" ADD COLUMN "from_on" date DEFAULT region_day(now()) NOT NULL;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_ends_after_it_begins" CHECK ("role_assignments"."until_on" >= "role_assignments"."from_on");
--> statement-breakpoint
UPDATE role_assignments SET from_on = region_day(created_at);
--> statement-breakpoint
-- A role counts on its days alone, here as in the application.
CREATE OR REPLACE FUNCTION actor_municipalities() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL
     AND in_force_on(r.from_on, r.until_on, region_day(now())) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_municipalities_as(VARIADIC roles text[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL AND r.role = ANY (roles)
     AND in_force_on(r.from_on, r.until_on, region_day(now())) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_communicated_lessons() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(l.id), '{}') FROM lessons l JOIN staff s ON s.id = l.communicator_id
   WHERE actor_kind() = 'staff' AND l.communicator_id = actor_id() AND s.disabled_at IS NULL
     AND EXISTS (SELECT FROM role_assignments r WHERE r.staff_id = s.id AND r.role = 'communicator'
       AND in_force_on(r.from_on, r.until_on, region_day(now()))) $$;
--> statement-breakpoint
DROP POLICY hosted_or_nobodys ON facts_set_aside;
--> statement-breakpoint
CREATE POLICY hosted_or_nobodys ON facts_set_aside FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (NOT EXISTS (SELECT FROM lessons l WHERE l.id = lesson_id)
    AND cardinality((SELECT actor_municipalities_as('administrator'))::uuid[]) > 0));
