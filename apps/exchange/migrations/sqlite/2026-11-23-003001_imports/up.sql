-- One row for each file that somebody brought in.
CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER NOT NULL REFERENCES companies (id),
    project_id  INTEGER,
    source      TEXT    NOT NULL CHECK (source IN ('trello')),
    -- The board's id in its own world: one import of a board at a time.
    board       TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    status      TEXT    NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'undone')),
    options     TEXT    NOT NULL,
    -- What was read of the file; gone when the import is over.
    file_id     INTEGER,
    -- How far it has come: 0 before the project is there, then one more than the cards done.
    place       INTEGER NOT NULL DEFAULT 0,
    total       INTEGER NOT NULL,
    tally       TEXT    NOT NULL,
    report      TEXT,
    created_by  INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    finished_at INTEGER,
    version     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX imports_at_work ON imports (company_id, source, board)
    WHERE status IN ('queued', 'running');

-- Which row of ours a thing of theirs became, and what their file said of it the last time.
CREATE TABLE import_rows (
    company_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    source     TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    source_id  TEXT    NOT NULL,
    -- What people call it there, such as the number of a card.
    source_ref TEXT,
    row_id     INTEGER NOT NULL,
    hash       TEXT    NOT NULL,
    snapshot   TEXT    NOT NULL,
    import_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (company_id, project_id, source, kind, source_id),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX import_rows_by_source ON import_rows (company_id, source, kind, source_id);
