ALTER TABLE "report_batches" ADD COLUMN "fingerprint" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "report_batches" ADD COLUMN "notices" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "report_batches" ADD COLUMN "lease_holder" text;--> statement-breakpoint
ALTER TABLE "report_batches" ADD COLUMN "leased_until" timestamp with time zone;