-- Facts are partitioned by month (UTC), so that a month can be dropped as a whole and queries of one lesson read small
-- indexes. Partitions are in a schema of their own, where the app's role has no rights: what it may read and write, the
-- policies of the partitioned table say.
CREATE SCHEMA presence_months;--> statement-breakpoint
ALTER TABLE presence_facts RENAME TO presence_facts_before;--> statement-breakpoint
ALTER INDEX presence_facts_pkey RENAME TO presence_facts_before_pkey;--> statement-breakpoint
ALTER INDEX presence_by_lesson RENAME TO presence_by_lesson_before;--> statement-breakpoint
CREATE TABLE "presence_facts" (
	"id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"endpoint_id" uuid,
	"staff_id" uuid,
	"peer_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"node_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "presence_facts_at_id_pk" PRIMARY KEY("at","id"),
	CONSTRAINT "one_subject" CHECK (num_nonnulls("person_id", "endpoint_id", "staff_id") <= 1)
) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER TABLE "presence_facts" ADD CONSTRAINT "presence_facts_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presence_by_lesson" ON "presence_facts" USING btree ("lesson_id","at");--> statement-breakpoint
ALTER TABLE presence_facts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON presence_facts EXECUTE FUNCTION refuse_change();--> statement-breakpoint
GRANT SELECT, INSERT ON presence_facts TO samsal_app;--> statement-breakpoint
CREATE POLICY sent_by_media_server ON presence_facts FOR INSERT WITH CHECK (is_system());--> statement-breakpoint
CREATE POLICY concerned ON presence_facts FOR SELECT USING (
  (SELECT is_system())
  OR EXISTS (SELECT FROM lessons l WHERE l.id = lesson_id
    AND l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR EXISTS (SELECT FROM persons p WHERE p.id = person_id
    AND p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'));--> statement-breakpoint
CREATE POLICY of_the_lesson ON presence_facts FOR SELECT USING (
  num_nonnulls(person_id, endpoint_id, staff_id) = 0
  AND EXISTS (SELECT FROM lessons l JOIN enrolments e ON e.group_id = l.group_id WHERE l.id = lesson_id));--> statement-breakpoint
-- Facts of a month that has no partition: a journal that comes years late, or a node whose clock is wrong.
CREATE TABLE presence_months.other PARTITION OF presence_facts DEFAULT;--> statement-breakpoint
ALTER TABLE presence_months.other ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE presence_months.other SET (autovacuum_vacuum_insert_scale_factor = 0.02);--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON presence_months.other EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Makes the partition of the month that begins on this day, and moves its facts there from the default partition, for
-- which that table's trigger is off until the transaction ends. `lessons` is locked first, as by the foreign key.
CREATE FUNCTION open_fact_month(first_day date) RETURNS boolean LANGUAGE plpgsql SET search_path = public AS
$$ DECLARE
  month text := to_char(first_day, '"m"YYYY_MM');
  from_at timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
  until_at timestamptz := (first_day + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass('presence_months.' || month) IS NOT NULL THEN RETURN false; END IF;
  LOCK TABLE lessons IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE presence_months.other IN ACCESS EXCLUSIVE MODE;
  -- Another transaction may have made it meanwhile.
  IF to_regclass('presence_months.' || month) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE presence_months.%I (LIKE presence_facts INCLUDING ALL)', month);
  EXECUTE format('ALTER TABLE presence_months.%I ENABLE ROW LEVEL SECURITY', month);
  EXECUTE format('ALTER TABLE presence_months.%I SET (autovacuum_vacuum_insert_scale_factor = 0.02)', month);
  IF EXISTS (SELECT FROM presence_months.other WHERE at >= from_at AND at < until_at) THEN
    EXECUTE format('INSERT INTO presence_months.%I SELECT * FROM presence_months.other WHERE at >= $1 AND at < $2', month)
      USING from_at, until_at;
    ALTER TABLE presence_months.other DISABLE TRIGGER append_only;
    DELETE FROM presence_months.other WHERE at >= from_at AND at < until_at;
    ALTER TABLE presence_months.other ENABLE TRIGGER append_only;
  END IF;
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON presence_months.%I EXECUTE FUNCTION refuse_change()', month);
  EXECUTE format('ALTER TABLE presence_facts ATTACH PARTITION presence_months.%I FOR VALUES FROM (%L) TO (%L)', month, from_at, until_at);
  RETURN true;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION open_fact_month(date) FROM PUBLIC;--> statement-breakpoint
-- Makes the partitions of this month and the next two, and of months whose facts are in the default partition. Facts that
-- no clock of a lesson can have told stay there, so that wrong clocks do not make thousands of tables. It gives up sooner
-- than Postgres looks for deadlocks: whoever waits for it goes on, and it is tried again.
CREATE FUNCTION open_fact_months() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET lock_timeout = '500ms' AS
$$ DECLARE
  this_month date := date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC';
  months date[];
  first_day date;
  opened integer := 0;
BEGIN
  IF NOT is_system() THEN RAISE EXCEPTION 'nobody opens months' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT array_agg(m.first_day) INTO months FROM (
    SELECT (this_month + make_interval(months => n))::date AS first_day FROM generate_series(0, 2) n
    UNION
    SELECT (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC')::date FROM presence_months.other
    WHERE at >= '2020-01-01Z' AND at < now() + interval '1 year') m;
  FOREACH first_day IN ARRAY months LOOP
    IF open_fact_month(first_day) THEN opened := opened + 1; END IF;
  END LOOP;
  RETURN opened;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION open_fact_months() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION open_fact_months() TO samsal_app;--> statement-breakpoint
DO $$
DECLARE
  moved bigint;
BEGIN
  PERFORM open_fact_month((date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC' + make_interval(months => n))::date)
  FROM generate_series(0, 2) n;
  PERFORM open_fact_month(m.first_day) FROM (
    SELECT DISTINCT (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC')::date AS first_day FROM presence_facts_before
    WHERE at >= '2020-01-01Z' AND at < now() + interval '1 year' ORDER BY 1) m;
  INSERT INTO presence_facts (id, lesson_id, kind, person_id, endpoint_id, staff_id, peer_id, at, node_id, received_at)
  SELECT id, lesson_id, kind, person_id, endpoint_id, staff_id, peer_id, at, node_id, received_at
  FROM presence_facts_before ORDER BY at;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> (SELECT count(*) FROM presence_facts_before) OR moved <> (SELECT count(*) FROM presence_facts) THEN
    RAISE EXCEPTION 'not every fact was moved';
  END IF;
END $$;--> statement-breakpoint
DROP TABLE presence_facts_before;--> statement-breakpoint
-- The evidence is apart from the entries, so that lists read narrow rows.
CREATE TABLE "attendance_evidence" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"evidence" jsonb NOT NULL
);--> statement-breakpoint
INSERT INTO attendance_evidence (entry_id, evidence) SELECT id, evidence FROM attendance_entries ORDER BY id;--> statement-breakpoint
ALTER TABLE "attendance_evidence" ADD CONSTRAINT "attendance_evidence_entry_id_attendance_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."attendance_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_entries" DROP COLUMN "evidence";--> statement-breakpoint
-- A dropped column keeps its bytes in every row until the table is written again, and nothing updates these rows.
CLUSTER attendance_entries USING attendance_entries_pkey;--> statement-breakpoint
ALTER TABLE attendance_entries SET WITHOUT CLUSTER;--> statement-breakpoint
-- An entry without evidence does not outlive its transaction.
ALTER TABLE attendance_entries ADD CONSTRAINT entry_has_evidence FOREIGN KEY (id) REFERENCES attendance_evidence (entry_id)
  DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE attendance_evidence ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON attendance_evidence TO samsal_app;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attendance_evidence EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE POLICY as_entry ON attendance_evidence FOR SELECT USING (
  (SELECT is_system()) OR EXISTS (SELECT FROM attendance_entries e WHERE e.id = entry_id));--> statement-breakpoint
CREATE POLICY written_with_entry ON attendance_evidence FOR INSERT WITH CHECK (
  is_system()
  OR (actor_kind() = 'staff' AND EXISTS (SELECT FROM attendance_entries e
    WHERE e.id = entry_id AND e.origin = 'corrected' AND e.actor_id = (SELECT actor_id()))));--> statement-breakpoint
-- Rows that are only added are vacuumed by what was added, so that index-only scans need not look at the rows.
ALTER TABLE attendance_entries SET (autovacuum_vacuum_insert_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE attendance_evidence SET (autovacuum_vacuum_insert_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE roll_marks SET (autovacuum_vacuum_insert_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE audit_entries SET (autovacuum_vacuum_insert_scale_factor = 0.02);--> statement-breakpoint
-- Looked up for the rows that are wanted: a list of all lessons of a municipality beside them is as long as its history.
ALTER POLICY concerned ON roll_marks USING (
  (SELECT is_system())
  OR EXISTS (SELECT FROM lessons l WHERE l.id = lesson_id
    AND l.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR site_id IN (SELECT s.id FROM sites s WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR EXISTS (SELECT FROM persons p WHERE p.id = person_id
    AND p.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[]))
  OR person_id = (SELECT actor_id() WHERE actor_kind() = 'person'));--> statement-breakpoint
ALTER POLICY seen_by_own ON audit_entries USING (
  (SELECT is_system()) OR municipality_id = ANY ((SELECT actor_municipalities_as('administrator'))::uuid[]));--> statement-breakpoint
-- Persons from elsewhere whom the actor's municipalities teach or seat; their own residents they see anyway. One
-- municipality and one site at a time, so that an index is read however many they are.
CREATE OR REPLACE FUNCTION actor_taught_persons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(taught.person_id), '{}') FROM (
     SELECT e.person_id FROM unnest((SELECT actor_municipalities())::uuid[]) AS host, LATERAL (
       SELECT person_id, home_municipality_id FROM enrolments WHERE hosting_municipality_id = host OFFSET 0) e
     WHERE NOT e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
     UNION
     SELECT e.person_id FROM sites s, LATERAL (
       SELECT person_id, home_municipality_id FROM enrolments WHERE site_id = s.id OFFSET 0) e
     WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       AND NOT e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) taught $$;--> statement-breakpoint
-- A person's minutes in the entries that the actor may see. Whether one is current is decided by all of them, so it is
-- asked once for a person and not once for each entry.
CREATE FUNCTION present_minutes(person uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT CASE WHEN actor_kind() IS NOT NULL THEN (
     SELECT coalesce(sum(e.present_minutes), 0) FROM (
       SELECT DISTINCT ON (a.lesson_id) a.present_minutes, a.hosting_municipality_id, a.home_municipality_id
       FROM attendance_entries a WHERE a.person_id = person
       ORDER BY a.lesson_id, (a.origin = 'corrected') DESC, a.id DESC) e
     WHERE (SELECT is_system())
       OR e.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       OR e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       OR person = (SELECT actor_id() WHERE actor_kind() = 'person')) END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION present_minutes(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION present_minutes(uuid) TO samsal_app;--> statement-breakpoint
-- What lists and policies look up.
DROP INDEX "enrolments_hosting";--> statement-breakpoint
DROP INDEX "enrolments_site";--> statement-breakpoint
CREATE INDEX "attendance_by_person" ON "attendance_entries" USING btree ("person_id","lesson_id");--> statement-breakpoint
CREATE INDEX "roll_by_site" ON "roll_marks" USING btree ("lesson_id","site_id","round");--> statement-breakpoint
CREATE INDEX "audit_by_place" ON "audit_entries" USING btree ("municipality_id","id");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit_entries" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "enrolments_host" ON "enrolments" USING btree ("hosting_municipality_id","home_municipality_id","person_id");--> statement-breakpoint
CREATE INDEX "enrolments_home" ON "enrolments" USING btree ("home_municipality_id");--> statement-breakpoint
CREATE INDEX "enrolments_in_group" ON "enrolments" USING btree ("group_id","site_id");--> statement-breakpoint
CREATE INDEX "group_sites_site" ON "group_sites" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "groups_by_name" ON "groups" USING btree ("name" collate "sv-x-icu");--> statement-breakpoint
CREATE INDEX "lessons_by_host" ON "lessons" USING btree ("hosting_municipality_id","starts_at");--> statement-breakpoint
CREATE INDEX "lessons_by_communicator" ON "lessons" USING btree ("communicator_id","starts_at");--> statement-breakpoint
CREATE INDEX "persons_by_name" ON "persons" USING btree ("display_name" collate "sv-x-icu");--> statement-breakpoint
CREATE INDEX "staff_by_name" ON "staff" USING btree ("name" collate "sv-x-icu");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_as_text" ON "staff" USING btree (("id"::text));--> statement-breakpoint
CREATE INDEX "enrolments_site" ON "enrolments" USING btree ("site_id","home_municipality_id","person_id");