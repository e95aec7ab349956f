CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"slot" smallint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "view_named_once" UNIQUE("staff_id","list","name"),
	CONSTRAINT "view_in_slot" UNIQUE("staff_id","list","slot"),
	CONSTRAINT "view_slot_range" CHECK ("saved_views"."slot" between 1 and 20),
	CONSTRAINT "view_size" CHECK (length("saved_views"."query") <= 2000 and length("saved_views"."name") <= 60 and length("saved_views"."list") <= 40)
);
--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_default_view" ON "saved_views" USING btree ("staff_id","list") WHERE "saved_views"."is_default";
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (name, query, is_default) ON saved_views TO samsal_app;
--> statement-breakpoint
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A view is its keeper's alone: its name is written by hand, and its filter says whom somebody works with.
CREATE POLICY own ON saved_views FOR ALL USING (
  actor_kind() = 'staff' AND staff_id = (SELECT actor_id()));
