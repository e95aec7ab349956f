CREATE TABLE "contacts" (
	"person_id" uuid NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "contacts_person_id_kind_pk" PRIMARY KEY("person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "permit_grounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"home_municipality_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"recorded_funding" text,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "permit_once" UNIQUE("person_id","ground","from_on"),
	CONSTRAINT "permit_ends_after_it_begins" CHECK ("permit_grounds"."until_on" >= "permit_grounds"."from_on")
);
--> statement-breakpoint
ALTER TABLE "person_identities" ADD COLUMN "born_on" date;--> statement-breakpoint
ALTER TABLE "person_identities" ADD COLUMN "legal_sex" text;--> statement-breakpoint
ALTER TABLE "person_identities" ADD COLUMN "dossier_number" text;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "also_speaks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "reads" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "literacy" text;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "needs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_at_home" FOREIGN KEY ("person_id","home_municipality_id") REFERENCES "public"."persons"("id","home_municipality_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "permit_grounds" ADD CONSTRAINT "permits_at_home" FOREIGN KEY ("person_id","home_municipality_id") REFERENCES "public"."persons"("id","home_municipality_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON contacts, permit_grounds TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (sealed) ON contacts TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (until_on) ON permit_grounds TO samsal_app;
--> statement-breakpoint
GRANT UPDATE (born_on, legal_sex, dossier_number) ON person_identities TO samsal_app;
--> statement-breakpoint
ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- How to reach a person, and why they may stay, is known to those who keep the register of the home municipality.
CREATE POLICY kept_at_home ON contacts FOR ALL USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
ALTER TABLE permit_grounds ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY kept_at_home ON permit_grounds FOR SELECT USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY recorded_at_home ON permit_grounds FOR INSERT WITH CHECK (
  is_set_up()
  OR (home_municipality_id = ANY ((SELECT actor_registers())::uuid[]) AND recorded_by = (SELECT actor_id())));
--> statement-breakpoint
CREATE POLICY ended_at_home ON permit_grounds FOR UPDATE USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
CREATE POLICY removed_at_home ON permit_grounds FOR DELETE USING (
  is_set_up() OR home_municipality_id = ANY ((SELECT actor_registers())::uuid[]));
--> statement-breakpoint
-- What was recorded by hand until now: only the group is known of it, and who paid.
INSERT INTO permit_grounds (person_id, home_municipality_id, ground, from_on, recorded_funding)
  SELECT p.id, p.home_municipality_id, p.target_group || '_unspecified',
    coalesce((SELECT min(h.from_on) FROM home_registrations h WHERE h.person_id = p.id),
      (p.created_at AT TIME ZONE 'Europe/Stockholm')::date),
    nullif(p.funding_category, 'unknown')
  FROM persons p WHERE p.target_group IN ('establishment', 'extended');
