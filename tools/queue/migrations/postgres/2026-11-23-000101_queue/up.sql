CREATE TABLE job_done (
    id          BIGINT  PRIMARY KEY,
    company_id  BIGINT,
    queue       TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    attempt     BIGINT  NOT NULL,
    created_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    last_error  TEXT
);
CREATE INDEX job_done_by_end ON job_done (finished_at);

CREATE TABLE worker (
    id          BIGINT  PRIMARY KEY,
    host        TEXT    NOT NULL,
    pid         BIGINT  NOT NULL,
    started_at  BIGINT  NOT NULL,
    lease_until BIGINT  NOT NULL,
    running     BIGINT  NOT NULL DEFAULT 0,
    lock_path   TEXT
);

CREATE TABLE schedule (
    name      TEXT    PRIMARY KEY NOT NULL,
    cron      TEXT    NOT NULL,
    tz        TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    enabled   BOOLEAN NOT NULL DEFAULT TRUE,
    last_fire BIGINT  NOT NULL
);

CREATE TABLE queue (
    name        TEXT    PRIMARY KEY NOT NULL,
    paused      BOOLEAN NOT NULL DEFAULT FALSE,
    max_running BIGINT
);
