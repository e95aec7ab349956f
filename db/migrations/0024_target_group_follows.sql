ALTER TABLE "persons" DROP COLUMN "target_group";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "funding_category";