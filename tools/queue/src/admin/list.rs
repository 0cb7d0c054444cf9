//! Jobs that wait, run or are dead.

use blimp_kit::{Instant, Page, PageParams, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId};
use diesel::prelude::*;
use serde::Serialize;

use crate::chain;
use crate::run::Saved;
use crate::state::{IsBlocked, IsDead, IsReady, IsRunning, PUBLISHED, State};

/// Which jobs to list.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those of this queue.
    pub queue: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// How many, from where.
    pub page: PageParams,
}

/// A job as people see it. The payload stays out: it may hold what is not theirs to read.
#[derive(Debug, Clone, Serialize)]
pub struct JobRow {
    /// Its id.
    pub id: JobId,
    /// The tenant it works for.
    pub company_id: Option<i64>,
    /// The queue it waits in.
    pub queue: String,
    /// What it does.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// 0 first, 3 last.
    pub prio: i64,
    /// Tries so far.
    pub attempt: i64,
    /// Tries before it counts as dead.
    pub max_attempt: i64,
    /// How often its worker died while it ran.
    pub crashes: i64,
    /// When it is due.
    pub run_at: Instant,
    /// When its latest try began.
    pub started_at: Option<Instant>,
    /// From when on it is of no use.
    pub deadline: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// Unique among live jobs.
    pub unique_key: Option<String>,
    /// Whether somebody cancelled it while it ran.
    pub cancel: bool,
    /// How far it says it has come.
    pub done: Option<i64>,
    /// Of how much.
    pub total: Option<i64>,
    /// Of what.
    pub words: Option<String>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct Row {
    id: JobId,
    company_id: Option<i64>,
    queue: String,
    kind: String,
    state: i64,
    prio: i64,
    attempt: i64,
    max_attempt: i64,
    crashes: i64,
    run_at: Instant,
    started_at: Option<Instant>,
    deadline: Option<Instant>,
    created_at: Instant,
    unique_key: Option<String>,
    cancel: bool,
    checkpoint: Option<String>,
    last_error: Option<String>,
}

impl From<Row> for JobRow {
    fn from(row: Row) -> Self {
        let saved = Saved::read(row.checkpoint.as_deref());
        Self {
            id: row.id,
            company_id: row.company_id,
            queue: row.queue,
            kind: row.kind,
            state: State::of(row.state),
            prio: row.prio,
            attempt: row.attempt,
            max_attempt: row.max_attempt,
            crashes: row.crashes,
            run_at: row.run_at,
            started_at: row.started_at,
            deadline: row.deadline,
            created_at: row.created_at,
            unique_key: row.unique_key,
            cancel: row.cancel,
            done: saved.done,
            total: saved.total,
            words: saved.words,
            last_error: row.last_error,
        }
    }
}

/// Live and dead jobs, the newest first.
pub fn list(conn: &mut Conn, filter: &JobFilter) -> Result<Page<JobRow>> {
    let limit = filter.page.limit()?;
    let mut rows = job::table
        .select(Row::as_select())
        .order(job::id.desc())
        .limit(limit + 1)
        .into_boxed::<<Conn as Connection>::Backend>();
    // Spelt out, so that each finds its index.
    rows = match filter.state {
        None => rows,
        Some(State::Ready) => rows.filter(IsReady),
        Some(State::Running) => rows.filter(IsRunning),
        Some(State::Published) => rows.filter(job::state.eq(PUBLISHED)),
        Some(State::Dead) => rows.filter(IsDead),
        Some(State::Blocked) => rows.filter(IsBlocked),
    };
    if let Some(queue) = &filter.queue {
        rows = rows.filter(job::queue.eq(queue));
    }
    if let Some(kind) = &filter.kind {
        rows = rows.filter(job::kind.eq(kind));
    }
    if let Some(before) = filter.page.after::<JobId>()? {
        rows = rows.filter(job::id.lt(before));
    }
    let rows: Vec<Row> = rows.load(conn)?;
    Ok(Page::cut(rows, limit, |row| row.id).map(JobRow::from))
}

/// The job with this id, while it lives or is dead.
pub fn find(conn: &mut Conn, id: JobId) -> Result<Option<JobRow>> {
    let row = job::table
        .find(id)
        .select(Row::as_select())
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(JobRow::from))
}

/// How many jobs workers have in hand.
pub fn running(conn: &mut Conn) -> Result<i64> {
    Ok(job::table.filter(IsRunning).count().get_result(conn)?)
}

/// The jobs that a blocked job waits for, up to a hundred; none where it waits for its turn under
/// a limit.
pub fn waits_for(conn: &mut Conn, id: JobId) -> Result<Vec<JobId>> {
    chain::waits_for(conn, id)
}
