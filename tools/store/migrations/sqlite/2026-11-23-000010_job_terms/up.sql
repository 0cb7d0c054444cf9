ALTER TABLE job ADD COLUMN version    INTEGER NOT NULL DEFAULT 1;
ALTER TABLE job ADD COLUMN limit_key  TEXT;
ALTER TABLE job ADD COLUMN started_at INTEGER;
ALTER TABLE job ADD COLUMN followed   INTEGER NOT NULL DEFAULT 0;
DROP INDEX job_by_unique_key;
CREATE UNIQUE INDEX job_by_unique_key ON job (unique_key) WHERE unique_key IS NOT NULL AND state <> 3;
CREATE INDEX job_by_limit ON job (limit_key) WHERE state = 1 AND limit_key IS NOT NULL;
CREATE INDEX job_parked ON job (limit_key, run_at, id) WHERE state = 4;
