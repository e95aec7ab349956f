CREATE TABLE "import_mappings" (
	"municipality_id" uuid NOT NULL,
	"headings_key" text NOT NULL,
	"columns" jsonb NOT NULL,
	CONSTRAINT "import_mappings_municipality_id_headings_key_pk" PRIMARY KEY("municipality_id","headings_key")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"sealed_cells" "bytea" NOT NULL,
	"match_keys" text[] DEFAULT '{}' NOT NULL,
	"kind" text,
	"person_id" uuid,
	"sealed_plan" "bytea",
	"refusals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"kept" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text DEFAULT 'read' NOT NULL,
	CONSTRAINT "import_rows_import_id_row_number_pk" PRIMARY KEY("import_id","row_number"),
	CONSTRAINT "import_row_number" CHECK ("import_rows"."row_number" > 0)
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"municipality_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"sealed_file" "bytea",
	"sealed_headings" "bytea",
	"columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"overwritten" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"else_language" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_asked_by_staff_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_asked_by_staff_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_by_state" ON "import_rows" USING btree ("import_id","state","row_number");--> statement-breakpoint
CREATE INDEX "import_rows_by_kind" ON "import_rows" USING btree ("import_id","kind","row_number");--> statement-breakpoint
CREATE INDEX "import_rows_of_person" ON "import_rows" USING btree ("person_id") WHERE "import_rows"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "imports_of" ON "imports" USING btree ("municipality_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_at_a_time" ON "runs" USING btree ("subject_id") WHERE "runs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "runs_of" ON "runs" USING btree ("municipality_id","created_at");--> statement-breakpoint
GRANT SELECT, INSERT ON imports, import_rows, import_mappings, runs TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (state, sealed_file, sealed_headings, columns, overwritten, else_language, applied_at, undone_at) ON imports TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (sealed_cells, match_keys, kind, person_id, sealed_plan, refusals, kept, state) ON import_rows TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (columns) ON import_mappings TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (state, done, total, error_code, heartbeat_at, ended_at) ON runs TO samsal_app;
--> statement-breakpoint
GRANT DELETE ON imports, import_rows TO samsal_app;
--> statement-breakpoint
ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_mappings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A list of people is read and worked on by those who keep the register of its municipality.
CREATE POLICY read_by_keepers ON imports FOR SELECT USING (municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY sent_by_keepers ON imports FOR INSERT WITH CHECK (
  municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND asked_by = (SELECT actor_id()));
--> statement-breakpoint
CREATE POLICY worked_on_by_keepers ON imports FOR UPDATE USING (municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
-- What has been applied stays, as the way back.
CREATE POLICY removed_by_keepers ON imports FOR DELETE USING (
  municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND state IN ('read', 'planned', 'failed') AND applied_at IS NULL);
--> statement-breakpoint
CREATE POLICY kept_by_keepers ON import_rows FOR ALL USING (municipality_id = ANY ((SELECT actor_registers())::uuid[]))
  WITH CHECK (
    municipality_id = ANY ((SELECT actor_registers())::uuid[])
    AND EXISTS (SELECT FROM imports i WHERE i.id = import_id AND i.municipality_id = import_rows.municipality_id));
--> statement-breakpoint
CREATE POLICY kept_by_keepers ON import_mappings FOR ALL USING (municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY read_by_keepers ON runs FOR SELECT USING (
  is_system() OR municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY asked_by_keepers ON runs FOR INSERT WITH CHECK (
  municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND asked_by = (SELECT actor_id()));
--> statement-breakpoint
CREATE POLICY carried_out_by_jobs ON runs FOR UPDATE USING (is_system());
--> statement-breakpoint
-- Removes a person whom this row of an import has added, unless something else knows them by now: an enrolment, a card, a
-- roll, another municipality. Says whether it can be done; does it only when asked to.
CREATE FUNCTION take_back_added(import uuid, row_in_file integer, really boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public' AS $$
DECLARE
  added uuid;
BEGIN
  SELECT r.person_id INTO added
    FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN persons p ON p.id = r.person_id
    WHERE r.import_id = import AND r.row_number = row_in_file AND r.kind = 'add' AND r.state IN ('applied', 'undoable')
      AND i.state = 'undoing' AND p.home_municipality_id = i.municipality_id
      AND i.municipality_id = ANY (actor_registers());
  IF added IS NULL THEN RETURN false; END IF;
  BEGIN
    DELETE FROM contacts WHERE person_id = added;
    DELETE FROM permit_grounds WHERE person_id = added;
    DELETE FROM person_identities WHERE person_id = added;
    DELETE FROM sealed_names WHERE person_id = added;
    DELETE FROM home_registrations WHERE person_id = added;
    DELETE FROM persons WHERE id = added;
    IF NOT really THEN RAISE EXCEPTION 'only looked' USING ERRCODE = 'ZZ001'; END IF;
  EXCEPTION
    WHEN foreign_key_violation THEN RETURN false;
    WHEN SQLSTATE 'ZZ001' THEN RETURN true;
  END;
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION take_back_added(uuid, integer, boolean) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_back_added(uuid, integer, boolean) TO samsal_app;
