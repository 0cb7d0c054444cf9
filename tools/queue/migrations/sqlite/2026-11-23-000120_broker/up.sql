ALTER TABLE job ADD COLUMN published_at INTEGER;
CREATE INDEX job_published ON job (queue, prio, published_at) WHERE state = 2;
