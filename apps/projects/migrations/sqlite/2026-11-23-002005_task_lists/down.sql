DROP VIEW project_reviews;
CREATE INDEX tasks_by_state ON tasks (company_id, state_id);
DROP INDEX tasks_by_column;
DROP INDEX tasks_by_company_title;
DROP INDEX tasks_by_company_priority;
DROP INDEX tasks_by_company_creation;
DROP INDEX tasks_by_company_due;
