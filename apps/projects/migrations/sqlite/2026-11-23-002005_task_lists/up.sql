-- The orders of a company's tasks, and of the tasks in one column.
CREATE INDEX tasks_by_company_due ON tasks (company_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX tasks_by_company_creation ON tasks (company_id, created_at, id);
CREATE INDEX tasks_by_company_priority ON tasks (company_id, priority, id);
CREATE INDEX tasks_by_company_title ON tasks (company_id, title, id);
CREATE INDEX tasks_by_column ON tasks (company_id, state_id, position);
DROP INDEX tasks_by_state;

-- What waits in a project for somebody to say that it is good.
CREATE VIEW project_reviews AS
SELECT s.company_id, s.project_id, COUNT(*) AS waiting
FROM states s
JOIN tasks t ON t.company_id = s.company_id AND t.state_id = s.id
WHERE s.kind = 'review' AND t.trashed_at IS NULL AND t.archived_at IS NULL
GROUP BY s.company_id, s.project_id;
