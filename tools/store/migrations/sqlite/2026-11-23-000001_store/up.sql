CREATE TABLE event (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    seq          INTEGER,
    company_id   INTEGER,
    project_id   INTEGER,
    user_id      INTEGER,
    actor_id     INTEGER,
    name         TEXT    NOT NULL,
    subject_type TEXT    NOT NULL,
    subject_id   INTEGER NOT NULL,
    thread_id    INTEGER,
    payload      TEXT    NOT NULL,
    changes      TEXT    NOT NULL,
    request_id   TEXT,
    at           INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_by_seq ON event (seq) WHERE seq IS NOT NULL;
CREATE INDEX event_unsequenced ON event (id) WHERE seq IS NULL;
CREATE INDEX event_by_company ON event (company_id, id);
CREATE INDEX event_by_project ON event (company_id, project_id, id);
CREATE INDEX event_by_thread ON event (company_id, thread_id, id) WHERE thread_id IS NOT NULL;
CREATE INDEX event_by_subject ON event (company_id, subject_type, subject_id, id);

CREATE TABLE job (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER,
    queue       TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    prio        INTEGER NOT NULL,
    run_at      INTEGER NOT NULL,
    state       INTEGER NOT NULL DEFAULT 0,
    attempt     INTEGER NOT NULL DEFAULT 0,
    max_attempt INTEGER NOT NULL,
    crashes     INTEGER NOT NULL DEFAULT 0,
    worker      INTEGER,
    unique_key  TEXT,
    trace       TEXT,
    checkpoint  TEXT,
    cancel      INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    deadline    INTEGER,
    last_error  TEXT
) STRICT;
CREATE INDEX job_due ON job (queue, prio, run_at, id) WHERE state = 0;
CREATE INDEX job_by_worker ON job (worker) WHERE state = 1;
CREATE INDEX job_dead ON job (id) WHERE state = 3;
CREATE UNIQUE INDEX job_by_unique_key ON job (unique_key) WHERE unique_key IS NOT NULL AND state < 3;
