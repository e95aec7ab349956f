CREATE TABLE "provider_ties" (
	"provider_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"subject" text,
	"tied_by" uuid,
	"tied_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_at" timestamp with time zone,
	CONSTRAINT "provider_ties_provider_id_staff_id_pk" PRIMARY KEY("provider_id","staff_id"),
	CONSTRAINT "subject_once" UNIQUE("provider_id","subject")
);
--> statement-breakpoint
CREATE TABLE "provider_roles" (
	"provider_id" uuid NOT NULL,
	"group_value" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "provider_roles_provider_id_group_value_role_pk" PRIMARY KEY("provider_id","group_value","role")
);
--> statement-breakpoint
CREATE TABLE "sign_in_providers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"groups_claim" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_once" UNIQUE("municipality_id","issuer","client_id"),
	CONSTRAINT "provider_at_home" UNIQUE("id","municipality_id"),
	CONSTRAINT "provider_ends_after_it_begins" CHECK ("sign_in_providers"."until_on" >= "sign_in_providers"."from_on")
);
--> statement-breakpoint
ALTER TABLE "role_assignments" DROP CONSTRAINT "role_once";--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD COLUMN "given_by" uuid;--> statement-breakpoint
ALTER TABLE "provider_ties" ADD CONSTRAINT "provider_ties_provider_id_sign_in_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."sign_in_providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_ties" ADD CONSTRAINT "provider_ties_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_roles" ADD CONSTRAINT "provider_roles_provider_id_sign_in_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."sign_in_providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_providers" ADD CONSTRAINT "sign_in_providers_municipality_id_municipalities_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."municipalities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ties_of_staff" ON "provider_ties" USING btree ("staff_id");--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_given_at_home" FOREIGN KEY ("given_by","municipality_id") REFERENCES "public"."sign_in_providers"("id","municipality_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_once" UNIQUE NULLS NOT DISTINCT("staff_id","municipality_id","role","site_id","given_by");--> statement-breakpoint
-- The secret of a provider is read by the sign-in alone, which asks for one by its id; it is encrypted besides.
GRANT SELECT (id, municipality_id, name, issuer, client_id, groups_claim, from_on, until_on, created_at) ON sign_in_providers TO samsal_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (name, issuer, client_id, sealed_secret, groups_claim, from_on, until_on) ON sign_in_providers TO samsal_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON provider_roles TO samsal_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (subject, first_at) ON provider_ties TO samsal_app;
--> statement-breakpoint
CREATE FUNCTION provider_secret(provider uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT sealed_secret FROM sign_in_providers WHERE id = provider AND current_setting('app.actor', true) = 'system:sign-in' $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION provider_secret(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION provider_secret(uuid) TO samsal_app;
--> statement-breakpoint
-- As with roles and accounts: the set-up writes, after the service has checked the permission.
ALTER TABLE sign_in_providers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY saved_by_set_up ON sign_in_providers FOR ALL USING (is_set_up());
--> statement-breakpoint
CREATE POLICY seen_by_administrators ON sign_in_providers FOR SELECT USING (
  is_system() OR municipality_id = ANY ((SELECT actor_municipalities_as('administrator'))::uuid[]));
--> statement-breakpoint
ALTER TABLE provider_roles ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY saved_by_set_up ON provider_roles FOR ALL USING (is_set_up());
--> statement-breakpoint
CREATE POLICY seen_with_provider ON provider_roles FOR SELECT USING (
  is_system() OR provider_id IN (SELECT id FROM sign_in_providers));
--> statement-breakpoint
ALTER TABLE provider_ties ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tied_by_set_up ON provider_ties FOR ALL USING (is_set_up());
--> statement-breakpoint
CREATE POLICY seen_with_provider ON provider_ties FOR SELECT USING (
  is_system() OR provider_id IN (SELECT id FROM sign_in_providers));

--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"staff_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_staff_id_code_hash_pk" PRIMARY KEY("staff_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"staff_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "municipalities" ADD COLUMN "second_factor_from" date;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The secret is read by the sign-in alone, which asks for one by its account; it is encrypted besides.
GRANT SELECT (staff_id, last_step, confirmed_at) ON second_factors TO samsal_app;
--> statement-breakpoint
GRANT INSERT, DELETE, UPDATE (sealed_secret, last_step, confirmed_at) ON second_factors TO samsal_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON recovery_codes TO samsal_app;
--> statement-breakpoint
CREATE FUNCTION second_factor_secret(account uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT sealed_secret FROM second_factors WHERE staff_id = account AND current_setting('app.actor', true) = 'system:sign-in' $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION second_factor_secret(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION second_factor_secret(uuid) TO samsal_app;
--> statement-breakpoint
ALTER TABLE second_factors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY kept_by_set_up ON second_factors FOR ALL USING (is_set_up());
--> statement-breakpoint
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY kept_by_set_up ON recovery_codes FOR ALL USING (is_set_up());
