ALTER TABLE queue ADD COLUMN rate_n   BIGINT;
ALTER TABLE queue ADD COLUMN rate_per BIGINT;
ALTER TABLE queue ADD COLUMN tat      BIGINT NOT NULL DEFAULT 0;

CREATE TABLE limiter (
    key    TEXT   PRIMARY KEY NOT NULL,
    tat    BIGINT NOT NULL,
    booked BIGINT NOT NULL
);

CREATE TABLE job_wait (
    waits_for BIGINT NOT NULL,
    job_id    BIGINT NOT NULL,
    PRIMARY KEY (waits_for, job_id)
);
CREATE INDEX job_wait_by_job ON job_wait (job_id);

ALTER TABLE job_done ADD COLUMN run_at     BIGINT;
ALTER TABLE job_done ADD COLUMN started_at BIGINT;
ALTER TABLE job_done ADD COLUMN result     TEXT;
