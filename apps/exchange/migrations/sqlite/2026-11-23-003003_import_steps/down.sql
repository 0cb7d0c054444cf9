DROP INDEX import_rows_by_import;
DROP INDEX imports_held;
ALTER TABLE imports DROP COLUMN reversal;
ALTER TABLE imports DROP COLUMN reversed_by;
ALTER TABLE imports DROP COLUMN reversing_at;
ALTER TABLE imports DROP COLUMN held_at;
