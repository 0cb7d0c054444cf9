DROP INDEX attachments_by_project;
DELETE FROM checklist_items WHERE trashed_at IS NOT NULL;
ALTER TABLE checklist_items DROP COLUMN trashed_at;
