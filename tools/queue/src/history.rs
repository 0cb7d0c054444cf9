//! The end of a job: its row leaves `job` and is remembered in `job_done`.

use std::collections::BTreeMap;

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, on_each};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Untyped};
use diesel::sqlite::Sqlite;

use crate::schema::job_done;
use crate::state::{BLOCKED, DEAD, Fence, PUBLISHED, READY};

/// A try that ended, and what it came to.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    pub(crate) fence: Fence,
    pub(crate) result: Option<String>,
}

impl From<Fence> for Ended {
    fn from(fence: Fence) -> Self {
        Self {
            fence,
            result: None,
        }
    }
}

/// A job whose row is gone.
#[derive(Debug, Clone, QueryableByName)]
pub(crate) struct Gone {
    #[diesel(sql_type = BigInt)]
    pub(crate) id: JobId,
    /// Whether another job waits for it.
    #[diesel(sql_type = Bool)]
    pub(crate) followed: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) limit_key: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct Row {
    id: JobId,
    company_id: Option<i64>,
    queue: String,
    kind: String,
    attempt: i64,
    created_at: Instant,
    run_at: Instant,
    started_at: Option<Instant>,
    last_error: Option<String>,
    followed: bool,
    limit_key: Option<String>,
}

/// Remembers tries that ended, if they are still ours; returns those.
pub(crate) fn remember(
    conn: &mut Conn,
    ended: &[Ended],
    status: &str,
    now: Instant,
) -> Result<Vec<Gone>> {
    if ended.is_empty() {
        return Ok(Vec::new());
    }
    match conn {
        Conn::Postgres(c) => Ok(Finish::new(ended, status, now).load(c)?),
        Conn::Sqlite(c) => {
            let mut by_try: BTreeMap<(i64, i64), Vec<i64>> = BTreeMap::new();
            for Ended { fence, .. } in ended {
                let same = by_try.entry((fence.worker, fence.attempt)).or_default();
                same.push(fence.job.0);
            }
            let mut gone: Vec<Gone> = Vec::new();
            for ((worker, attempt), ids) in by_try {
                let ids = serde_json::to_string(&ids)?;
                let kept = [Bind::Text(status), Bind::Number(now.0)];
                let mine = [
                    Bind::Text(&ids),
                    Bind::Number(worker),
                    Bind::Number(attempt),
                ];
                let keep = kept.iter().chain(&mine).copied().collect();
                Move::new(&KEEP, keep).execute(c)?;
                gone.extend(Move::new(&REMOVE, mine.to_vec()).load::<Gone>(c)?);
            }
            for one in ended.iter().filter(|one| one.result.is_some()) {
                if gone.iter().any(|row| row.id == one.fence.job) {
                    diesel::update(job_done::table.find(one.fence.job.0))
                        .set(job_done::result.eq(&one.result))
                        .execute(c)?;
                }
            }
            Ok(gone)
        }
    }
}

/// Cancels jobs that nobody runs; returns those.
pub(crate) fn cancel_idle(conn: &mut Conn, ids: &[JobId], now: Instant) -> Result<Vec<Gone>> {
    let mut gone = Vec::new();
    for id in ids {
        let idle = job::table
            .find(*id)
            .filter(job::state.eq_any([READY, PUBLISHED, DEAD, BLOCKED]));
        let row = on_each!(conn, c => diesel::delete(idle)
            .returning(Row::as_returning()).get_result(c))
        .optional()?;
        let Some(row) = row else { continue };
        diesel::insert_into(job_done::table)
            .values(done(&row, now))
            .execute(conn)?;
        gone.push(row.into());
    }
    Ok(gone)
}

impl From<Row> for Gone {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            followed: row.followed,
            limit_key: row.limit_key,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = job_done)]
struct Done<'a> {
    id: i64,
    company_id: Option<i64>,
    queue: &'a str,
    kind: &'a str,
    status: &'a str,
    attempt: i64,
    created_at: Instant,
    run_at: Instant,
    started_at: Option<Instant>,
    finished_at: Instant,
    last_error: Option<&'a str>,
}

