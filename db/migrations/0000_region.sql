CREATE TABLE "attendance_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"theme_part" smallint,
	"lesson_on" date NOT NULL,
	"origin" text NOT NULL,
	"planned_minutes" integer NOT NULL,
	"present_minutes" integer NOT NULL,
	"excused_minutes" integer NOT NULL,
	"technical_failure_minutes" integer NOT NULL,
	"absent_minutes" integer NOT NULL,
	"rule_set_id" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"actor_id" uuid,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_not_negative" CHECK (least("attendance_entries"."present_minutes", "attendance_entries"."excused_minutes", "attendance_entries"."technical_failure_minutes", "attendance_entries"."absent_minutes") >= 0),
	CONSTRAINT "minutes_add_up" CHECK ("attendance_entries"."present_minutes" + "attendance_entries"."excused_minutes" + "attendance_entries"."technical_failure_minutes" + "attendance_entries"."absent_minutes" = "attendance_entries"."planned_minutes"),
	CONSTRAINT "correction_has_reason" CHECK ("attendance_entries"."origin" = 'settled' or ("attendance_entries"."actor_id" is not null and length("attendance_entries"."reason") > 0))
);
--> statement-breakpoint
CREATE TABLE "presence_facts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"endpoint_id" uuid,
	"staff_id" uuid,
	"peer_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"node_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_subject" CHECK (num_nonnulls("presence_facts"."person_id", "presence_facts"."endpoint_id", "presence_facts"."staff_id") <= 1)
);
--> statement-breakpoint
CREATE TABLE "roll_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"round" text NOT NULL,
	"mark" text NOT NULL,
	"arrived_at" timestamp with time zone,
	"marked_by" uuid NOT NULL,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"municipality_id" uuid,
	"action" text NOT NULL,
	"subject_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"site_id" uuid,
	"from_on" date NOT NULL,
	"until_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrolled_once" UNIQUE("group_id","person_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "group_patterns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"group_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"starts_at" time NOT NULL,
	"ends_at" time NOT NULL,
	"break_starts_at" time,
	"break_ends_at" time,
	CONSTRAINT "weekday_iso" CHECK ("group_patterns"."weekday" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "group_sites" (
	"group_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "group_sites_group_id_site_id_pk" PRIMARY KEY("group_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"course_kind" text NOT NULL,
	"sfi_course" text,
	"language" text NOT NULL,
	"communicator_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"group_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"communicator_id" uuid NOT NULL,
	"theme_part" smallint,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"break_starts_at" timestamp with time zone,
	"break_ends_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"live_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lesson_once" UNIQUE("group_id","starts_at"),
	CONSTRAINT "lesson_ends_after_start" CHECK ("lessons"."ends_at" > "lessons"."starts_at"),
	CONSTRAINT "theme_part_known" CHECK ("lessons"."theme_part" between 1 and 8)
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"site_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"paired_by" uuid NOT NULL,
	"paired_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unpaired_at" timestamp with time zone,
	CONSTRAINT "endpoints_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "pairing_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"endpoint_id" uuid,
	CONSTRAINT "pairing_codes_code_unique" UNIQUE("code"),
	CONSTRAINT "pairing_codes_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "home_registrations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	CONSTRAINT "registration_once" UNIQUE("person_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "person_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "person_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"display_name" text NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"identity_number_encrypted" "bytea",
	"identity_number_hash" text,
	"ui_language" text NOT NULL,
	"spoken_language" text NOT NULL,
	"target_group" text NOT NULL,
	"funding_category" text DEFAULT 'unknown' NOT NULL,
	"protected_identity" boolean DEFAULT false NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_identity_number_hash_unique" UNIQUE("identity_number_hash")
);
--> statement-breakpoint
CREATE TABLE "role_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"role" text NOT NULL,
	"site_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_once" UNIQUE NULLS NOT DISTINCT("staff_id","municipality_id","role","site_id")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"language" text DEFAULT 'sv' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"joined_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "municipalities_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"closed_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendance_entries" ADD CONSTRAINT "attendance_entries_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_entries" ADD CONSTRAINT "attendance_entries_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence_facts" ADD CONSTRAINT "presence_facts_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_marks" ADD CONSTRAINT "roll_marks_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_marks" ADD CONSTRAINT "roll_marks_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_patterns" ADD CONSTRAINT "group_patterns_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_sites" ADD CONSTRAINT "group_sites_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_sites" ADD CONSTRAINT "group_sites_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_hosting_municipality_id_municipalities_id_fk" FOREIGN KEY ("hosting_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_communicator_id_staff_id_fk" FOREIGN KEY ("communicator_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_hosting_municipality_id_municipalities_id_fk" FOREIGN KEY ("hosting_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_communicator_id_staff_id_fk" FOREIGN KEY ("communicator_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_codes" ADD CONSTRAINT "pairing_codes_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_registrations" ADD CONSTRAINT "home_registrations_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_registrations" ADD CONSTRAINT "home_registrations_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_links" ADD CONSTRAINT "person_links_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_home_municipality_id_municipalities_id_fk" FOREIGN KEY ("home_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_by_lesson" ON "attendance_entries" USING btree ("lesson_id","person_id","id");--> statement-breakpoint
CREATE INDEX "attendance_by_home" ON "attendance_entries" USING btree ("home_municipality_id","lesson_on");--> statement-breakpoint
CREATE INDEX "presence_by_lesson" ON "presence_facts" USING btree ("lesson_id","at");--> statement-breakpoint
CREATE INDEX "roll_by_lesson" ON "roll_marks" USING btree ("lesson_id","person_id");--> statement-breakpoint
CREATE INDEX "audit_by_municipality" ON "audit_entries" USING btree ("municipality_id","at");--> statement-breakpoint
CREATE INDEX "enrolments_person" ON "enrolments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "enrolments_site" ON "enrolments" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "lessons_by_time" ON "lessons" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "person_links_person" ON "person_links" USING btree ("person_id") WHERE "person_links"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "persons_home" ON "persons" USING btree ("home_municipality_id");