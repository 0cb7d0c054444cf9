//! The verifier: looks at the database as it is, by a connection of its own.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection};

/// Statements that count what must not be: nothing twice, nothing half-done.
const NEVER: &[(&str, &str)] = &[
    (
        "damage to the file",
        "SELECT count(*) AS n FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ),
    (
        "references to nothing",
        "SELECT count(*) AS n FROM pragma_foreign_key_check",
    ),
    (
        "tasks made twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM tasks GROUP BY title HAVING count(*) > 1)",
    ),
    (
        "comments made twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM comments GROUP BY text HAVING count(*) > 1)",
    ),
    (
        "task numbers given twice",
        "SELECT count(*) AS n FROM (SELECT 1 FROM tasks GROUP BY company_id, number HAVING count(*) > 1)",
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
        "SELECT count(*) AS n FROM (SELECT 1 FROM notices GROUP BY event_id, user_id HAVING count(*) > 1)",
    ),
    (
        "notices whose mail is not there once",
        "SELECT count(*) AS n FROM notices x WHERE x.mailed <> (SELECT count(*) FROM message m WHERE m.key = 'notice:' || x.event_id || ':' || x.user_id)",
    ),
    (
        "mails without their notice",
        "SELECT count(*) AS n FROM message m WHERE m.key LIKE 'notice:%' AND NOT EXISTS (SELECT 1 FROM notices x WHERE x.mailed AND m.key = 'notice:' || x.event_id || ':' || x.user_id)",
    ),
    (
        "mails with neither a job nor an end",
        "SELECT count(*) AS n FROM message m WHERE m.state <> 'sent' AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind LIKE 'mail.%')",
    ),
    (
        "facts without a place in the order",
        "SELECT count(*) AS n FROM event WHERE seq IS NULL",
    ),
    ("dead jobs", "SELECT count(*) AS n FROM job WHERE state = 3"),
];

/// The same, once the queue has come to rest.
const AT_REST: &[(&str, &str)] = &[
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
    ("jobs that are left", "SELECT count(*) AS n FROM job"),
];

/// What people see of a verification: how much there was.
const COUNTS: &[(&str, &str)] = &[
    ("tasks", "SELECT count(*) AS n FROM tasks"),
    ("comments", "SELECT count(*) AS n FROM comments"),
    ("assignments", "SELECT count(*) AS n FROM task_assignees"),
    ("facts", "SELECT count(*) AS n FROM event"),
    ("notices", "SELECT count(*) AS n FROM notices"),
    ("mails", "SELECT count(*) AS n FROM message"),
    ("jobs waiting", "SELECT count(*) AS n FROM job"),
];

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The database under test.
pub(crate) struct Database(SqliteConnection);

impl Database {
    /// Opens the file beside the running server.
    pub(crate) fn open(path: &Path) -> Self {
        let mut conn =
            SqliteConnection::establish(&path.display().to_string()).expect("the database");
        conn.batch_execute("PRAGMA busy_timeout = 10000")
            .expect("a pragma");
        Self(conn)
    }

    /// Looks at everything in one snapshot; answers counts, or what is wrong.
    pub(crate) fn verify(&mut self, ledgers: &Path, at_rest: bool) -> Result<String, String> {
        let seen = self
            .0
            .transaction(|conn| Ok::<_, diesel::result::Error>(look(conn, ledgers, at_rest)));
        seen.expect("a snapshot")
    }

    /// Jobs that are waiting or at work.
    pub(crate) fn waiting(&mut self) -> i64 {
        count(&mut self.0, "SELECT count(*) AS n FROM job")
    }

    /// The text of the last mail to an address; empty where there is none.
    pub(crate) fn mail_to(&mut self, email: &str) -> String {
        let query = "SELECT text AS name, id AS n FROM message \
                     WHERE to_address = ? AND state = 'sent' ORDER BY id DESC LIMIT 1";
        let found = diesel::sql_query(query)
            .bind::<Text, _>(email)
            .load::<Named>(&mut self.0);
        found
            .expect("the mails")
            .into_iter()
            .next()
            .map(|mail| mail.name)
            .unwrap_or_default()
    }
}

fn look(conn: &mut SqliteConnection, ledgers: &Path, at_rest: bool) -> Result<String, String> {
    let mut wrong = lost(conn, ledgers);
    let more = if at_rest { AT_REST } else { &[] };
    for (what, sql) in NEVER.iter().chain(more) {
        let n = count(conn, sql);
        if n != 0 {
            wrong.push(format!("{n} {what}"));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    let counts = COUNTS
        .iter()
        .map(|(what, sql)| format!("{} {what}", count(conn, sql)));
    Ok(counts.collect::<Vec<_>>().join(", "))
}

/// Acknowledged writes that are not there exactly once.
fn lost(conn: &mut SqliteConnection, ledgers: &Path) -> Vec<String> {
    let kinds = [
        (
            "task",
            "SELECT title AS name, count(*) AS n FROM tasks GROUP BY title",
        ),
        (
            "comment",
            "SELECT text AS name, count(*) AS n FROM comments GROUP BY text",
        ),
        (
            "assignment",
            "SELECT task_id || ' ' || user_id AS name, count(*) AS n FROM task_assignees GROUP BY 1",
        ),
    ];
    let mut wrong = Vec::new();
    let acknowledged = acknowledged(ledgers);
    for (kind, sql) in kinds {
        let found = diesel::sql_query(sql).load::<Named>(conn).expect(sql);
        let found: HashMap<String, i64> = found.into_iter().map(|row| (row.name, row.n)).collect();
        for (_, name) in acknowledged.iter().filter(|(k, _)| k == kind) {
            match found.get(name) {
                Some(1) => {}
                Some(n) => wrong.push(format!("{kind} {name} is there {n} times")),
                None => wrong.push(format!("{kind} {name} was acknowledged and is lost")),
            }
        }
    }
    wrong
}

/// What the ledgers say.
fn acknowledged(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        if entry.file_name().to_string_lossy().starts_with("ledger-") {
            let text = fs::read_to_string(entry.path()).expect("a ledger");
            let pairs = text.lines().filter_map(|line| line.split_once('\t'));
            all.extend(pairs.map(|(kind, name)| (kind.to_owned(), name.to_owned())));
        }
    }
    all
}

fn count(conn: &mut SqliteConnection, sql: &str) -> i64 {
    diesel::sql_query(sql)
        .get_result::<Counted>(conn)
        .expect(sql)
        .n
}
