-- Items of checklists that were taken off, and can be brought back to their place.
ALTER TABLE checklist_items ADD COLUMN trashed_at BIGINT;

-- What hangs on the tasks of a project, the newest first.
CREATE INDEX attachments_by_project ON attachments (company_id, project_id, id);
