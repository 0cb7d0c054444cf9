CREATE TABLE job_done (
    id          INTEGER PRIMARY KEY,
    company_id  INTEGER,
    queue       TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    attempt     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    last_error  TEXT
) STRICT;
CREATE INDEX job_done_by_end ON job_done (finished_at);

CREATE TABLE worker (
    id          INTEGER PRIMARY KEY,
    host        TEXT    NOT NULL,
    pid         INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    running     INTEGER NOT NULL DEFAULT 0,
    lock_path   TEXT
) STRICT;

CREATE TABLE schedule (
    name      TEXT    PRIMARY KEY NOT NULL,
    cron      TEXT    NOT NULL,
    tz        TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    enabled   INTEGER NOT NULL DEFAULT 1,
    last_fire INTEGER NOT NULL
) STRICT;

CREATE TABLE queue (
    name        TEXT    PRIMARY KEY NOT NULL,
    paused      INTEGER NOT NULL DEFAULT 0,
    max_running INTEGER
) STRICT;
