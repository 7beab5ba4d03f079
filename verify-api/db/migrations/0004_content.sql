CREATE TABLE "content_draft_files" (
	"id" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_by" text NOT NULL,
	"added_by_name" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"removed_by" text,
	"removed_by_name" text,
	"removed_at" timestamp with time zone,
	CONSTRAINT "content_draft_files_size" CHECK (octet_length("content_draft_files"."content") = "content_draft_files"."bytes")
);--> statement-breakpoint
CREATE TABLE "content_draft_steps" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "content_draft_steps_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"draft_id" text NOT NULL,
	"kind" text NOT NULL,
	"step" integer,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" text,
	"version" integer NOT NULL
);--> statement-breakpoint
CREATE TABLE "content_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"steps" integer NOT NULL,
	"replaces" boolean NOT NULL,
	"base_sha256" text,
	"base_files" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"fields" jsonb NOT NULL,
	"body" text NOT NULL,
	"publish_at" timestamp with time zone,
	"returned_note" text,
	"faults" jsonb NOT NULL,
	"reminders" jsonb NOT NULL,
	"plan" jsonb,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by_name" text NOT NULL,
	CONSTRAINT "content_drafts_review" CHECK (("content_drafts"."state" = 'review') = ("content_drafts"."step" > 0)),
	CONSTRAINT "content_drafts_step" CHECK ("content_drafts"."step" between 0 and "content_drafts"."steps")
);--> statement-breakpoint
CREATE TABLE "content_publications" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"draft_id" text,
	"entry" text,
	"reason" text,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"release" text,
	"faults" jsonb NOT NULL,
	"text" text,
	"content_digest" text,
	"lease_holder" text,
	"leased_until" timestamp with time zone,
	CONSTRAINT "content_publications_ended" CHECK (("content_publications"."state" in ('done', 'failed')) = ("content_publications"."ended_at" is not null))
);--> statement-breakpoint
ALTER TABLE "content_draft_files" ADD CONSTRAINT "content_draft_files_draft_id_content_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."content_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_draft_steps" ADD CONSTRAINT "content_draft_steps_draft_id_content_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."content_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_publications" ADD CONSTRAINT "content_publications_draft_id_content_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."content_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "content_draft_files_name_index" ON "content_draft_files" USING btree ("draft_id","name") WHERE "content_draft_files"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "content_draft_steps_draft_index" ON "content_draft_steps" USING btree ("draft_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "content_drafts_open_index" ON "content_drafts" USING btree ("kind","slug") WHERE "content_drafts"."state" in ('draft', 'review', 'approved');--> statement-breakpoint
CREATE INDEX "content_drafts_state_index" ON "content_drafts" USING btree ("state","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "content_publications_running_index" ON "content_publications" USING btree ("state") WHERE "content_publications"."state" = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "content_publications_draft_index" ON "content_publications" USING btree ("draft_id") WHERE "content_publications"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "content_publications_outside_index" ON "content_publications" USING btree ("kind") WHERE "content_publications"."state" = 'waiting' and "content_publications"."kind" in ('outside', 'rebuild');--> statement-breakpoint
CREATE INDEX "content_publications_due_index" ON "content_publications" USING btree ("state","due_at");--> statement-breakpoint
CREATE TRIGGER "content_drafts_kept" BEFORE DELETE OR TRUNCATE ON "content_drafts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "content_draft_files_kept" BEFORE DELETE OR TRUNCATE ON "content_draft_files" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "content_draft_steps_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "content_draft_steps" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "content_publications_kept" BEFORE DELETE OR TRUNCATE ON "content_publications" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
-- What is attached is compressed already.
ALTER TABLE "content_draft_files" ALTER COLUMN "content" SET STORAGE EXTERNAL;
