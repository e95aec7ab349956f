CREATE TABLE "lesson_live_states" (
	"lesson_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"state" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_placements" (
	"lesson_id" uuid PRIMARY KEY NOT NULL,
	"node_id" text NOT NULL,
	"generation" integer NOT NULL,
	"placed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media_nodes" (
	"id" text PRIMARY KEY NOT NULL,
	"media_url" text,
	"link_url" text,
	"region" text NOT NULL,
	"is_draining" boolean NOT NULL,
	"capacity" integer NOT NULL,
	"packets_per_second" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"steady_since" timestamp with time zone NOT NULL,
	"lost_at" timestamp with time zone,
	"workers" jsonb NOT NULL,
	"lessons" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "node_id" text;--> statement-breakpoint
ALTER TABLE "lesson_live_states" ADD CONSTRAINT "lesson_live_states_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_placements" ADD CONSTRAINT "lesson_placements_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "placements_by_node" ON "lesson_placements" USING btree ("node_id");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON media_nodes, lesson_placements, lesson_live_states TO samsal_app;
--> statement-breakpoint
ALTER TABLE media_nodes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_all ON media_nodes FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY told_by_itself ON media_nodes FOR ALL USING (is_system());
--> statement-breakpoint
ALTER TABLE lesson_placements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY known_to_all ON lesson_placements FOR SELECT USING (actor_kind() IS NOT NULL);
--> statement-breakpoint
CREATE POLICY placed_by_app ON lesson_placements FOR ALL USING (is_system());
--> statement-breakpoint
ALTER TABLE lesson_live_states ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY told_by_media_server ON lesson_live_states FOR ALL USING (is_system());
