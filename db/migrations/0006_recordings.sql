CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"timeline" jsonb NOT NULL,
	"retain_until" date NOT NULL,
	"deleted_at" timestamp with time zone,
	"deleted_by" uuid,
	"erased_at" timestamp with time zone,
	CONSTRAINT "recording_has_length" CHECK ("recordings"."duration_ms" >= 0 and "recordings"."bytes" >= 0),
	CONSTRAINT "erased_after_deleted" CHECK ("recordings"."erased_at" is null or "recordings"."deleted_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "municipalities" ADD COLUMN "recording_allowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_hosting_municipality_id_municipalities_id_fk" FOREIGN KEY ("hosting_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_deleted_by_staff_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recordings_lesson" ON "recordings" USING btree ("lesson_id");
--> statement-breakpoint
-- Why a lesson may not be recorded; null when it may. Says nothing of whom.
CREATE FUNCTION recording_refusal(lesson uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT CASE
     WHEN NOT m.recording_allowed THEN 'municipality'
     WHEN EXISTS (SELECT FROM enrolments e JOIN persons p ON p.id = e.person_id
       WHERE e.group_id = l.group_id AND p.protected_identity
         AND (l.starts_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN e.from_on AND coalesce(e.until_on, 'infinity'))
       THEN 'protected-person'
   END FROM lessons l JOIN municipalities m ON m.id = l.hosting_municipality_id WHERE l.id = lesson $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON recordings TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (deleted_at, deleted_by, erased_at) ON recordings TO samsal_app;
--> statement-breakpoint
ALTER TABLE recordings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY hosted_or_given ON recordings FOR SELECT USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])
  OR (deleted_at IS NULL AND lesson_id = ANY ((SELECT actor_attended_lessons())::uuid[])));
--> statement-breakpoint
CREATE POLICY told_by_media_server ON recordings FOR INSERT WITH CHECK (is_system());
--> statement-breakpoint
CREATE POLICY deleted_by_own ON recordings FOR UPDATE USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]));
