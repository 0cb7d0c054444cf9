ALTER TABLE queue ADD COLUMN rate_n   INTEGER;
ALTER TABLE queue ADD COLUMN rate_per INTEGER;
ALTER TABLE queue ADD COLUMN tat      INTEGER NOT NULL DEFAULT 0;

CREATE TABLE limiter (
    key    TEXT    PRIMARY KEY NOT NULL,
    tat    INTEGER NOT NULL,
    booked INTEGER NOT NULL
) STRICT;

CREATE TABLE job_wait (
    waits_for INTEGER NOT NULL,
    job_id    INTEGER NOT NULL,
    PRIMARY KEY (waits_for, job_id)
) STRICT;
CREATE INDEX job_wait_by_job ON job_wait (job_id);

ALTER TABLE job_done ADD COLUMN run_at     INTEGER;
ALTER TABLE job_done ADD COLUMN started_at INTEGER;
ALTER TABLE job_done ADD COLUMN result     TEXT;
