-- A view is its owner's alone until they share it with the staff of a municipality of theirs; it is still changed by its owner alone.
ALTER TABLE "saved_views" ADD COLUMN "shared_in" uuid;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_shared_in_municipalities_id_fk" FOREIGN KEY ("shared_in") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT UPDATE (shared_in) ON saved_views TO samsal_app;--> statement-breakpoint
DROP POLICY own ON saved_views;--> statement-breakpoint
CREATE POLICY own ON saved_views FOR ALL
  USING (actor_kind() = 'staff' AND staff_id = (SELECT actor_id()))
  WITH CHECK (actor_kind() = 'staff' AND staff_id = (SELECT actor_id())
    AND (shared_in IS NULL OR shared_in = ANY ((SELECT actor_municipalities())::uuid[])));--> statement-breakpoint
CREATE POLICY shared ON saved_views FOR SELECT
  USING (actor_kind() = 'staff' AND shared_in = ANY ((SELECT actor_municipalities())::uuid[]));
