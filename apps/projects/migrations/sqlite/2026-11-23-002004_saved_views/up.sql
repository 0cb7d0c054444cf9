-- How somebody looks at tasks: filters, order and form, as the client that shows it wrote them.
CREATE TABLE saved_views (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id  INTEGER NOT NULL REFERENCES companies (id),
    -- None for a view of the company's tasks.
    project_id  INTEGER,
    owner_id    INTEGER NOT NULL REFERENCES users (id),
    name        TEXT    NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('board', 'list', 'calendar')),
    -- JSON.
    query       TEXT    NOT NULL,
    -- With all who see the project, or who work in the company.
    shared      INTEGER NOT NULL DEFAULT 0,
    -- What a project opens with.
    is_default  INTEGER NOT NULL DEFAULT 0,
    position    INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX saved_views_by_place ON saved_views (company_id, project_id, position, id);
CREATE INDEX saved_views_by_owner ON saved_views (company_id, owner_id);
CREATE UNIQUE INDEX saved_views_default ON saved_views (company_id, project_id) WHERE is_default;
