-- Sealed bytes do not compress: store them apart as they are, without trying.
ALTER TABLE "reports" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "report_pdfs" ALTER COLUMN "sealed_pdf" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Nothing is ever deleted, not even by a slip at the console; a person is erased by setting wrapped_key to null.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% on % is not allowed: reports and events are kept for ever', TG_OP, TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER "reports_kept" BEFORE DELETE OR TRUNCATE ON "reports" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "report_pdfs_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "report_pdfs" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "events_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
