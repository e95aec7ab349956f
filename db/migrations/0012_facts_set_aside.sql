CREATE TABLE "facts_set_aside" (
	"key" text PRIMARY KEY NOT NULL,
	"node_id" text NOT NULL,
	"lesson_id" uuid,
	"kind" text,
	"reason" text NOT NULL,
	"sql_state" text,
	"body" text NOT NULL,
	"set_aside_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "set_aside_lately" ON "facts_set_aside" USING btree ("set_aside_at");--> statement-breakpoint
GRANT SELECT, INSERT ON facts_set_aside TO samsal_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON facts_set_aside EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE facts_set_aside ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY told_by_media_server ON facts_set_aside FOR INSERT WITH CHECK (is_system());
--> statement-breakpoint
-- Those of lessons that nobody hosts are every administrator's.
CREATE POLICY hosted_or_nobodys ON facts_set_aside FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR (NOT EXISTS (SELECT FROM lessons l WHERE l.id = lesson_id)
    AND EXISTS (SELECT FROM role_assignments r WHERE actor_kind() = 'staff' AND r.staff_id = (SELECT actor_id()) AND r.role = 'administrator')));
