//! A database of its own for every house: a copy of one that was migrated once.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blimp::apps;
use blimp_kit::random;
use blimp_store::Db;
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl as _, SqliteConnection};
use tempfile::TempDir;

use crate::parts;

/// A scratch database; gone when it is dropped.
pub struct Database {
    /// Where it is, as `DATABASE_URL` says it.
    pub url: String,
    /// A folder for files beside it.
    pub folder: TempDir,
    /// The corner of the bucket for them, where this run has one; a copy shares it. Empty: the
    /// houses on this database have only the embedded parts.
    pub files: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test script says which database to use"
)]
pub(crate) fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether this run is on Postgres.
pub fn on_postgres() -> bool {
    setting("BLIMP_TEST_DB").is_some_and(|db| db == "postgres")
}

impl Database {
    /// A migrated, empty database.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let files = parts::corner();
        if on_postgres() {
            let url = postgres_copy();
            return Self { url, folder, files };
        }
        let path = folder.path().join("blimp.db");
        std::fs::copy(sqlite_template(), &path).expect("a copy of the template");
        Self {
            url: format!("sqlite://{}", path.display()),
            folder,
            files,
        }
    }

    /// A copy of this database as it is, with files; no house may be open on it.
    #[must_use]
    pub fn copy(&self) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        copy_folder(
            &self.folder.path().join("files"),
            &folder.path().join("files"),
        );
        let Some(from) = self.url.strip_prefix("sqlite://") else {
            return Self {
                url: postgres_copy_of(database_name(&self.url)),
                folder,
                files: self.files.clone(),
            };
        };
        let path = folder.path().join("blimp.db");
        // Whatever is in the write-ahead log comes along.
        let mut conn = SqliteConnection::establish(from).expect("the database");
        let into = diesel::sql_query("VACUUM INTO ?");
        let into = into.bind::<diesel::sql_types::Text, _>(path.display().to_string());
        into.execute(&mut conn).expect("a copy");
        Self {
            url: format!("sqlite://{}", path.display()),
            folder,
            files: self.files.clone(),
        }
    }

    /// How many rows a statement finds, by a connection of its own.
    pub fn count(&self, sql: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Counted {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let counted: Vec<Counted> = self.load(sql);
        counted.first().expect("a row").n
    }

    /// The column `text` of what a statement finds.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            text: String,
        }
        self.load::<Row>(sql)
            .into_iter()
            .map(|row| row.text)
            .collect()
    }

    /// Everything in a table, as text.
    pub fn dump(&self, table: &str) -> String {
        self.texts(&row_texts(self, table)).join("\n")
    }

    /// Everything in all tables as one text, without what counts tries, sightings and workers.
    pub fn contents(&self) -> String {
        static ALL: OnceLock<String> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let list = if self.is_sqlite() {
                TABLES_ON_SQLITE
            } else {
                TABLES_ON_POSTGRES
            };
            let tables = self.texts(list);
            let each = tables.iter().map(|table| {
                format!(
                    "SELECT '{table} ' || text AS text FROM ({}) AS t",
                    row_texts(self, table)
                )
            });
            each.collect::<Vec<_>>().join(" UNION ALL ")
        });
        let mut rows = self.texts(all);
        rows.sort_unstable();
        rows.join("\n")
    }

    fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite://")
    }

    /// Rows of a statement, on either database.
    pub fn load<R>(&self, sql: &str) -> Vec<R>
    where
        R: QueryableByName<diesel::sqlite::Sqlite> + QueryableByName<diesel::pg::Pg> + 'static,
    {
        let query = diesel::sql_query(sql);
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            let mut conn = SqliteConnection::establish(path).expect("the database");
            conn.batch_execute("PRAGMA busy_timeout = 5000")
                .expect("a pragma");
            query.load(&mut conn).expect(sql)
        } else {
            let mut conn = PgConnection::establish(&self.url).expect("the database");
            query.load(&mut conn).expect(sql)
        }
    }
}

