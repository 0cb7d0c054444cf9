-- One row for each (event, person) that was considered, shown or not, so that "why did I get
-- this mail?" and "why not?" have an answer.
CREATE TABLE notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL REFERENCES companies (id),
    user_id    INTEGER  NOT NULL REFERENCES users (id),
    event_id   INTEGER  NOT NULL,
    kind       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    project_id INTEGER,
    task_id    INTEGER,
    actor_id   INTEGER,
    excerpt    TEXT NOT NULL DEFAULT '',
    -- Shown in the inbox; what kept it out, where it is not.
    shown      INTEGER NOT NULL,
    inbox_why  TEXT NOT NULL,
    -- Whether a mail was asked for, and what kept it back, where it was not.
    mailed     INTEGER NOT NULL,
    mail_why   TEXT NOT NULL,
    read_at    INTEGER,
    created_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, event_id, user_id)
) STRICT;
CREATE INDEX notices_by_user ON notices (user_id, id) WHERE shown;
CREATE INDEX notices_hidden ON notices (user_id, id) WHERE NOT shown;
CREATE INDEX notices_unread ON notices (user_id, id) WHERE shown AND read_at IS NULL;
CREATE INDEX notices_considered ON notices (user_id, event_id);

-- What a person chose, where it is not the default.
CREATE TABLE notification_preferences (
    company_id INTEGER  NOT NULL,
    user_id    INTEGER  NOT NULL,
    kind       TEXT NOT NULL,
    medium     TEXT NOT NULL CHECK (medium IN ('inbox', 'mail')),
    enabled    INTEGER NOT NULL,
    PRIMARY KEY (company_id, user_id, kind, medium),
    FOREIGN KEY (company_id, user_id) REFERENCES members (company_id, user_id) ON DELETE CASCADE
) STRICT;
