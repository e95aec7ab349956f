CREATE TABLE "lesson_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"outcome" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lesson_questions" ADD CONSTRAINT "lesson_questions_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "questions_by_lesson" ON "lesson_questions" USING btree ("lesson_id","asked_at");
--> statement-breakpoint
GRANT SELECT, INSERT ON lesson_questions TO samsal_app;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lesson_questions EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE lesson_questions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY told_by_media_server ON lesson_questions FOR INSERT WITH CHECK (is_system());
--> statement-breakpoint
CREATE POLICY hosted_or_led ON lesson_questions FOR SELECT USING (
  is_system()
  OR lesson_id IN (SELECT l.id FROM lessons l WHERE l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]));
