ALTER TABLE job ADD COLUMN published_at BIGINT;
CREATE INDEX job_published ON job (queue, prio, published_at) WHERE state = 2;
