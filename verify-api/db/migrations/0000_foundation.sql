CREATE SEQUENCE "public"."report_status_index" INCREMENT BY 1 MINVALUE 0 MAXVALUE 9223372036854775807 START WITH 0 CACHE 1;--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "events_kind" CHECK ("events"."kind" in ('issued', 'revoked', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"api_key_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"number" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_api_key_id_key_pk" PRIMARY KEY("api_key_id","key")
);
--> statement-breakpoint
CREATE TABLE "report_pdfs" (
	"number" text PRIMARY KEY NOT NULL,
	"sealed_pdf" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"number" text PRIMARY KEY NOT NULL,
	"status_index" bigint NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"office" text NOT NULL,
	"recipient" text,
	"issued_at" timestamp with time zone NOT NULL,
	"valid_until" date,
	"issued_by" text NOT NULL,
	"kid" text NOT NULL,
	"demo" boolean NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"id_index" "bytea",
	"name_index" "bytea",
	"sealed" "bytea" NOT NULL,
	"wrapped_key" "bytea",
	"master_key_version" text NOT NULL,
	"credential_sha256" "bytea" NOT NULL,
	"pdf_sha256" "bytea" NOT NULL,
	"supersedes" text,
	"superseded_by" text,
	"revocation_reason" text,
	"revocation_note_sealed" "bytea",
	"changed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reports_status_index_unique" UNIQUE("status_index"),
	CONSTRAINT "reports_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "reports_number" CHECK ("reports"."number" ~ '^[0-9]{20}$'),
	CONSTRAINT "reports_state" CHECK ("reports"."state" in ('valid', 'revoked', 'superseded')),
	CONSTRAINT "reports_revoked" CHECK (("reports"."state" = 'revoked') = ("reports"."revocation_reason" is not null)),
	CONSTRAINT "reports_superseded" CHECK ("reports"."state" <> 'superseded' or "reports"."superseded_by" is not null),
	CONSTRAINT "reports_valid" CHECK ("reports"."state" <> 'valid' or "reports"."superseded_by" is null),
	CONSTRAINT "reports_changed" CHECK (("reports"."changed_at" is null) = ("reports"."version" = 1)),
	CONSTRAINT "reports_hashes" CHECK (octet_length("reports"."code_hash") = 32 and octet_length("reports"."credential_sha256") = 32 and octet_length("reports"."pdf_sha256") = 32)
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"demo" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_number_reports_number_fk" FOREIGN KEY ("number") REFERENCES "public"."reports"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_number_reports_number_fk" FOREIGN KEY ("number") REFERENCES "public"."reports"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_pdfs" ADD CONSTRAINT "report_pdfs_number_reports_number_fk" FOREIGN KEY ("number") REFERENCES "public"."reports"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_kid_signing_keys_kid_fk" FOREIGN KEY ("kid") REFERENCES "public"."signing_keys"("kid") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_supersedes_reports_number_fk" FOREIGN KEY ("supersedes") REFERENCES "public"."reports"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_superseded_by_reports_number_fk" FOREIGN KEY ("superseded_by") REFERENCES "public"."reports"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_number_index" ON "events" USING btree ("number");--> statement-breakpoint
CREATE INDEX "reports_id_index" ON "reports" USING btree ("id_index");--> statement-breakpoint
CREATE INDEX "reports_name_index" ON "reports" USING btree ("name_index");--> statement-breakpoint
CREATE INDEX "reports_state_index" ON "reports" USING btree ("state","status_index");