//! How many jobs of each queue stand where, at a cost that does not grow with their number.

use std::collections::BTreeMap;

use blimp_kit::{Instant, Result};
use blimp_store::Conn;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use serde::Serialize;

use crate::caps::Cap;
use crate::schema::queue;

/// Counting ends here: a number this large means so many or more.
pub const CAP: i64 = 10_000;

/// A queue: what stands in it, and what its operator allows. Counts end at [`CAP`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QueueRow {
    /// Its name.
    pub name: String,
    /// Whether it rests.
    pub paused: bool,
    /// How many of it run at once, over all processes.
    pub max_running: Option<i64>,
    /// How many of it start in a time, such as `10/s`.
    pub rate: Option<String>,
    /// Ready, and their time has come.
    pub due: i64,
    /// Ready, and their time has not come.
    pub later: i64,
    /// In the hands of workers.
    pub running: i64,
    /// Handed to a broker.
    pub published: i64,
    /// Waiting for other jobs, or for their turn under a limit.
    pub blocked: i64,
    /// Out of tries.
    pub dead: i64,
    /// When the oldest of the due ones was due.
    pub oldest_due_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    queue: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Text)]
    queue: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The same text for both databases.
macro_rules! ask {
    ($conn:expr, $text:expr $(, $kind:ty => $bind:expr)*) => {
        match $conn {
            Conn::Sqlite(c) => sql_query($text)$(.bind::<$kind, _>($bind))*.load(c),
            Conn::Postgres(c) => sql_query($text)$(.bind::<$kind, _>($bind))*.load(c),
        }
    };
}

/// Every queue that has jobs or limits, by name.
pub fn queues(conn: &mut Conn, now: Instant) -> Result<Vec<QueueRow>> {
    let mut rows: BTreeMap<String, QueueRow> = BTreeMap::new();
    let caps: Vec<Cap> = queue::table.select(queue::all_columns).load(conn)?;
    for cap in caps {
        let row = at(&mut rows, &cap.name);
        row.paused = cap.paused;
        row.max_running = cap.max_running;
        row.rate = cap.rate().map(|rate| rate.to_string());
    }
    for name in with_ready(conn)? {
        let row = at(&mut rows, &name);
        for prio in 0..=3 {
            count_ready(conn, row, prio, now)?;
        }
    }
    count_others(conn, &mut rows)?;
    Ok(rows.into_values().collect())
}

fn at<'a>(rows: &'a mut BTreeMap<String, QueueRow>, name: &str) -> &'a mut QueueRow {
    rows.entry(name.to_owned()).or_insert_with(|| QueueRow {
        name: name.to_owned(),
        ..QueueRow::default()
    })
}

/// The queues with ready jobs: one step in the index for each.
fn with_ready(conn: &mut Conn) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    loop {
        let last = names.last().cloned().unwrap_or_default();
        let next: Vec<Name> = ask!(
            conn,
            "SELECT queue FROM job WHERE state = 0 AND queue > $1 ORDER BY queue LIMIT 1",
            Text => &last
        )?;
        match next.into_iter().next() {
            Some(name) => names.push(name.queue),
            None => return Ok(names),
        }
    }
}

fn count_ready(conn: &mut Conn, row: &mut QueueRow, prio: i64, now: Instant) -> Result {
    let due: Vec<Number> = ask!(
        conn,
        "SELECT count(*) AS n FROM (SELECT 1 FROM job WHERE queue = $1 AND prio = $2 \
         AND state = 0 AND run_at <= $3 LIMIT 10000) AS few",
        Text => &row.name, BigInt => prio, BigInt => now
    )?;
    let later: Vec<Number> = ask!(
        conn,
        "SELECT count(*) AS n FROM (SELECT 1 FROM job WHERE queue = $1 AND prio = $2 \
         AND state = 0 AND run_at > $3 LIMIT 10000) AS few",
        Text => &row.name, BigInt => prio, BigInt => now
    )?;
    let first: Vec<Number> = ask!(
        conn,
        "SELECT run_at AS n FROM job WHERE queue = $1 AND prio = $2 AND state = 0 \
         AND run_at <= $3 ORDER BY run_at, id LIMIT 1",
        Text => &row.name, BigInt => prio, BigInt => now
    )?;
    let sum = |numbers: &[Number]| numbers.iter().map(|one| one.n).sum::<i64>();
    row.due = (row.due + sum(&due)).min(CAP);
    row.later = (row.later + sum(&later)).min(CAP);
    let first = first.first().map(|one| Instant(one.n));
    row.oldest_due_at = row.oldest_due_at.into_iter().chain(first).min();
    Ok(())
}

/// A query for each state, by its own index.
macro_rules! of_state {
    ($state:literal) => {
        concat!(
            "SELECT queue, count(*) AS n FROM (SELECT queue FROM job WHERE state = ",
            $state,
            " LIMIT 10000) AS few GROUP BY queue"
        )
    };
}

type Set = fn(&mut QueueRow, i64);

fn count_others(conn: &mut Conn, rows: &mut BTreeMap<String, QueueRow>) -> Result {
    let states: [(&str, Set); 4] = [
        (of_state!("1"), |row, n| row.running = n),
        (of_state!("2"), |row, n| row.published = n),
        (of_state!("3"), |row, n| row.dead = n),
        (of_state!("4"), |row, n| row.blocked = n),
    ];
    for (text, set) in states {
        let counts: Vec<Count> = ask!(conn, text)?;
        for count in counts {
            set(at(rows, &count.queue), count.n);
        }
    }
    Ok(())
}
