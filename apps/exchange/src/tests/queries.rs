//! SQL that tests ask with.

use blimp_kit::Result;
use blimp_store::{Conn, Tx};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// Acme: Olga owns it, Max is a member, Cleo a client. Otto is of another company.
const PEOPLE: &str = "
INSERT INTO users (id, email, name, time_zone, language, created_at) VALUES
    (1, 'olga@example.org', 'Olga', 'UTC', 'en', 0), (2, 'max@example.org', 'Ana  LOPEZ', 'UTC', 'en', 0),
    (3, 'cleo@example.org', 'Cleo', 'UTC', 'en', 0), (9, 'otto@example.org', 'Otto', 'UTC', 'en', 0);
INSERT INTO companies (id, slug, name, created_at) VALUES (1, 'acme', 'Acme', 0), (2, 'umbra', 'Umbra', 0);
INSERT INTO members (company_id, user_id, role, joined_at) VALUES
    (1, 1, 'owner', 0), (1, 2, 'member', 0), (1, 3, 'client', 0), (2, 9, 'owner', 0);
";

pub(super) fn people(tx: &mut Tx) -> Result {
    tx.batch_execute(PEOPLE)?;
    if let Conn::Postgres(pg) = &mut **tx {
        pg.batch_execute("SELECT setval(pg_get_serial_sequence('users', 'id'), 100)")?;
    }
    Ok(())
}

/// Makes a schema of its own on Postgres; its address.
pub(super) fn own_schema(url: &str) -> String {
    let name = format!("exchange_{}", blimp_kit::random::number().unwrap());
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let gap = if url.contains('?') { '&' } else { '?' };
    format!("{url}{gap}options=-csearch_path%3D{name}")
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    words: String,
}

/// One number.
pub(super) fn number(conn: &mut Conn, sql: &str) -> Result<i64> {
    let row: Number = diesel::sql_query(sql).get_result(conn)?;
    Ok(row.n)
}

/// Texts, called `words`.
pub(super) fn words(conn: &mut Conn, sql: &str) -> Result<Vec<String>> {
    let rows: Vec<Words> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|row| row.words).collect())
}

pub(super) fn run(tx: &mut Tx, sql: &str) -> Result {
    Ok(tx.batch_execute(sql)?)
}

const TABLES: [&str; 20] = [
    "users",
    "members",
    "projects",
    "project_people",
    "states",
    "goals",
    "labels",
    "tasks",
    "task_assignees",
    "task_labels",
    "checklist_items",
    "watchers",
    "comments",
    "attachments",
    "search_docs",
    "imports",
    "import_rows",
    "file",
    "event",
    "job",
];

pub(super) fn row_counts(conn: &mut Conn) -> Result<Vec<(&'static str, i64)>> {
    let count = |table| {
        Ok((
            table,
            number(conn, &format!("SELECT COUNT(*) AS n FROM {table}"))?,
        ))
    };
    TABLES.into_iter().map(count).collect()
}
