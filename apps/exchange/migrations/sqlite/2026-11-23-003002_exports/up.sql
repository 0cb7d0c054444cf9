-- One row for each time that somebody asked for all that a company has.
CREATE TABLE exports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER NOT NULL REFERENCES companies (id),
    status      TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'expired')),
    -- The archive; gone when it is too old.
    file_id     INTEGER,
    bytes       INTEGER,
    -- Rows and files packed so far, and how many there were at the beginning.
    done        INTEGER NOT NULL DEFAULT 0,
    total       INTEGER NOT NULL DEFAULT 0,
    error       TEXT,
    created_by  INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    finished_at INTEGER,
    expires_at  INTEGER,
    version     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id)
) STRICT;
CREATE UNIQUE INDEX exports_at_work ON exports (company_id) WHERE status IN ('queued', 'running');
CREATE INDEX exports_by_expiry ON exports (expires_at) WHERE file_id IS NOT NULL;
