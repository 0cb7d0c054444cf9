-- Data for the measurements, in Blimp's own tables on PostgreSQL: companies of very different size
-- (zipf), each with its people, projects, labels, and tasks with all that hangs on them.
--   psql -v tasks=200000 -v companies=200 -f fill.sql
\set ON_ERROR_STOP on
-- Foreign keys are looked after by the arithmetic below, not row by row.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
BEGIN;

CREATE FUNCTION pg_temp.digit(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', (n % 62)::int + 1, 1) $$;
-- An order key as Blimp makes it at the end of a list.
CREATE FUNCTION pg_temp.place(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT pg_temp.digit(n / 238328) || pg_temp.digit(n / 3844) || pg_temp.digit(n / 62)
       || pg_temp.digit(n) || pg_temp.digit(n * 7) || pg_temp.digit(1 + n % 61) $$;

-- What each company has, and where its ids begin.
CREATE TEMP TABLE plan AS
WITH size AS (
    SELECT c, greatest(60, floor(:tasks * power(c, -0.8)
               / sum(power(c, -0.8)) OVER ()))::bigint AS tasks
    FROM generate_series(1, :companies) AS c
)
SELECT c, tasks, projects,
       sum(tasks) OVER (ORDER BY c) - tasks AS task0,
       sum(projects) OVER (ORDER BY c) - projects AS project0
FROM (SELECT c, tasks, greatest(1, tasks / 400) AS projects FROM size) AS sized;

INSERT INTO users (id, email, name, email_verified_at, time_zone, language, created_at)
SELECT u, 'person' || u || '@example.com', 'Person Number ' || u, 1767225600000000, 'UTC', 'en',
       1767225600000000
FROM generate_series(1, :companies * 20) AS u;

INSERT INTO companies (id, slug, name, created_at)
SELECT c, 'company-' || c, 'Company ' || c, 1767225600000000 FROM plan;

INSERT INTO members (company_id, user_id, role, joined_at)
SELECT c, (c - 1) * 20 + k,
       CASE WHEN k = 1 THEN 'owner' WHEN k = 2 THEN 'admin' WHEN k <= 16 THEN 'member' ELSE 'client' END,
       1767225600000000
FROM plan, generate_series(1, 20) AS k;

INSERT INTO tokens (id, user_id, fingerprint, name, scope, created_at)
SELECT u, u,
       translate(rtrim(encode(sha256(convert_to('blimp_pat_bench_' || u, 'UTF8')), 'base64'), '='), '+/', '-_'),
       'bench', 'write', 1767225600000000
FROM generate_series(1, :companies * 20) AS u;

INSERT INTO projects (id, company_id, slug, name, colour, created_by, created_at, updated_at)
SELECT project0 + j, c, 'project-' || j, 'Project ' || j, '#1c7ed6', (c - 1) * 20 + 1,
       1767225600000000, 1767225600000000
FROM plan, generate_series(1, projects) AS j;

INSERT INTO states (id, company_id, project_id, name, kind, position, created_at)
SELECT (project0 + j - 1) * 4 + s, c, project0 + j, initcap(kind), kind, pg_temp.place(s), 1767225600000000
FROM plan, generate_series(1, projects) AS j,
     unnest(ARRAY['plan', 'doing', 'review', 'done']) WITH ORDINALITY AS state (kind, s);

INSERT INTO goals (id, company_id, project_id, title, position, created_by, created_at, updated_at)
SELECT (project0 + j - 1) * 3 + g, c, project0 + j, 'Goal ' || g, pg_temp.place(g), (c - 1) * 20 + 1,
       1767225600000000, 1767225600000000
FROM plan, generate_series(1, projects) AS j, generate_series(1, 3) AS g;

INSERT INTO labels (id, company_id, name, name_key, colour, created_at)
SELECT (c - 1) * 12 + l, c, 'label-' || l, 'label-' || l, '#1c7ed6', 1767225600000000
FROM plan, generate_series(1, 12) AS l;

INSERT INTO task_counters (company_id, next) SELECT c, tasks + 1 FROM plan;

-- `n` is the number in the company, `j` the project, `k` the place in it.
INSERT INTO tasks (id, company_id, project_id, number, title, notes, notes_html, state_id, goal_id,
                   parent_id, position, priority, due_on, closed_at, closed_by, created_by,
                   created_at, updated_at)
SELECT task0 + n, c, j, n,
       'Prepare report ' || n || ' for the meeting',
       'Collect the figures of the quarter, compare them with the plan, and write down what has to change before the next review number ' || n || '.',
       '<p>Collect the figures of the quarter, compare them with the plan, and write down what has to change before the next review number ' || n || '.</p>',
       (j - 1) * 4 + CASE WHEN n * 7919 % 100 < 40 THEN 4 ELSE 1 + n % 3 END,
       CASE WHEN n % 2 = 0 THEN (j - 1) * 3 + 1 + n % 3 END,
       CASE WHEN n % 10 = 0 AND n > projects AND (n - projects) % 10 <> 0 THEN task0 + n - projects END,
       pg_temp.place(1000 + (n - 1) / projects), n % 5,
       CASE WHEN n % 3 = 0 THEN 20500 + n % 400 END,
       CASE WHEN n * 7919 % 100 < 40 THEN 1767225600000000 + n * 2000000 END,
       CASE WHEN n * 7919 % 100 < 40 THEN (c - 1) * 20 + 1 + n % 16 END,
       (c - 1) * 20 + 1 + n % 16,
       1767225600000000 + n * 1000000, 1767225600000000 + n * 1000000
FROM plan, generate_series(1, tasks) AS n, LATERAL (SELECT project0 + 1 + (n - 1) % projects AS j) AS p;

INSERT INTO task_assignees (company_id, task_id, user_id, assigned_by, assigned_at)
SELECT c, task0 + n, (c - 1) * 20 + 1 + (n * 3 + i * 5) % 16, (c - 1) * 20 + 1, 1767225600000000
FROM plan, generate_series(1, tasks) AS n, generate_series(1, n % 4) AS i;

INSERT INTO task_labels (company_id, task_id, label_id)
SELECT c, task0 + n, (c - 1) * 12 + 1 + (n + i * 3) % 12
FROM plan, generate_series(1, tasks) AS n, generate_series(1, n / 4 % 4) AS i;

INSERT INTO checklist_items (id, company_id, task_id, title, position, done_at, created_at)
SELECT (task0 + n) * 3 + i, c, task0 + n, 'Step ' || i, pg_temp.place(i),
       CASE WHEN i = 1 THEN 1767225600000000 END, 1767225600000000
FROM plan, generate_series(1, tasks) AS n, generate_series(1, 3) AS i
WHERE n % 10 < 3;

INSERT INTO watchers (company_id, task_id, user_id, since)
SELECT company_id, id, created_by, 1767225600000000 FROM tasks;
INSERT INTO watchers (company_id, task_id, user_id, since)
SELECT company_id, task_id, user_id, 1767225600000000 FROM task_assignees
ON CONFLICT DO NOTHING;

INSERT INTO event (id, seq, company_id, project_id, actor_id, name, subject_type, subject_id,
                   thread_id, payload, changes, at)
SELECT id, id, company_id, project_id, created_by, 'task.created.v1', 'task', id, id,
       json_build_object('of', json_build_object('company', company_id, 'project', project_id,
           'task', id, 'title', title), 'by', created_by, 'mentioned', '[]'::json)::text,
       json_build_object('title', json_build_object('from', null, 'to', title))::text, created_at
FROM tasks;

INSERT INTO search_docs (id, company_id, project_id, task_id, kind, subject_id, title, body)
SELECT id, company_id, project_id, id, 'task', id, title, notes FROM tasks;
COMMIT;

-- Ids given here were not taken from the sequences.
SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 1) FROM %I))',
              pg_get_serial_sequence(table_name, column_name), column_name, table_name)
FROM information_schema.columns
WHERE table_schema = 'public' AND is_identity = 'YES'
\gexec
