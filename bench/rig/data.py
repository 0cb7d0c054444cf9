"""Data for every side: made once in Blimp's tables on PostgreSQL, then copied to the others."""

import csv
import io
import os
import random
import sqlite3
import subprocess

from . import process
from .places import BENCH, BINARY, SECRET, WORK

# For each of the peer's tables: its columns, and where they come from.
PEER = [
    ("tracker_user", "id, email, name, email_verified_at, password, is_active",
     "SELECT id, email, name, to_timestamp(email_verified_at / 1e6), '', true FROM users"),
    ("tracker_company", "id, slug, name, created_at",
     "SELECT id, slug, name, to_timestamp(created_at / 1e6) FROM companies"),
    ("tracker_member", "company_id, user_id, role, joined_at",
     "SELECT company_id, user_id, role, to_timestamp(joined_at / 1e6) FROM members"),
    ("authtoken_token", "key, user_id, created",
     "SELECT 'bench' || user_id, user_id, now() FROM tokens"),
    ("tracker_project",
     "id, company_id, slug, name, colour, private, created_by_id, created_at, updated_at",
     "SELECT id, company_id, slug, name, colour, private, created_by, to_timestamp(created_at / 1e6),"
     " to_timestamp(updated_at / 1e6) FROM projects"),
    ("tracker_state", "id, project_id, name, kind, position",
     "SELECT id, project_id, name, kind, position FROM states"),
    ("tracker_goal", "id, project_id, title", "SELECT id, project_id, title FROM goals"),
    ("tracker_label", "id, company_id, name, colour", "SELECT id, company_id, name, colour FROM labels"),
    ("tracker_taskcounter", "company_id, next", "SELECT company_id, next FROM task_counters"),
    ("tracker_task",
     "id, company_id, project_id, number, title, notes, notes_html, state_id, goal_id, parent_id,"
     " position, priority, due_on, closed_at, closed_by_id, created_by_id, created_at, updated_at, version",
     "SELECT id, company_id, project_id, number, title, notes, notes_html, state_id, goal_id, parent_id,"
     " position, priority, date '1970-01-01' + due_on::int, to_timestamp(closed_at / 1e6), closed_by,"
     " created_by, to_timestamp(created_at / 1e6), to_timestamp(updated_at / 1e6), version FROM tasks"),
    ("tracker_task_assignees", "task_id, user_id", "SELECT task_id, user_id FROM task_assignees"),
    ("tracker_task_labels", "task_id, label_id", "SELECT task_id, label_id FROM task_labels"),
    ("tracker_task_watchers", "task_id, user_id", "SELECT task_id, user_id FROM watchers"),
    ("tracker_checklistitem", "id, task_id, title, position, done_at",
     "SELECT id, task_id, title, position, to_timestamp(done_at / 1e6) FROM checklist_items"),
    ("tracker_event", "id, company_id, project_id, actor_id, name, task_id, payload, at",
     "SELECT id, company_id, project_id, actor_id, name, subject_id, payload, to_timestamp(at / 1e6) FROM event"),
    ("tracker_searchdoc", "id, task_id, title, body",
     "SELECT id, task_id, title, body FROM search_docs"),
]

# In the order in which foreign keys let them in.
SQLITE = [
    "users", "companies", "members", "tokens", "projects", "states", "goals", "labels",
    "task_counters", "tasks", "task_assignees", "task_labels", "checklist_items", "watchers",
    "event", "search_docs",
]


def blimp_env(url):
    return {"DATABASE_URL": url, "BLIMP_SECRET_KEY": SECRET, "RATE_LIMITS": "off", "LOG": "off"}


def migrate(url):
    process.run([BINARY, "migrate"], env={**os.environ, **blimp_env(url)}, cwd=WORK)


def without_indexes(pg, name, work):
    """Indexes are quicker made after the rows than beside them."""
    found = pg.sql(name, """
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN
            (SELECT conname FROM pg_constraint) ORDER BY 1""").splitlines()
    names = pg.sql(name, """
        SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN
            (SELECT conname FROM pg_constraint)""").splitlines()
    pg.sql(name, "; ".join(f'DROP INDEX "{one}"' for one in names))
    work()
    again = ["SET maintenance_work_mem = '512MB'", *found]
    pg.sql(name, "; ".join(again))