fn done(row: &Row, now: Instant) -> Done<'_> {
    Done {
        id: row.id.0,
        company_id: row.company_id,
        queue: &row.queue,
        kind: &row.kind,
        status: "cancelled",
        attempt: row.attempt,
        created_at: row.created_at,
        run_at: row.run_at,
        started_at: row.started_at,
        finished_at: now,
        last_error: row.last_error.as_deref(),
    }
}

/// The pieces between the binds: status, now, ids, worker, attempt. The plus keeps SQLite from
/// reading all that the worker runs.
static KEEP: [&str; 6] = [
    "INSERT INTO job_done (id, company_id, queue, kind, attempt, created_at, run_at, started_at, \
     last_error, status, finished_at) SELECT id, company_id, queue, kind, attempt, created_at, \
     run_at, started_at, last_error, ",
    ", ",
    " FROM job WHERE id IN (SELECT value FROM json_each(",
    ")) AND +worker = ",
    " AND attempt = ",
    " AND state = 1",
];

/// The pieces between the binds: ids, worker, attempt.
static REMOVE: [&str; 4] = [
    "DELETE FROM job WHERE id IN (SELECT value FROM json_each(",
    ")) AND +worker = ",
    " AND attempt = ",
    " AND state = 1 RETURNING id, followed, limit_key",
];

#[derive(Debug, Clone, Copy)]
enum Bind<'a> {
    Number(i64),
    Text(&'a str),
}

/// On SQLite it takes two statements, however many end.
struct Move<'a> {
    pieces: &'static [&'static str],
    binds: Vec<Bind<'a>>,
}

impl<'a> Move<'a> {
    const fn new(pieces: &'static [&'static str], binds: Vec<Bind<'a>>) -> Self {
        Self { pieces, binds }
    }
}

impl QueryFragment<Sqlite> for Move<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        for (place, piece) in self.pieces.iter().enumerate() {
            out.push_sql(piece);
            match self.binds.get(place) {
                Some(Bind::Number(number)) => out.push_bind_param::<BigInt, i64>(number)?,
                Some(Bind::Text(text)) => out.push_bind_param::<Text, &str>(text)?,
                None => {}
            }
        }
        Ok(())
    }
}

/// Told apart by their text.
impl QueryId for Move<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Move<'_> {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Move<'_> {}

/// All of it in one statement; its text never changes, so it is prepared once.
struct Finish<'a> {
    ids: Vec<i64>,
    workers: Vec<i64>,
    attempts: Vec<i64>,
    results: Vec<Option<&'a str>>,
    status: &'a str,
    now: i64,
}

impl<'a> Finish<'a> {
    fn new(ended: &'a [Ended], status: &'a str, now: Instant) -> Self {
        let column = |of: fn(&Fence) -> i64| ended.iter().map(|one| of(&one.fence)).collect();
        Self {
            ids: column(|fence| fence.job.0),
            workers: column(|fence| fence.worker),
            attempts: column(|fence| fence.attempt),
            results: ended.iter().map(|one| one.result.as_deref()).collect(),
            status,
            now: now.0,
        }
    }
}

impl QueryFragment<Pg> for Finish<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("WITH gone AS (DELETE FROM job USING unnest(");
        out.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<BigInt>, _>(&self.workers)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<BigInt>, _>(&self.attempts)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Text>>, _>(&self.results)?;
        out.push_sql(
            ") AS ended (id, worker, attempt, result) \
             WHERE job.id = ended.id AND job.worker = ended.worker \
             AND job.attempt = ended.attempt AND job.state = 1 \
             RETURNING job.*, ended.result), \
             kept AS (INSERT INTO job_done (id, company_id, queue, kind, attempt, created_at, \
             run_at, started_at, last_error, result, status, finished_at) \
             SELECT id, company_id, queue, kind, attempt, created_at, run_at, started_at, \
             last_error, result, ",
        );
        out.push_bind_param::<Text, _>(self.status)?;
        out.push_sql(", ");
        out.push_bind_param::<BigInt, _>(&self.now)?;
        out.push_sql(" FROM gone) SELECT id, followed, limit_key FROM gone");
        Ok(())
    }
}

impl QueryId for Finish<'_> {
    type QueryId = Finish<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Finish<'_> {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Finish<'_> {}
