ALTER TABLE job_done DROP COLUMN result;
ALTER TABLE job_done DROP COLUMN started_at;
ALTER TABLE job_done DROP COLUMN run_at;
DROP TABLE job_wait;
DROP TABLE limiter;
ALTER TABLE queue DROP COLUMN tat;
ALTER TABLE queue DROP COLUMN rate_per;
ALTER TABLE queue DROP COLUMN rate_n;