def blimp_postgres(pg, name, size):
    """Blimp's tables, filled."""
    pg.sql("postgres", f"CREATE DATABASE {name}")
    migrate(pg.url(name))
    without_indexes(pg, name, lambda: pg.psql(
        name, "-v", f"tasks={size.tasks}", "-v", f"companies={size.companies}",
        "-f", BENCH / "sql" / "fill.sql"))
    pg.settle(name)


def peer_postgres(pg, source, name, manage):
    """The peer's tables, made by Django, with the same rows."""
    pg.sql("postgres", f"CREATE DATABASE {name}")
    manage("migrate", "--verbosity", "0")
    def copy():
        for table, columns, query in PEER:
            out = subprocess.Popen(
                ["psql", "-X", "-q", pg.url(source), "-c", f"COPY ({query}) TO STDOUT"],
                stdout=subprocess.PIPE)
            into = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", pg.url(name),
                    "-c", "SET session_replication_role = replica",
                    "-c", f"COPY {table} ({columns}) FROM STDIN"]
            if subprocess.run(into, stdin=out.stdout).returncode or out.wait():
                raise SystemExit(f"{table} was not copied")
    without_indexes(pg, name, copy)
    pg.psql(name, input="""
        SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 1) FROM %I))',
                      pg_get_serial_sequence(table_name, column_name), column_name, table_name)
        FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'
        \\gexec
        """)
    pg.settle(name)


def blimp_sqlite(pg, source, file):
    """Blimp's tables on SQLite, with the same rows."""
    for one in file.parent.glob(file.name + "*"):
        one.unlink()
    migrate(f"sqlite://{file}")
    csv.field_size_limit(1 << 24)
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    db.execute("BEGIN")
    for name, _ in indexes:
        db.execute(f'DROP INDEX "{name}"')
    for table in SQLITE:
        known = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
        columns = pg.sql(source, f"""
            SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns
            WHERE table_name = '{table}' AND is_generated = 'NEVER'""").split(", ")
        numbers = [known[name] == "INTEGER" for name in columns]
        text = pg.psql(source, "-c", f"COPY {table} ({', '.join(columns)}) TO STDOUT (FORMAT csv, NULL '\\N')")
        marks = ", ".join("?" * len(columns))
        db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
                       rows(text, numbers))
    for _, sql in indexes:
        db.execute(sql)
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def rows(text, numbers):
    truth = {"t": 1, "f": 0}
    for row in csv.reader(io.StringIO(text)):
        yield [None if value == "\\N" else (truth[value] if value in truth else int(value)) if number else value
               for value, number in zip(row, numbers)]


def targets(pg, source, count=200):
    """Files of requests, one set for each side; busy projects come more often, as in life."""
    found = pg.sql(source, """
        SELECT t.company_id, t.project_id, count(*) FROM tasks t
        GROUP BY 1, 2 HAVING count(*) > 50 ORDER BY 2""")
    projects = [tuple(int(n) for n in line.split("|")) for line in found.splitlines()]
    chance = random.Random(7)
    picked = chance.choices(projects, weights=[one[2] for one in projects], k=count)
    folder = WORK / "targets"
    folder.mkdir(parents=True, exist_ok=True)
    asks = {}
    for company, project, _ in picked:
        user = (company - 1) * 20 + chance.randint(1, 16)
        others = [(company - 1) * 20 + k for k in range(1, 17) if (company - 1) * 20 + k != user][:4]
        asks.setdefault("list", []).append((project, user, None))
        asks.setdefault("create", []).append((project, user, '{"title":"Prepare the figures for the meeting"}'))
        asks.setdefault("fanout", []).append(
            (project, user, '{"title":"Prepare the figures for the meeting","assignee_ids":%s}' % others))
    mixed = [one for nine in range(0, count, 9) for one in
             [*asks["list"][nine:nine + 9], asks["create"][nine]]]
    asks["mixed"] = mixed
    for kind, all_of in asks.items():
        for side, path, authorization in [
            ("blimp", "/api/v1/projects/{}/tasks{}", "Bearer blimp_pat_bench_{}"),
            ("plain", "/api/v1/projects/{}/tasks{}", "Token bench{}"),
            ("tuned", "/tuned/v1/projects/{}/tasks{}", "Token bench{}"),
        ]:
            lines = []
            for project, user, body in all_of:
                query = "" if body else "?expand=assignees,labels"
                line = ["POST" if body else "GET", path.format(project, query), authorization.format(user)]
                lines.append("\t".join(line + ([body] if body else [])))
            (folder / f"{kind}-{side}").write_text("\n".join(lines) + "\n")
    return folder


