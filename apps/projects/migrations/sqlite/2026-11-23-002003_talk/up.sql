-- `event_id` is the fact that a comment was made from (a review's note), so that it is made once.
CREATE TABLE comments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    project_id INTEGER  NOT NULL,
    task_id    INTEGER  NOT NULL,
    author_id  INTEGER  NOT NULL,
    text       TEXT NOT NULL,
    html       TEXT NOT NULL,
    edited_at  INTEGER,
    trashed_at INTEGER,
    event_id   INTEGER,
    created_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX comments_by_task ON comments (company_id, task_id, created_at, id);
CREATE UNIQUE INDEX comments_by_event ON comments (company_id, event_id) WHERE event_id IS NOT NULL;
CREATE INDEX comments_by_project ON comments (company_id, project_id, task_id);

-- A file of ours, or a link to somewhere else.
CREATE TABLE attachments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    project_id INTEGER  NOT NULL,
    task_id    INTEGER  NOT NULL,
    comment_id INTEGER,
    file_id    INTEGER,
    url        TEXT,
    name       TEXT NOT NULL,
    created_by INTEGER  NOT NULL,
    created_at INTEGER  NOT NULL,
    trashed_at INTEGER,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    CHECK ((file_id IS NULL) <> (url IS NULL)),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, comment_id) REFERENCES comments (company_id, id)
) STRICT;
CREATE INDEX attachments_by_task ON attachments (company_id, task_id, id);
CREATE INDEX attachments_by_file ON attachments (file_id) WHERE file_id IS NOT NULL;

-- What can be found: one row for each task, comment and attachment name. `scope` is a word of the
-- index, so that a search reads no more than its own company has.
CREATE TABLE search_docs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    project_id INTEGER  NOT NULL,
    task_id    INTEGER  NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('task', 'comment', 'file')),
    subject_id INTEGER  NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    scope      TEXT NOT NULL GENERATED ALWAYS AS ('c' || company_id) VIRTUAL,
    UNIQUE (company_id, id),
    UNIQUE (company_id, kind, subject_id),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX search_docs_by_task ON search_docs (company_id, task_id);
CREATE VIRTUAL TABLE search_fts USING fts5(
    title, body, scope, content = 'search_docs', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER search_docs_added AFTER INSERT ON search_docs BEGIN
    INSERT INTO search_fts (rowid, title, body, scope)
    VALUES (new.id, new.title, new.body, new.scope);
END;
CREATE TRIGGER search_docs_removed AFTER DELETE ON search_docs BEGIN
    INSERT INTO search_fts (search_fts, rowid, title, body, scope)
    VALUES ('delete', old.id, old.title, old.body, old.scope);
END;
CREATE TRIGGER search_docs_changed AFTER UPDATE OF title, body ON search_docs BEGIN
    INSERT INTO search_fts (search_fts, rowid, title, body, scope)
    VALUES ('delete', old.id, old.title, old.body, old.scope);
    INSERT INTO search_fts (rowid, title, body, scope)
    VALUES (new.id, new.title, new.body, new.scope);
END;
