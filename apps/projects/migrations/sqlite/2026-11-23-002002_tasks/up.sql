-- The next task number of each company; a number is never given twice.
CREATE TABLE task_counters (
    company_id INTEGER PRIMARY KEY REFERENCES companies (id),
    next       INTEGER NOT NULL
) STRICT;

CREATE TABLE tasks (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id        INTEGER  NOT NULL,
    project_id        INTEGER  NOT NULL,
    number            INTEGER  NOT NULL,
    title             TEXT NOT NULL,
    notes             TEXT NOT NULL DEFAULT '',
    notes_html        TEXT NOT NULL DEFAULT '',
    state_id          INTEGER  NOT NULL,
    -- Where reopening puts it back.
    previous_state_id INTEGER,
    goal_id           INTEGER,
    parent_id         INTEGER,
    position          TEXT NOT NULL,
    priority          INTEGER  NOT NULL DEFAULT 0,
    start_on          INTEGER,
    due_on            INTEGER,
    closed_at         INTEGER,
    closed_by         INTEGER,
    archived_at       INTEGER,
    trashed_at        INTEGER,
    created_by        INTEGER  NOT NULL,
    created_at        INTEGER  NOT NULL,
    updated_at        INTEGER  NOT NULL,
    version           INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, number),
    UNIQUE (company_id, project_id, position),
    FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, state_id) REFERENCES states (company_id, id),
    FOREIGN KEY (company_id, goal_id) REFERENCES goals (company_id, id),
    FOREIGN KEY (company_id, parent_id) REFERENCES tasks (company_id, id)
) STRICT;
CREATE INDEX tasks_by_project ON tasks (company_id, project_id, id);
CREATE INDEX tasks_by_update ON tasks (company_id, project_id, updated_at, id);
CREATE INDEX tasks_by_company_update ON tasks (company_id, updated_at, id);
CREATE INDEX tasks_by_creation ON tasks (company_id, project_id, created_at, id);
CREATE INDEX tasks_by_priority ON tasks (company_id, project_id, priority, id);
CREATE INDEX tasks_by_title ON tasks (company_id, project_id, title, id);
CREATE INDEX tasks_by_due ON tasks (company_id, project_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX tasks_due_soon ON tasks (due_on) WHERE due_on IS NOT NULL AND closed_at IS NULL;
CREATE INDEX tasks_by_state ON tasks (company_id, state_id);
CREATE INDEX tasks_by_goal ON tasks (company_id, goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX tasks_by_parent ON tasks (company_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE task_assignees (
    company_id  INTEGER NOT NULL,
    task_id     INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    assigned_by INTEGER,
    assigned_at INTEGER NOT NULL,
    PRIMARY KEY (company_id, task_id, user_id),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, user_id) REFERENCES members (company_id, user_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX task_assignees_by_user ON task_assignees (company_id, user_id, task_id);

CREATE TABLE task_labels (
    company_id INTEGER NOT NULL,
    task_id    INTEGER NOT NULL,
    label_id   INTEGER NOT NULL,
    PRIMARY KEY (company_id, task_id, label_id),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, label_id) REFERENCES labels (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX task_labels_by_label ON task_labels (company_id, label_id, task_id);

-- `section` names the checklist that an item stands in; most tasks have one, without a name.
CREATE TABLE checklist_items (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id INTEGER  NOT NULL,
    task_id    INTEGER  NOT NULL,
    section    TEXT NOT NULL DEFAULT '',
    title      TEXT NOT NULL,
    position   TEXT NOT NULL,
    done_at    INTEGER,
    done_by    INTEGER,
    created_at INTEGER  NOT NULL,
    version    INTEGER  NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    UNIQUE (company_id, task_id, position),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE watchers (
    company_id INTEGER NOT NULL,
    task_id    INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    PRIMARY KEY (company_id, task_id, user_id),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, user_id) REFERENCES members (company_id, user_id) ON DELETE CASCADE
) STRICT;

-- Due dates that people were reminded of, so that each is spoken of once.
CREATE TABLE task_reminders (
    company_id INTEGER NOT NULL,
    task_id    INTEGER NOT NULL,
    due_on     INTEGER NOT NULL,
    PRIMARY KEY (company_id, task_id, due_on),
    FOREIGN KEY (company_id, task_id) REFERENCES tasks (company_id, id) ON DELETE CASCADE
) STRICT;

-- What a list of projects, or of goals, says of the tasks in them.
CREATE INDEX tasks_counted ON tasks (company_id, project_id, goal_id, closed_at)
    WHERE trashed_at IS NULL AND archived_at IS NULL;
CREATE VIEW project_counts AS
SELECT company_id, project_id, COUNT(*) AS total, COUNT(*) - COUNT(closed_at) AS open
FROM tasks
WHERE trashed_at IS NULL AND archived_at IS NULL
GROUP BY company_id, project_id;
CREATE VIEW goal_counts AS
SELECT company_id, project_id, goal_id, COUNT(*) AS total, COUNT(*) - COUNT(closed_at) AS open
FROM tasks
WHERE trashed_at IS NULL AND archived_at IS NULL AND goal_id IS NOT NULL
GROUP BY company_id, project_id, goal_id;

-- Labels of the company are its staff's; a client sees those in use in projects they see.
CREATE VIEW visible_labels AS
SELECT m.company_id, l.id AS label_id, m.user_id
FROM members m
JOIN labels l ON l.company_id = m.company_id
WHERE m.role <> 'client'
   OR EXISTS (
       SELECT 1 FROM task_labels tl
       JOIN tasks t ON t.company_id = tl.company_id AND t.id = tl.task_id
       JOIN project_people pp ON pp.company_id = t.company_id AND pp.project_id = t.project_id
       WHERE tl.company_id = l.company_id AND tl.label_id = l.id AND pp.user_id = m.user_id
         AND t.trashed_at IS NULL
   );
