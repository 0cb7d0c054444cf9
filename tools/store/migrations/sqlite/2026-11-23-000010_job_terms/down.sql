DROP INDEX job_parked;
DROP INDEX job_by_limit;
DROP INDEX job_by_unique_key;
CREATE UNIQUE INDEX job_by_unique_key ON job (unique_key) WHERE unique_key IS NOT NULL AND state < 3;
ALTER TABLE job DROP COLUMN followed;
ALTER TABLE job DROP COLUMN started_at;
ALTER TABLE job DROP COLUMN limit_key;
ALTER TABLE job DROP COLUMN version;
