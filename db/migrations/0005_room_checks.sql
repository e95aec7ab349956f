CREATE TABLE "room_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	"verdict" text NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "room_checks" ADD CONSTRAINT "room_checks_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checks_by_endpoint" ON "room_checks" USING btree ("endpoint_id","checked_at");
--> statement-breakpoint
GRANT SELECT, INSERT ON room_checks TO samsal_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON room_checks EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE room_checks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY seen_by_own ON room_checks FOR SELECT USING (
  is_system()
  OR municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR (actor_kind() = 'endpoint' AND endpoint_id = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY told_by_itself ON room_checks FOR INSERT WITH CHECK (
  is_system()
  OR (actor_kind() = 'endpoint' AND endpoint_id = (SELECT actor_id())
    AND municipality_id = (SELECT municipality_id FROM sites WHERE id = actor_site())));
--> statement-breakpoint
-- Breaks and suspensions concern everybody whose people are enrolled, not only the hosting municipality.
CREATE POLICY of_the_lesson ON presence_facts FOR SELECT USING (
  num_nonnulls(person_id, endpoint_id, staff_id) = 0
  AND lesson_id IN (SELECT l.id FROM lessons l WHERE l.group_id IN (SELECT e.group_id FROM enrolments e)));
