DROP INDEX job_published;
ALTER TABLE job DROP COLUMN published_at;
