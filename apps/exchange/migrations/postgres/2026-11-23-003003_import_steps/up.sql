-- Rehearsed, and held until somebody says that it is meant.
ALTER TABLE imports ADD COLUMN held_at BIGINT;
-- Being taken back since then, by whom, and what came of it: JSON.
ALTER TABLE imports ADD COLUMN reversing_at BIGINT;
ALTER TABLE imports ADD COLUMN reversed_by BIGINT;
ALTER TABLE imports ADD COLUMN reversal TEXT;
CREATE INDEX imports_held ON imports (held_at) WHERE held_at IS NOT NULL;
CREATE INDEX import_rows_by_import ON import_rows (company_id, project_id, import_id, kind, row_id);