/// Tables that requests may touch whatever they are answered are left out.
const TABLES_ON_SQLITE: &str = "SELECT name AS text FROM sqlite_master WHERE type = 'table' \
    AND name NOT IN ('throttles', 'worker', 'schedule', 'queue', 'sqlite_sequence') \
    AND name NOT LIKE 'search%fts%' ORDER BY name";
const TABLES_ON_POSTGRES: &str = "SELECT table_name::text AS text FROM information_schema.tables \
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' \
    AND table_name NOT IN ('throttles', 'worker', 'schedule', 'queue') ORDER BY table_name";

/// A statement that gives each row of a table as text, without when somebody was last seen and
/// without the order of facts, which comes after the commit.
fn row_texts(database: &Database, table: &str) -> String {
    const PASSING: &str = "('last_seen_at', 'last_used_at', 'seq')";
    if !database.is_sqlite() {
        return format!(
            "SELECT (to_jsonb(t) - 'last_seen_at' - 'last_used_at' - 'seq')::text AS text FROM \"{table}\" t"
        );
    }
    let columns = database.texts(&format!(
        "SELECT name AS text FROM pragma_table_info('{table}') WHERE name NOT IN {PASSING}"
    ));
    let quoted: Vec<String> = columns
        .iter()
        .map(|name| format!("quote(\"{name}\")"))
        .collect();
    format!(
        "SELECT {} AS text FROM \"{table}\"",
        quoted.join(" || '|' || ")
    )
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

fn migrate(url: &str) {
    Db::migrate(url, &apps::migrations(&apps::apps())).expect("migrations");
}

fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let path = std::env::temp_dir().join(format!("blimp-template-{}.db", std::process::id()));
        drop(std::fs::remove_file(&path));
        migrate(&format!("sqlite://{}", path.display()));
        // One file to copy: nothing may be left in the write-ahead log.
        let mut conn =
            SqliteConnection::establish(&path.display().to_string()).expect("the template");
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
            .expect("a checkpoint");
        path
    })
}

fn server() -> String {
    setting("BLIMP_TEST_POSTGRES_URL").expect(
        "BLIMP_TEST_DB=postgres needs BLIMP_TEST_POSTGRES_URL=postgres://user@host:port/postgres",
    )
}

fn named(database: &str) -> String {
    let server = server();
    let (head, options) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = head
        .rsplit_once('/')
        .expect("a database in BLIMP_TEST_POSTGRES_URL");
    let options = if options.is_empty() {
        String::new()
    } else {
        format!("?{options}")
    };
    format!("{host}/{database}{options}")
}

fn postgres_copy() -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("blimp_template_{}", std::process::id());
        let mut conn = PgConnection::establish(&server()).expect("the Postgres server");
        conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name}; "))
            .expect("drop");
        conn.batch_execute(&format!("CREATE DATABASE {name}"))
            .expect("a template database");
        migrate(&named(&name));
        name
    });
    postgres_copy_of(template)
}

fn postgres_copy_of(template: &str) -> String {
    let name = format!(
        "blimp_{}",
        random::number().expect("randomness").unsigned_abs()
    );
    let mut conn = PgConnection::establish(&server()).expect("the Postgres server");
    // Two copies at once find the template in use: one after the other. A house that was closed
    // may still hold connections to it.
    conn.batch_execute("SELECT pg_advisory_lock(1)")
        .expect("a lock");
    conn.batch_execute(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'"
    ))
    .expect("an empty template");
    conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
        .expect("a copy of the template");
    named(&name)
}

/// The name of the database in a URL.
fn database_name(url: &str) -> &str {
    let name = url.rsplit('/').next().unwrap_or_default();
    name.split('?').next().unwrap_or_default()
}

fn copy_folder(from: &Path, to: &Path) {
    let Ok(entries) = std::fs::read_dir(from) else {
        return;
    };
    std::fs::create_dir_all(to).expect("a folder");
    for entry in entries.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a copy");
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.url.is_empty() || self.url.starts_with("sqlite://") {
            return;
        }
        let name = database_name(&self.url);
        if let Ok(mut conn) = PgConnection::establish(&server()) {
            drop(conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}
