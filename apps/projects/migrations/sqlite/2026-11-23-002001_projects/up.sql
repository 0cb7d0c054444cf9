CREATE TABLE projects (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER    NOT NULL REFERENCES companies (id),
    slug        TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    colour      TEXT   NOT NULL,
    notes       TEXT   NOT NULL DEFAULT '',
    notes_html  TEXT   NOT NULL DEFAULT '',
    private     INTEGER   NOT NULL DEFAULT 0,
    archived_at INTEGER,
    trashed_at  INTEGER,
    created_by  INTEGER    NOT NULL,
    created_at  INTEGER    NOT NULL,
    updated_at  INTEGER    NOT NULL,
    version     INTEGER    NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, slug)
) STRICT;

-- Whom a private project, or a client, is opened to.
CREATE TABLE project_people (
    company_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    added_by   INTEGER,
    added_at   INTEGER NOT NULL,
    PRIMARY KEY (company_id, project_id, user_id),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, user_id) REFERENCES members (company_id, user_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX project_people_by_user ON project_people (company_id, user_id, project_id);

-- The one place that decides which projects a person can see, trashed ones included.
CREATE VIEW visible_projects AS
SELECT p.company_id, p.id AS project_id, m.user_id, p.archived_at, p.trashed_at
FROM projects p
JOIN members m ON m.company_id = p.company_id
WHERE m.role IN ('owner', 'admin')
   OR (m.role = 'member' AND NOT p.private)
   OR EXISTS (
       SELECT 1 FROM project_people pp
       WHERE pp.company_id = p.company_id AND pp.project_id = p.id AND pp.user_id = m.user_id
   );

-- The one place that decides which people a person can see: a client sees another client only
-- in a project that both are in.
CREATE VIEW visible_people AS
SELECT v.company_id, v.user_id AS viewer_id, m.user_id
FROM members v
JOIN members m ON m.company_id = v.company_id
WHERE v.role <> 'client'
   OR m.role <> 'client'
   OR m.user_id = v.user_id
   OR EXISTS (
       SELECT 1 FROM project_people a
       JOIN project_people b ON b.company_id = a.company_id AND b.project_id = a.project_id
       WHERE a.company_id = v.company_id AND a.user_id = v.user_id AND b.user_id = m.user_id
   );

-- The columns of a project's board.
CREATE TABLE states (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    project_id INTEGER  NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('plan', 'doing', 'review', 'done')),
    position   TEXT NOT NULL,
    created_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, project_id, position),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE goals (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    project_id INTEGER  NOT NULL,
    title      TEXT NOT NULL,
    notes      TEXT NOT NULL DEFAULT '',
    notes_html TEXT NOT NULL DEFAULT '',
    due_on     INTEGER,
    position   TEXT NOT NULL,
    closed_at  INTEGER,
    trashed_at INTEGER,
    created_by INTEGER  NOT NULL,
    created_at INTEGER  NOT NULL,
    updated_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, project_id, position),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE
) STRICT;

-- Labels belong to the company; `name_key` is the name folded, so that Bug and bug are one.
CREATE TABLE labels (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL REFERENCES companies (id),
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL,
    colour     TEXT NOT NULL,
    created_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, name_key)
) STRICT;
