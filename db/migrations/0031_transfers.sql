CREATE TABLE "transfer_questions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asking_municipality_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"reason" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"agreed_from_on" date,
	"answer" text,
	"answered_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "question_once" UNIQUE("request_id","person_id"),
	CONSTRAINT "question_state" CHECK ("transfer_questions"."state" in ('asked', 'agreed', 'refused', 'withdrawn', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "transfer_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"municipality_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number_hash" text NOT NULL,
	"from_on" date NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"settled_at" timestamp with time zone,
	"arriving_id" uuid,
	"agreed_from_on" date,
	"arrived_at" timestamp with time zone,
	"told" text,
	"is_overtaken" boolean DEFAULT false NOT NULL,
	CONSTRAINT "request_state" CHECK ("transfer_requests"."state" in ('asked', 'agreed', 'refused', 'withdrawn', 'expired')),
	CONSTRAINT "agreed_with_whom" CHECK (("transfer_requests"."state" = 'agreed') = (num_nonnulls("transfer_requests"."arriving_id", "transfer_requests"."agreed_from_on") = 2))
);
--> statement-breakpoint
ALTER TABLE "transfer_questions" ADD CONSTRAINT "transfer_questions_request_id_transfer_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."transfer_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_questions" ADD CONSTRAINT "transfer_questions_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_questions" ADD CONSTRAINT "transfer_questions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_questions" ADD CONSTRAINT "transfer_questions_asking_municipality_id_municipalities_id_fk" FOREIGN KEY ("asking_municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_questions" ADD CONSTRAINT "transfer_questions_answered_by_staff_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_requests" ADD CONSTRAINT "transfer_requests_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_requests" ADD CONSTRAINT "transfer_requests_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_requests" ADD CONSTRAINT "transfer_requests_asked_by_staff_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_requests" ADD CONSTRAINT "transfer_requests_arriving_id_persons_id_fk" FOREIGN KEY ("arriving_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "questions_of_person" ON "transfer_questions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "questions_open" ON "transfer_questions" USING btree ("municipality_id","due_on") WHERE "transfer_questions"."state" = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "request_open_once" ON "transfer_requests" USING btree ("person_id") WHERE "transfer_requests"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "requests_of_person" ON "transfer_requests" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "requests_settled" ON "transfer_requests" USING btree ("municipality_id","settled_at");--> statement-breakpoint
CREATE INDEX "requests_open" ON "transfer_requests" USING btree ("ends_on") WHERE "transfer_requests"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "requests_arriving" ON "transfer_requests" USING btree ("arriving_id") WHERE "transfer_requests"."state" = 'agreed';--> statement-breakpoint
CREATE INDEX "requests_awaited" ON "transfer_requests" USING btree ("agreed_from_on","municipality_id") WHERE "transfer_requests"."state" = 'agreed' and "transfer_requests"."arrived_at" is null;--> statement-breakpoint
ALTER TABLE transfer_requests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE transfer_questions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON transfer_requests, transfer_questions TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (state, settled_at, arriving_id, agreed_from_on, arrived_at, told, is_overtaken) ON transfer_requests TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (state, settled_at, agreed_from_on, answer, answered_by) ON transfer_questions TO samsal_app;
--> statement-breakpoint
-- A municipality sees what it has asked, and the questions that are put to it. A request and its questions never belong to
-- the same municipality, so that a request does not show where a number is known.
CREATE POLICY asked_by_own ON transfer_requests FOR SELECT USING (
  (SELECT is_system()) OR municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY put_to_own ON transfer_questions FOR SELECT USING (
  (SELECT is_system()) OR municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
-- Only the number of somebody whom the municipality has registered itself.
CREATE POLICY added_by_own ON transfer_requests FOR INSERT WITH CHECK (
  is_set_up()
  OR (municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND asked_by = (SELECT actor_id())
    AND state = 'asked' AND num_nonnulls(arriving_id, agreed_from_on, arrived_at, settled_at) = 0 AND told IS NULL AND NOT is_overtaken
    AND EXISTS (SELECT FROM person_identities i
      WHERE i.person_id = transfer_requests.person_id AND i.home_municipality_id = transfer_requests.municipality_id
        AND i.identity_number_hash = transfer_requests.number_hash)));
--> statement-breakpoint
-- What is answered is written by the services of the other municipality, for which this row is invisible.
CREATE POLICY withdrawn_by_own ON transfer_requests FOR UPDATE USING (
  is_set_up() OR (municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND state = 'asked')) WITH CHECK (
  is_set_up()
  OR (municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND state = 'withdrawn' AND told IS NULL
    AND NOT is_overtaken AND num_nonnulls(arriving_id, agreed_from_on, arrived_at) = 0));
--> statement-breakpoint
CREATE POLICY put_by_set_up ON transfer_questions FOR INSERT WITH CHECK (is_set_up());
--> statement-breakpoint
CREATE POLICY answered_by_set_up ON transfer_questions FOR UPDATE USING (is_set_up());
--> statement-breakpoint
-- Those who are on their way to a municipality of the actor: agreed, and the day has not come. The old municipality sees
-- them as before.
CREATE FUNCTION actor_awaited_persons() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(r.arriving_id), '{}') FROM transfer_requests r
   WHERE r.state = 'agreed' AND r.arrived_at IS NULL
     AND r.municipality_id = ANY ((SELECT actor_registers())::uuid[]) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION actor_awaited_persons() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION actor_awaited_persons() TO samsal_app;
--> statement-breakpoint
CREATE POLICY on_the_way ON persons FOR SELECT USING (
  id = ANY ((SELECT actor_awaited_persons())::uuid[]));
--> statement-breakpoint
-- With a person whom an import has added goes what was asked about their number; a transfer that was agreed on keeps them.
CREATE OR REPLACE FUNCTION take_back_added(import uuid, row_in_file integer, really boolean) RETURNS boolean
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
    DELETE FROM transfer_questions q USING transfer_requests t
      WHERE t.id = q.request_id AND t.person_id = added AND t.state <> 'agreed';
    DELETE FROM transfer_requests WHERE person_id = added AND state <> 'agreed';
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
