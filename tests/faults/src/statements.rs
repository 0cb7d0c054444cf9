//! What the verifier asks, in the SQL that both databases speak.
//!
//! `json_extract(x, '$.name')` is SQLite's; [`for_postgres`] says it in Postgres' way.

/// Statements that count damage to an SQLite file. Postgres checks its references itself.
pub(crate) const ON_SQLITE: &[(&str, &str)] = &[
    (
        "damage to the file",
        "SELECT count(*) AS n FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ),
    (
        "references to nothing",
        "SELECT count(*) AS n FROM pragma_foreign_key_check",
    ),
];

/// Statements that count what must not be: nothing twice, nothing half-done.
pub(crate) const NEVER: &[(&str, &str)] = &[
    (
        "tasks made twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM tasks GROUP BY title HAVING count(*) > 1) AS twice",
    ),
    (
        "comments made twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM comments GROUP BY text HAVING count(*) > 1) AS twice",
    ),
    (
        "task numbers given twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM tasks GROUP BY company_id, number HAVING count(*) > 1) AS twice",
    ),
    (
        "task numbers ahead of the counter",
        "SELECT count(*) AS n FROM tasks t JOIN task_counters c ON c.company_id = t.company_id WHERE t.number >= c.next",
    ),
    (
        "tasks without exactly one fact",
        "SELECT count(*) AS n FROM tasks t WHERE 1 <> (SELECT count(*) FROM event e WHERE e.company_id = t.company_id AND e.subject_type = 'task' AND e.subject_id = t.id AND e.name = 'task.created.v1')",
    ),
    (
        "facts without their task",
        "SELECT count(*) AS n FROM event e WHERE e.name = 'task.created.v1' AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = e.subject_id)",
    ),
    (
        "tasks without their label",
        "SELECT count(*) AS n FROM tasks t WHERE NOT EXISTS (SELECT 1 FROM task_labels l WHERE l.company_id = t.company_id AND l.task_id = t.id)",
    ),
    (
        "tasks that search does not know",
        "SELECT count(*) AS n FROM tasks t WHERE 1 <> (SELECT count(*) FROM search_docs d WHERE d.company_id = t.company_id AND d.kind = 'task' AND d.subject_id = t.id)",
    ),
    (
        "comments without exactly one fact",
        "SELECT count(*) AS n FROM comments c WHERE 1 <> (SELECT count(*) FROM event e WHERE e.company_id = c.company_id AND e.subject_type = 'comment' AND e.subject_id = c.id AND e.name = 'comment.added.v1')",
    ),
    (
        "facts without their comment",
        "SELECT count(*) AS n FROM event e WHERE e.name = 'comment.added.v1' AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.id = e.subject_id)",
    ),
    (
        "comments that search does not know",
        "SELECT count(*) AS n FROM comments c WHERE 1 <> (SELECT count(*) FROM search_docs d WHERE d.company_id = c.company_id AND d.kind = 'comment' AND d.subject_id = c.id)",
    ),
    (
        "assignments without exactly one fact",
        "SELECT count(*) AS n FROM task_assignees a WHERE 1 <> (SELECT count(*) FROM event e WHERE e.company_id = a.company_id AND e.subject_type = 'task' AND e.subject_id = a.task_id AND e.name = 'task.assigned.v1' AND json_extract(e.payload, '$.assignee') = a.user_id)",
    ),
    (
        "facts without their assignment",
        "SELECT count(*) AS n FROM event e WHERE e.name = 'task.assigned.v1' AND NOT EXISTS (SELECT 1 FROM task_assignees a WHERE a.company_id = e.company_id AND a.task_id = e.subject_id AND a.user_id = json_extract(e.payload, '$.assignee'))",
    ),
    (
        "facts with neither a job nor a notice",
        "SELECT count(*) AS n FROM event e WHERE e.name IN ('task.assigned.v1', 'comment.added.v1') AND NOT EXISTS (SELECT 1 FROM notices x WHERE x.company_id = e.company_id AND x.event_id = e.id) AND e.id NOT IN (SELECT json_extract(j.payload, '$.event') FROM job j WHERE j.kind LIKE 'react%')",
    ),
    (
        "notices given twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM notices GROUP BY event_id, user_id HAVING count(*) > 1) AS twice",
    ),
    (
        "notices whose mail is not there once",
        "SELECT count(*) AS n FROM notices x WHERE CASE WHEN x.mailed THEN 1 ELSE 0 END <> (SELECT count(*) FROM message m WHERE m.key = 'notice:' || x.event_id || ':' || x.user_id)",
    ),
    (
        "mails without their notice",
        "SELECT count(*) AS n FROM message m WHERE m.key LIKE 'notice:%' AND NOT EXISTS (SELECT 1 FROM notices x WHERE x.mailed AND m.key = 'notice:' || x.event_id || ':' || x.user_id)",
    ),
    (
        "mails with neither a job nor an end",
        "SELECT count(*) AS n FROM message m WHERE m.state <> 'sent' AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind LIKE 'mail.%')",
    ),
    ("dead jobs", "SELECT count(*) AS n FROM job WHERE state = 3"),
];

/// The same, once the queue has come to rest.
pub(crate) const AT_REST: &[(&str, &str)] = &[
    (
        "assignees who were not considered once",
        "SELECT count(*) AS n FROM event e WHERE e.name = 'task.assigned.v1' AND 1 <> (SELECT count(*) FROM notices x WHERE x.company_id = e.company_id AND x.event_id = e.id AND x.user_id = json_extract(e.payload, '$.assignee'))",
    ),
    (
        "comments that nobody was considered for",
        "SELECT count(*) AS n FROM event e WHERE e.name = 'comment.added.v1' AND NOT EXISTS (SELECT 1 FROM notices x WHERE x.company_id = e.company_id AND x.event_id = e.id AND x.user_id = e.actor_id)",
    ),
    (
        "mails that were not sent",
        "SELECT count(*) AS n FROM message WHERE state <> 'sent'",
    ),
    (
        "facts without a place in the order",
        "SELECT count(*) AS n FROM event WHERE seq IS NULL",
    ),
    ("jobs that are left", "SELECT count(*) AS n FROM job"),
];

/// What people see of a verification: how much there was.
pub(crate) const COUNTS: &[(&str, &str)] = &[
    ("tasks", "SELECT count(*) AS n FROM tasks"),
    ("comments", "SELECT count(*) AS n FROM comments"),
    ("assignments", "SELECT count(*) AS n FROM task_assignees"),
    ("facts", "SELECT count(*) AS n FROM event"),
    ("notices", "SELECT count(*) AS n FROM notices"),
    ("mails", "SELECT count(*) AS n FROM message"),
    ("jobs waiting", "SELECT count(*) AS n FROM job"),
];

/// Mistakes made by hand, each undone again: a verifier that misses one proves nothing.
pub(crate) const MISTAKES: &[&str] = &[
    "DELETE FROM tasks WHERE id = (SELECT min(id) FROM tasks)",
    "DELETE FROM comments WHERE id = (SELECT max(id) FROM comments)",
    "DELETE FROM task_assignees WHERE task_id = (SELECT max(task_id) FROM task_assignees)",
    "DELETE FROM task_labels WHERE task_id = (SELECT max(task_id) FROM task_labels)",
    "DELETE FROM event WHERE id = (SELECT min(id) FROM event WHERE name = 'task.assigned.v1')",
    "DELETE FROM notices WHERE id = (SELECT min(id) FROM notices WHERE mailed)",
    "DELETE FROM message WHERE id = (SELECT min(id) FROM message WHERE key LIKE 'notice:%')",
    "DELETE FROM search_docs WHERE subject_id = (SELECT min(id) FROM tasks) AND kind = 'task'",
    "UPDATE tasks SET title = 'client 0 operation 1'",
    "UPDATE message SET state = 'queued'",
];

/// The same statement for Postgres.
pub(crate) fn for_postgres(sql: &str) -> String {
    sql.replace(
        "json_extract(e.payload, '$.assignee')",
        "(e.payload::json->>'assignee')::bigint",
    )
    .replace(
        "json_extract(j.payload, '$.event')",
        "(j.payload::json->>'event')::bigint",
    )
}
