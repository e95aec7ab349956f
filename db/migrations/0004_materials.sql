CREATE TABLE "material_notes" (
	"material_id" uuid NOT NULL,
	"page" smallint NOT NULL,
	"written_by" uuid NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "material_notes_material_id_page_written_by_pk" PRIMARY KEY("material_id","page","written_by")
);
--> statement-breakpoint
CREATE TABLE "material_pages" (
	"material_id" uuid NOT NULL,
	"page" smallint NOT NULL,
	"text" text NOT NULL,
	"small" "bytea" NOT NULL,
	"large" "bytea" NOT NULL,
	"width_px" smallint NOT NULL,
	"height_px" smallint NOT NULL,
	CONSTRAINT "material_pages_material_id_page_pk" PRIMARY KEY("material_id","page"),
	CONSTRAINT "material_page_from_1" CHECK ("material_pages"."page" >= 1)
);
--> statement-breakpoint
CREATE TABLE "materials" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"lesson_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"page_count" smallint NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "material_page_count" CHECK ("materials"."page_count" between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "material_notes" ADD CONSTRAINT "material_notes_written_by_staff_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_notes" ADD CONSTRAINT "note_of_page" FOREIGN KEY ("material_id","page") REFERENCES "public"."material_pages"("material_id","page") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_pages" ADD CONSTRAINT "material_pages_material_id_materials_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."materials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_hosting_municipality_id_municipalities_id_fk" FOREIGN KEY ("hosting_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "materials_lesson" ON "materials" USING btree ("lesson_id");--> statement-breakpoint
-- WebP is packed already; packing it again costs time at every read.
ALTER TABLE material_pages ALTER COLUMN small SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE material_pages ALTER COLUMN large SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Lessons whose communicator the acting staff member is.
CREATE FUNCTION actor_communicated_lessons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(l.id), '{}') FROM lessons l JOIN staff s ON s.id = l.communicator_id
   WHERE actor_kind() = 'staff' AND l.communicator_id = actor_id() AND s.disabled_at IS NULL $$;
--> statement-breakpoint
-- Lessons that are given to the actor: the person is enrolled on their day, the endpoint or the staff member's municipality has a site in their group.
CREATE FUNCTION actor_attended_lessons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(given.id), '{}') FROM (
     SELECT l.id FROM enrolments e JOIN lessons l ON l.group_id = e.group_id
     WHERE actor_kind() = 'person' AND e.person_id = actor_id()
       AND (l.starts_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN e.from_on AND coalesce(e.until_on, 'infinity')
     UNION
     SELECT l.id FROM sites s JOIN group_sites g ON g.site_id = s.id JOIN lessons l ON l.group_id = g.group_id
     WHERE s.id = actor_site() OR s.municipality_id = ANY (actor_municipalities())) AS given $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON materials, material_pages, material_notes TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (completed_at, removed_at) ON materials TO samsal_app;
--> statement-breakpoint
GRANT UPDATE, DELETE ON material_pages, material_notes TO samsal_app;
--> statement-breakpoint
ALTER TABLE materials ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY hosted_or_given ON materials FOR SELECT USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])
  OR (completed_at IS NOT NULL AND removed_at IS NULL AND lesson_id = ANY ((SELECT actor_attended_lessons())::uuid[])));
--> statement-breakpoint
CREATE POLICY added_by_communicator ON materials FOR INSERT WITH CHECK (
  is_system() OR (created_by = (SELECT actor_id()) AND lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])));
--> statement-breakpoint
CREATE POLICY changed_by_communicator ON materials FOR UPDATE USING (
  is_system() OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]));
--> statement-breakpoint
ALTER TABLE material_pages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY as_material ON material_pages FOR SELECT USING (material_id IN (SELECT id FROM materials));
--> statement-breakpoint
CREATE POLICY added_by_communicator ON material_pages FOR INSERT WITH CHECK (
  is_system() OR material_id IN (SELECT id FROM materials WHERE completed_at IS NULL AND removed_at IS NULL
    AND lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])));
--> statement-breakpoint
CREATE POLICY changed_by_communicator ON material_pages FOR UPDATE USING (
  is_system() OR material_id IN (SELECT id FROM materials WHERE completed_at IS NULL AND removed_at IS NULL
    AND lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])));
--> statement-breakpoint
CREATE POLICY removed_by_communicator ON material_pages FOR DELETE USING (
  is_system() OR material_id IN (SELECT id FROM materials
    WHERE lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])));
--> statement-breakpoint
ALTER TABLE material_notes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own ON material_notes FOR ALL USING (
  is_system() OR (actor_kind() = 'staff' AND written_by = (SELECT actor_id()) AND material_id IN (SELECT id FROM materials)));
