CREATE TABLE "access_generations" (
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_generations_subject_kind_subject_id_pk" PRIMARY KEY("subject_kind","subject_id")
);
--> statement-breakpoint
CREATE INDEX "access_raised_lately" ON "access_generations" USING btree ("raised_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (generation, raised_at) ON access_generations TO samsal_app;
--> statement-breakpoint
-- Each subject reads its own; staff reads and ends the access of those whose rows it sees.
ALTER TABLE access_generations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_or_seen ON access_generations FOR ALL USING (
  is_system()
  OR (subject_kind = actor_kind() AND subject_id = (SELECT actor_id()))
  OR (actor_kind() = 'staff' AND CASE subject_kind
    WHEN 'person' THEN subject_id IN (SELECT id FROM persons)
    WHEN 'endpoint' THEN subject_id IN (SELECT id FROM endpoints)
    WHEN 'guest' THEN subject_id IN (SELECT id FROM invitations UNION ALL SELECT id FROM visitors)
    ELSE false END));
