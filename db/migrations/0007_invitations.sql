CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"lesson_id" uuid NOT NULL,
	"hosting_municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"display_name" text,
	"organisation" text DEFAULT '' NOT NULL,
	"language" text,
	"secret_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "invitation_kind" CHECK ("invitations"."kind" in ('guest', 'interpreter', 'substitute', 'door')),
	CONSTRAINT "door_has_no_name" CHECK (("invitations"."kind" = 'door') = ("invitations"."display_name" is null)),
	CONSTRAINT "interpreter_has_language" CHECK (("invitations"."kind" = 'interpreter') = ("invitations"."language" is not null))
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"invitation_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"seat_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"admitted_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "visitors_seat_id_unique" UNIQUE("seat_id"),
	CONSTRAINT "visitors_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "visitor_decided_once" CHECK (num_nonnulls("visitors"."admitted_at", "visitors"."refused_at") <= 1)
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_hosting_municipality_id_municipalities_id_fk" FOREIGN KEY ("hosting_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_lesson" ON "invitations" USING btree ("lesson_id");--> statement-breakpoint
CREATE INDEX "visitors_invitation" ON "visitors" USING btree ("invitation_id");
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN actor_kind() IN ('staff', 'person', 'endpoint', 'guest')
   THEN split_part(current_setting('app.actor', true), ':', 2)::uuid END $$;
--> statement-breakpoint
-- The standing invitation by which the acting guest came: her own, or the door's at which she asked.
CREATE FUNCTION actor_invitation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT i.id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE actor_kind() = 'guest' AND i.revoked_at IS NULL
     AND ((i.kind <> 'door' AND i.id = actor_id()) OR v.id IS NOT NULL) $$;
--> statement-breakpoint
-- The one lesson that the acting guest is let into; none while she waits at the door, or was turned away.
CREATE FUNCTION actor_guest_lesson() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT i.lesson_id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE i.id = actor_invitation() AND (i.kind <> 'door' OR v.admitted_at IS NOT NULL) $$;
--> statement-breakpoint
-- The one lesson that the acting guest runs in the communicator's place.
CREATE FUNCTION actor_substituted_lesson() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT lesson_id FROM invitations WHERE id = actor_invitation() AND kind = 'substitute' $$;
--> statement-breakpoint
-- Slides are the one thing of the register that a guest sees, and only those that the lesson shows.
CREATE POLICY shown_to_guest ON materials FOR SELECT USING (
  completed_at IS NOT NULL AND removed_at IS NULL AND lesson_id = (SELECT actor_guest_lesson()));
--> statement-breakpoint
GRANT SELECT, INSERT ON invitations, visitors TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON invitations TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (admitted_at, refused_at, decided_by) ON visitors TO samsal_app;
--> statement-breakpoint
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY hosted_or_own ON invitations FOR SELECT USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[])
  OR id = (SELECT actor_invitation()));
--> statement-breakpoint
CREATE POLICY made_by_host ON invitations FOR INSERT WITH CHECK (
  is_system()
  OR (created_by = (SELECT actor_id())
    AND hosting_municipality_id = (SELECT l.hosting_municipality_id FROM lessons l WHERE l.id = lesson_id)
    AND (hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
      OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]))));
--> statement-breakpoint
CREATE POLICY revoked_by_host ON invitations FOR UPDATE USING (
  is_system()
  OR hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
  OR lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]));
--> statement-breakpoint
ALTER TABLE visitors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY asked_or_decided ON visitors FOR SELECT USING (
  is_system()
  OR (actor_kind() = 'staff' AND invitation_id IN (SELECT id FROM invitations))
  OR lesson_id = (SELECT actor_substituted_lesson())
  OR (actor_kind() = 'guest' AND id = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY asked_of_the_product ON visitors FOR INSERT WITH CHECK (is_system());
--> statement-breakpoint
CREATE POLICY decided_by_leader ON visitors FOR UPDATE USING (
  is_system()
  OR (actor_kind() = 'staff' AND lesson_id = ANY ((SELECT actor_communicated_lessons())::uuid[]))
  OR lesson_id = (SELECT actor_substituted_lesson()));
