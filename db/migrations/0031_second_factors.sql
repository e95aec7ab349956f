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
