//! The verifier: looks at the database as it is, by a connection of its own.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::Sqlite;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl as _, SqliteConnection};

use crate::statements::{AT_REST, COUNTS, MISTAKES, NEVER, ON_SQLITE, for_postgres};

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
pub enum Database {
    /// A file.
    Sqlite(SqliteConnection),
    /// A server's.
    Postgres(PgConnection),
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_sqlite() {
            "Sqlite"
        } else {
            "Postgres"
        })
    }
}

impl Database {
    /// Opens the database beside the running server.
    pub fn open(url: &str) -> Self {
        let Some(path) = url.strip_prefix("sqlite://") else {
            return Self::Postgres(PgConnection::establish(url).expect("the database"));
        };
        let mut conn = SqliteConnection::establish(path).expect("the database");
        conn.batch_execute("PRAGMA busy_timeout = 10000")
            .expect("a pragma");
        Self::Sqlite(conn)
    }

    const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Looks at everything in one snapshot; answers counts, or what is wrong.
    ///
    /// `ledgers` is the folder with what was acknowledged; `at_rest` says that no job is left.
    pub fn verify(&mut self, ledgers: &Path, at_rest: bool) -> Result<String, String> {
        self.begin();
        let seen = self.look(ledgers, at_rest);
        self.run("ROLLBACK");
        seen
    }

    /// Makes mistakes by hand, one at a time, and undoes each: how many the verifier sees, or
    /// which it does not. At rest only.
    pub fn verify_the_verifier(&mut self, ledgers: &Path) -> Result<usize, String> {
        for mistake in MISTAKES {
            self.run(if self.is_sqlite() {
                "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"
            } else {
                // Else the schema refuses some of them, as it should.
                "BEGIN; SET LOCAL session_replication_role = replica"
            });
            self.run(mistake);
            let seen = self.look(ledgers, true);
            self.run("ROLLBACK");
            if seen.is_ok() {
                return Err(format!("the verifier does not see: {mistake}"));
            }
        }
        Ok(MISTAKES.len())
    }

    /// Jobs that are waiting or at work.
    pub fn waiting(&mut self) -> i64 {
        self.count("SELECT count(*) AS n FROM job")
    }

    /// What a statement counts as `n`.
    pub fn count(&mut self, sql: &str) -> i64 {
        let found: Vec<Counted> = self.rows(sql);
        found.first().expect("a row").n
    }

    /// Runs statements that answer nothing.
    pub fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql),
            Self::Postgres(conn) => conn.batch_execute(sql),
        }
        .unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// The text of the last mail to an address; empty where there is none.
    pub fn mail_to(&mut self, email: &str) -> String {
        let sql = format!(
            "SELECT text AS name, id AS n FROM message \
             WHERE to_address = '{email}' AND state = 'sent' ORDER BY id DESC LIMIT 1"
        );
        let found: Vec<Named> = self.rows(&sql);
        found
            .into_iter()
            .next()
            .map(|mail| mail.name)
            .unwrap_or_default()
    }

    fn begin(&mut self) {
        self.run(if self.is_sqlite() {
            "BEGIN"
        } else {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        });
    }

    fn look(&mut self, ledgers: &Path, at_rest: bool) -> Result<String, String> {
        let mut wrong = self.lost(ledgers);
        let more = if at_rest { AT_REST } else { &[] };
        let own = if self.is_sqlite() { ON_SQLITE } else { &[] };
        for (what, sql) in NEVER.iter().chain(more).chain(own) {
            let n = self.count(sql);
            if n != 0 {
                wrong.push(format!("{n} {what}"));
            }
        }
        if !wrong.is_empty() {
            wrong.truncate(20);
            return Err(wrong.join("; "));
        }
        let counts = COUNTS
            .iter()
            .map(|(what, sql)| format!("{} {what}", self.count(sql)));
        Ok(counts.collect::<Vec<_>>().join(", "))
    }

    /// Acknowledged writes that are not there exactly once.
    fn lost(&mut self, ledgers: &Path) -> Vec<String> {
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
            let found: Vec<Named> = self.rows(sql);
            let found: HashMap<String, i64> =
                found.into_iter().map(|row| (row.name, row.n)).collect();
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

    fn rows<R>(&mut self, sql: &str) -> Vec<R>
    where
        R: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static,
    {
        match self {
            Self::Sqlite(conn) => diesel::sql_query(sql).load(conn).expect(sql),
            Self::Postgres(conn) => {
                let sql = for_postgres(sql);
                diesel::sql_query(&sql).load(conn).expect(&sql)
            }
        }
    }
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
